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

/// The first bytes of a source, as if they were all.
final class SourcePart: ContainerSource {
    private let source: any ContainerSource
    let size: UInt64?

    init(_ source: any ContainerSource, upTo end: UInt64) {
        self.source = source
        size = end
    }

    func read(at offset: UInt64, count: Int) throws -> [UInt8] {
        guard let size, offset < size else { return [] }
        return try source.read(at: offset, count: Int(min(UInt64(count), size - offset)))
    }
}

extension ContainerSource {
    /// As many bytes at a place as there are, `count` at most.
    func bytes(at offset: UInt64, count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count,
            case let more = try read(at: offset + UInt64(bytes.count), count: count - bytes.count), !more.isEmpty
        {
            bytes += more.prefix(count - bytes.count)
        }
        return bytes
    }
}
