import Vocabulary

/// Lines that end with a carriage return alone, as classic Mac OS and some programs for it write them.
struct ReturnEnds: Sendable {
    private let encoding: TextEncoding

    /// Carriage returns for each line feed that stands inside of a line.
    private static let returnsForFeed = 16

    /// Nil where the lines of the head end otherwise, or it is no text.
    init?(_ head: [UInt8]) {
        // Zeros in what is not UTF-16 are no text.
        let encodings: [TextEncoding] =
            head.contains(0) ? [.utf16LittleEndian, .utf16BigEndian] : [.utf8]
        guard head.contains(0x0D), let encoding = encodings.first(where: { $0.fits(head) }) else { return nil }
        self.encoding = encoding
        var (returns, feeds, trailing) = (0, 0, 0)
        let width = encoding.width
        for place in stride(from: 0, to: head.count - width + 1, by: width) {
            if isUnit(0x0A, at: place, in: head) {
                trailing += 1
            } else {
                feeds += trailing
                trailing = 0
                if isUnit(0x0D, at: place, in: head), !isUnit(0x0A, at: place + width, in: head) { returns += 1 }
            }
        }
        guard returns > 0, feeds * Self.returnsForFeed <= returns else { return nil }
    }

    /// The bytes with a line feed for each carriage return that stands alone: no place changes.
    func replaced(in bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let width = encoding.width
        let low = encoding == .utf16BigEndian ? 1 : 0
        for place in stride(from: 0, to: bytes.count - width + 1, by: width)
        where isUnit(0x0D, at: place, in: bytes) && !isUnit(0x0A, at: place + width, in: bytes) {
            bytes[place + low] = 0x0A
        }
        return bytes
    }

    @inline(__always)
    private func isUnit(_ byte: UInt8, at place: Int, in bytes: [UInt8]) -> Bool {
        guard place + encoding.width <= bytes.count else { return false }
        return switch encoding {
        case .utf8: bytes[place] == byte
        case .utf16LittleEndian: bytes[place] == byte && bytes[place + 1] == 0
        case .utf16BigEndian: bytes[place + 1] == byte && bytes[place] == 0
        }
    }
}

/// Reads text whose lines end with a carriage return alone by the reader of the same text with line feeds.
struct ReturnEndedParser: EvidenceParser {
    private let reader: any EvidenceParser
    private let ends: ReturnEnds

    init(_ reader: any EvidenceParser, _ ends: ReturnEnds) {
        self.reader = reader
        self.ends = ends
    }

    var format: EvidenceFormat { reader.format }

    func recognises(_ head: [UInt8]) -> Bool { ReturnEnds(head) != nil && reader.recognises(ends.replaced(in: head)) }

    func following(_ portion: EvidencePortion) -> any EvidenceParser {
        ReturnEndedParser(reader.following(replaced(portion)), ends)
    }

    func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        reader.portionLength(of: ends.replaced(in: Array(window))[...], at: offset, isLast: isLast)
    }

    func parse(_ portion: EvidencePortion) -> ParsedPortion { reader.parse(replaced(portion)) }

    private func replaced(_ portion: EvidencePortion) -> EvidencePortion {
        EvidencePortion(bytes: ends.replaced(in: portion.bytes), offset: portion.offset)
    }
}

extension TextEncoding {
    /// Bytes of a unit.
    fileprivate var width: Int { self == .utf8 ? 1 : 2 }
}
