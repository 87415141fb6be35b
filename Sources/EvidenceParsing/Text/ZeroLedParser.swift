import Vocabulary

/// Reads a log behind zeros: a crash, or a copy of a sparse file, leaves them where its beginning was.
struct ZeroLedParser: EvidenceParser {
    private let reader: any EvidenceParser
    private let zeros: UInt64

    /// - Parameters:
    ///   - reader: Reads what stands behind them, wherever that begins in its file.
    ///   - zeros: How many zeros the file begins with.
    init(_ reader: any EvidenceParser, zeros: UInt64) {
        self.reader = reader
        self.zeros = zeros
    }

    var format: EvidenceFormat { reader.format }

    func recognises(_ head: [UInt8]) -> Bool { false }

    func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        guard offset < zeros else { return reader.portionLength(of: window, at: offset, isLast: isLast) }
        return min(window.count, Int(zeros - offset))
    }

    func following(_ portion: EvidencePortion) -> any EvidenceParser {
        portion.offset < zeros ? self : ZeroLedParser(reader.following(portion), zeros: zeros)
    }

    func parse(_ portion: EvidencePortion) -> ParsedPortion {
        guard portion.offset < zeros else { return reader.parse(portion) }
        var issues: [ParseIssue] = []
        if portion.offset == 0 {
            issues.append(ParseIssue(.damagedHeader, offset: 0, "\(zeros) bytes of 0x00 stand before the first line"))
        }
        var builder = RecordBatchBuilder()
        return ParsedPortion(builder.finish(), issues, PortionTally(), of: portion)
    }
}
