package import Vocabulary

/// Reads one format of evidence.
///
/// A file is read as a row of portions that do not depend on each other: the caller shows a window of the file to
/// ``portionLength(of:at:isLast:)``, cuts off what it names, and hands that to ``parse(_:)``, on any thread.
package protocol EvidenceParser: Sendable {
    var format: EvidenceFormat { get }

    /// Whether a file that begins with these bytes is of this format. Its name plays no part.
    ///
    /// - Parameter head: The first ``EvidenceFormats/headLength`` bytes, or the whole file where it is shorter.
    func recognises(_ head: [UInt8]) -> Bool

    /// The parser for the portions of one file, which knows what only the file's head says (names of columns, say) and
    /// what is assumed of its times.
    ///
    /// Asked once, of a file that it recognises. A format whose portions need neither is its own reader.
    func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser

    /// How many of the leading bytes of `window` can be parsed on their own.
    ///
    /// - Parameters:
    ///   - window: Bytes of the file that have not been parsed.
    ///   - offset: Where the window begins in the file, in bytes.
    ///   - isLast: No bytes follow the window.
    /// - Returns: 0 when more bytes are needed; never 0 for a last window that is not empty.
    func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int

    /// The parser for the portions behind one that was cut off. Differs from this one where a file goes on under another
    /// header.
    func following(_ portion: EvidencePortion) -> any EvidenceParser

    /// Reads one portion. Damage is an issue in the result, never an error.
    func parse(_ portion: EvidencePortion) -> ParsedPortion

    /// The same, by a worker that reads many portions.
    func parse(_ portion: EvidencePortion, with memory: inout ParserMemory) -> ParsedPortion
}

/// What a worker keeps from portion to portion and file to file, so that what many of them share is made once. It
/// changes no result.
package struct ParserMemory: ~Copyable {
    var eventLogs: RecordReader?

    package init() {}
}

extension EvidenceParser {
    package func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser { self }

    package func parse(_ portion: EvidencePortion, with memory: inout ParserMemory) -> ParsedPortion { parse(portion) }

    package func following(_ portion: EvidencePortion) -> any EvidenceParser { self }
}

/// A stretch of an evidence file that can be parsed on its own.
package struct EvidencePortion: Sendable {
    package let bytes: [UInt8]
    /// Where `bytes` begins in the file, in bytes.
    package let offset: UInt64
    /// Where the bytes stand in the file; nil where they are the file's own.
    private let places: TextPlaces?

    package init(bytes: [UInt8], offset: UInt64) { self.init(bytes, offset, nil) }

    private init(_ bytes: [UInt8], _ offset: UInt64, _ places: TextPlaces?) {
        self.bytes = bytes
        self.offset = offset
        self.places = places
    }

    /// The text of a portion that is written in another encoding, as UTF-8.
    init(_ places: TextPlaces, offset: UInt64) { self.init(places.bytes, offset, places) }

    /// Where a place of its bytes is in the file, in bytes.
    @inline(__always)
    func position(of place: Int) -> UInt64 {
        guard let places else { return offset &+ UInt64(place) }
        return offset &+ UInt64(places.offset(of: place))
    }

    /// How many bytes of the file a range of its bytes stands for.
    @inline(__always)
    func length(of range: Range<Int>) -> Int {
        guard let places else { return range.count }
        return places.offset(of: range.upperBound) - places.offset(of: range.lowerBound)
    }

    /// Bytes of the file that it stands for.
    var length: Int { places?.length ?? bytes.count }

    /// The portion behind its first bytes.
    func behind(_ count: Int) -> EvidencePortion {
        EvidencePortion(Array(bytes[count...]), places == nil ? position(of: count) : offset, places?.behind(count))
    }
}

/// What one portion held.
package struct ParsedPortion: Sendable {
    /// Its records, in file order.
    package let batch: RecordBatch
    /// The damage met, in file order.
    package let issues: [ParseIssue]
    /// Where its bytes went; nil where stretches are read that overlap, as by carving.
    package let account: EvidenceAccount?

    package init(batch: RecordBatch, issues: [ParseIssue], account: EvidenceAccount?) {
        self.batch = batch
        self.issues = issues
        self.account = account
    }
}
