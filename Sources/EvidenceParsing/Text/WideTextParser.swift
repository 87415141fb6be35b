import Vocabulary

/// Reads text in UTF-16 by the reader of the same text in UTF-8. Places in the file stay those of its own bytes.
struct WideTextParser: EvidenceParser {
    private let reader: any EvidenceParser
    private let encoding: TextEncoding

    init(_ reader: any EvidenceParser, _ encoding: TextEncoding) {
        self.reader = reader
        self.encoding = encoding
    }

    var format: EvidenceFormat { reader.format }

    func recognises(_ head: [UInt8]) -> Bool {
        encoding.textOfHead(head).map(reader.recognises) ?? false
    }

    func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        var text = encoding.textOfHead(head) ?? []
        // In UTF-8 it is shorter, and a head that is no whole file must not seem to be one.
        if head.count >= EvidenceFormats.headLength, text.count < head.count {
            text += repeatElement(0x0A, count: head.count - text.count)
        }
        return WideTextParser(reader.reading(text, assuming: assumptions), encoding)
    }

    func following(_ portion: EvidencePortion) -> any EvidenceParser {
        WideTextParser(reader.following(text(of: portion)), encoding)
    }

    func parse(_ portion: EvidencePortion) -> ParsedPortion { reader.parse(text(of: portion)) }

    /// As many characters as the reader asks for; units of two bytes, and pairs of them, stay together.
    func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        var whole = Array(window)
        if !isLast { whole.removeLast(whole.count - encoding.lengthOfWholeCharacters(whole)) }
        let places = places(of: whole, at: offset)
        let length = reader.portionLength(of: places.bytes[...], at: offset, isLast: isLast)
        if length > 0 { return length < places.bytes.count ? places.offset(of: length) : whole.count }
        return isLast ? window.count : 0
    }

    private func text(of portion: EvidencePortion) -> EvidencePortion {
        EvidencePortion(places(of: portion.bytes, at: portion.offset), offset: portion.offset)
    }

    private func places(of bytes: [UInt8], at offset: UInt64) -> TextPlaces {
        TextPlaces(bytes, from: offset == 0 ? encoding.lengthOfMark(in: bytes.span) : 0, encoding)
    }
}

extension TextEncoding {
    /// Bytes without a half unit at the end, and without the first half of a pair.
    fileprivate func lengthOfWholeCharacters(_ bytes: [UInt8]) -> Int {
        let whole = bytes.count & ~1
        guard whole >= 2 else { return whole }
        let high = bytes[self == .utf16BigEndian ? whole - 2 : whole - 1]
        return high & 0xFC == 0xD8 ? whole - 2 : whole
    }
}
