import Vocabulary

/// What the values of a chunk hold.
extension ChunkBytes {
    /// How a value that is no array is kept, and which of its bytes.
    func kept(_ type: BinaryXML.ValueType, _ range: Range<Int>) -> (encoding: ValueEncoding, range: Range<Int>) {
        let encoding = type.encoding(byteCount: range.count)
        var end = range.upperBound
        switch encoding {
        case .utf16:
            // Writers that count the terminator leave it in the value.
            while end - 2 >= range.lowerBound, uint16(at: end - 2) == 0 { end -= 2 }
        case .windows1252:
            while end > range.lowerBound, self[end - 1] == 0 { end -= 1 }
        case .bool:
            // A truth value that is neither 0 nor 1 means something to its writer, so the number is kept.
            let isTruth = self[range.lowerBound] <= 1 && self[range].dropFirst().allSatisfy { $0 == 0 }
            return (isTruth || range.count > 8 ? .bool : .uint32, range)
        default: break
        }
        return (encoding, range.lowerBound..<end)
    }

    /// Where the items of an array are.
    func items(of value: BinaryXML.Value) -> [Range<Int>] {
        var start = value.range.lowerBound
        let end = value.range.upperBound
        if let width = value.type.item.width {
            return stride(from: start, to: end, by: width).map { $0..<min($0 + width, end) }
        }
        var ranges: [Range<Int>] = []
        switch value.type.item {
        case .string:
            for place in stride(from: start, to: end - 1, by: 2) where self[place] == 0 && self[place + 1] == 0 {
                ranges.append(start..<place)
                start = place + 2
            }
        case .ansiString:
            for place in value.range where self[place] == 0 {
                ranges.append(start..<place)
                start = place + 1
            }
        case .securityIdentifier:
            // Revision, number of parts, six bytes of authority, four bytes a part ([MS-DTYP] 2.4.2.2).
            while start + 8 <= end {
                let next = start + 8 + 4 * Int(self[start + 1])
                guard next <= end else { break }
                ranges.append(start..<next)
                start = next
            }
        default: break
        }
        if start < end { ranges.append(start..<end) }
        return ranges
    }
}
