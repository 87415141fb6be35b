/// Finds the mark that every record of an event log begins with.
enum RecordMark {
    /// The first letter of the mark, eight times.
    private static let firstLetters = 0x0101_0101_0101_0101 * UInt64(UInt8(ascii: "*"))

    /// The first place from `start` on where a mark stands, with room for the smallest record.
    static func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let raw = UnsafeRawBufferPointer(bytes)
        var place = start
        while place <= raw.count - EVTXLayout.smallestRecord {
            // Eight bytes at a time are passed over where none is the mark's first letter.
            let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self) ^ firstLetters
            if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 == 0 {
                place += 8
                continue
            }
            let stop = min(place + 8, raw.count - EVTXLayout.smallestRecord + 1)
            while place < stop {
                if isMark(raw, place) { return place }
                place += 1
            }
        }
        return nil
    }

    private static func isMark(_ raw: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)) == EVTXLayout.recordMagic
    }
}
