/// Unpacks a block of LZ4, as its "Block Format Description" defines it.
///
/// A block is a row of sequences: a byte with two lengths, bytes taken as they are, and how far back and for how long
/// bytes that were unpacked come again.
enum LZ4Block {
    /// - Parameter size: The exact number of bytes that the block becomes.
    /// - Returns: Nil where it becomes any other number, or points before its beginning.
    static func unpacked(_ bytes: Span<UInt8>, size: Int) -> [UInt8]? {
        // A length byte adds 255 at most, so that a small block cannot ask for much.
        guard size <= bytes.count * 255 + 16 else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(size)
        var place = 0
        while place < bytes.count {
            let token = bytes[place]
            place += 1
            guard let literals = length(token >> 4, bytes, &place), literals <= bytes.count - place,
                literals <= size - output.count
            else { return nil }
            bytes.extracting(place..<place + literals).withUnsafeBufferPointer { output.append(contentsOf: $0) }
            place += literals
            // The last sequence has no match.
            if place == bytes.count { return output.count == size ? output : nil }
            guard bytes.count - place >= 2 else { return nil }
            let distance = Int(bytes[place]) | Int(bytes[place + 1]) << 8
            place += 2
            guard let more = length(token & 15, bytes, &place), distance > 0, distance <= output.count,
                more + 4 <= size - output.count
            else { return nil }
            // A match may reach into what it writes itself.
            for _ in 0..<more + 4 { output.append(output[output.count - distance]) }
        }
        return nil
    }

    /// A length of four bits; 15 goes on in the bytes behind it, as long as they are 255.
    private static func length(_ short: UInt8, _ bytes: Span<UInt8>, _ place: inout Int) -> Int? {
        var length = Int(short)
        guard short == 15 else { return length }
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            length += Int(byte)
            if byte < 255 { return length }
        }
        return nil
    }
}
