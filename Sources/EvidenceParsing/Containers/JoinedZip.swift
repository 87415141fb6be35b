/// Where a zip lies in its file, as the end of its table of contents says (APPNOTE.TXT 4.3.16).
struct JoinedZip {
    /// Where the zip begins that the table is of: what is before it is none of it.
    let start: UInt64
    let end: UInt64

    /// Zips in front of each other that are opened one by one.
    static let most = 64

    /// Bytes of the end without its comment, which is of 65,535 bytes at most.
    private static let endLength = 22

    /// Nil where the last 64 KiB hold no such end, as behind a long tail of other bytes.
    init?(_ source: any ContainerSource) throws {
        guard let size = source.size, size >= UInt64(Self.endLength) else { return nil }
        let offset = size - min(size, UInt64(Self.endLength + 0xFFFF))
        let tail = try source.bytes(at: offset, count: Int(size - offset))
        guard tail.count == Int(size - offset) else { return nil }
        var place = tail.count - Self.endLength
        while place >= 0, !tail.isEnd(at: place) { place -= 1 }
        guard place >= 0 else { return nil }
        let endOfDirectory = offset + UInt64(place)
        end = endOfDirectory + UInt64(Self.endLength) + tail.little(2, at: place + 20)
        start = try Self.start(
            of: source, directory: tail.little(4, at: place + 12), stated: tail.little(4, at: place + 16),
            end: endOfDirectory)
    }

    /// The end of the zip whose table of contents begins at a place; nil where it does not end well.
    static func end(of source: any ContainerSource, directory: UInt64) throws -> UInt64? {
        guard let size = source.size else { return nil }
        var place = directory
        while place < size {
            let head = try source.bytes(at: place, count: 46)
            guard head.count >= endLength else { return nil }
            switch head.little(4, at: 0) {
            case 0x0201_4B50 where head.count == 46:
                place += 46 + head.little(2, at: 28) + head.little(2, at: 30) + head.little(2, at: 32)
            case 0x0605_4B50: return place + UInt64(endLength) + head.little(2, at: 20)
            // The ends of large zips.
            case 0x0606_4B50:
                let (next, overflow) = place.addingReportingOverflow(12)
                let (after, tooFar) = next.addingReportingOverflow(head.little(8, at: 4))
                guard !overflow, !tooFar else { return nil }
                place = after
            case 0x0706_4B50: place += 20
            default: return nil
            }
        }
        return nil
    }

    /// Where the zip begins, by the difference between where its table stands and where it says that it stands.
    private static func start(
        of source: any ContainerSource, directory length: UInt64, stated: UInt64, end: UInt64
    ) throws -> UInt64 {
        var (length, stated, end) = (length, stated, end)
        // Of a large zip the numbers stand before the end: 56 bytes, and 20 that say where those are.
        if end >= 76, case let large = try source.bytes(at: end - 76, count: 76), large.count == 76,
            large.little(4, at: 0) == 0x0606_4B50, large.little(4, at: 56) == 0x0706_4B50
        {
            (length, stated, end) = (large.little(8, at: 40), large.little(8, at: 48), end - 76)
        }
        guard length <= end, stated < end - length else { return 0 }
        let table = try source.bytes(at: end - length, count: 4)
        let start = end - length - stated
        let first = try source.bytes(at: start, count: 4)
        // Whatever begins a zip, and the table where one is needed: else the numbers are wrong, and say nothing.
        guard length == 0 || table.little(4, at: 0) == 0x0201_4B50,
            [0x0403_4B50, 0x0201_4B50, 0x0605_4B50, 0x0807_4B50].contains(first.little(4, at: 0))
        else { return 0 }
        return start
    }
}

extension [UInt8] {
    /// A number of some bytes, little-endian; what is not there is zero.
    fileprivate func little(_ length: Int, at place: Int) -> UInt64 {
        dropFirst(place).prefix(length).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Whether the end of a table of contents stands there, with its comment.
    fileprivate func isEnd(at place: Int) -> Bool {
        self[place] == 0x50 && self[place + 1] == 0x4B && self[place + 2] == 5 && self[place + 3] == 6
            && Int(self[place + 20]) + Int(self[place + 21]) << 8 <= count - place - 22
    }
}
