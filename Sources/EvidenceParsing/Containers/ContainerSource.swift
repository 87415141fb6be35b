/// Where the bytes of a container come from.
package protocol ContainerSource: AnyObject {
    /// Size in bytes; nil where the bytes can only be had one after the other, and only once.
    var size: UInt64? { get }

    /// Up to `count` bytes at `offset`; none at the end. Where ``size`` is nil, `offset` is where the last ones ended.
    ///
    /// - Throws: What the world says where they cannot be had.
    func read(at offset: UInt64, count: Int) throws -> [UInt8]
}

/// Room for an inner container whose table of contents stands at its end: bytes are added, then read anywhere.
package protocol ContainerRoom: ContainerSource {
    func append(_ bytes: [UInt8]) throws
}

/// Room in memory.
final class MemoryRoom: ContainerRoom {
    private var bytes: [UInt8] = []

    var size: UInt64? { UInt64(bytes.count) }

    func append(_ bytes: [UInt8]) { self.bytes += bytes }

    func read(at offset: UInt64, count: Int) -> [UInt8] {
        guard let start = Int(exactly: offset), start < bytes.count else { return [] }
        return Array(bytes[start..<min(bytes.count, start + max(0, count))])
    }
}
