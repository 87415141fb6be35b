import Vocabulary

/// A container that is being read: the outermost, or one inside of another.
struct ContainerLayer {
    let format: ContainerFormat
    let handle: any Unpacking
    /// Stands before the names of its entries.
    let prefix: String
    /// The name of its only entry, where it is a compressed file.
    let unpackedName: String
    private let size: UInt64?

    /// Nil where it cannot be opened.
    ///
    /// - Parameter name: What the container is called; empty for the outermost.
    init?(_ format: ContainerFormat, _ source: any ContainerSource, name: String, prefix: String) {
        let handle: (any Unpacking)? = format == .gzip ? GzipHandle(source) : ArchiveHandle(format, source)
        guard let handle else { return nil }
        self.format = format
        self.handle = handle
        self.prefix = prefix
        size = source.size
        unpackedName = Self.unpacked(name, format)
    }

    /// The name of the entry whose header was read last, as it is shown and kept.
    var entryName: String {
        if format.isCompressedFile { return prefix + unpackedName }
        var name = handle.name
        let isCut = name.count > ContainerLimits.nameLength
        if isCut { name.removeLast(name.count - ContainerLimits.nameLength) }
        let text = name.isEmpty ? "(without a name)" : String(decoding: name, as: UTF8.self)
        return prefix + text + (isCut ? "..." : "")
    }

    /// Bytes behind the end of a compressed file that was read to its end: nothing reads them.
    var bytesBehindEnd: UInt64 {
        guard format.isCompressedFile, let size, size > handle.consumed else { return 0 }
        return size - handle.consumed
    }

    /// The file's name without the ending that packing gave it.
    private static func unpacked(_ name: String, _ format: ContainerFormat) -> String {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        let lower = last.lowercased()
        for (packed, unpacked) in format.endings where lower.hasSuffix(packed) && lower.count > packed.count {
            return String(last.dropLast(packed.count)) + unpacked
        }
        return last
    }
}

/// The bytes of an entry that is a container itself, one after the other.
final class EntrySource: ContainerSource {
    private var head: [UInt8]
    private let parent: any Unpacking
    private let budget: ContainerBudget

    /// - Parameter head: What was read of the entry already.
    init(head: [UInt8], of parent: any Unpacking, _ budget: ContainerBudget) {
        self.head = head
        self.parent = parent
        self.budget = budget
    }

    var size: UInt64? { nil }

    func read(at offset: UInt64, count: Int) throws -> [UInt8] {
        if !head.isEmpty {
            defer { head = [] }
            return head
        }
        let (bytes, _) = parent.block(count)
        if let failure = parent.failure { throw failure }
        return budget.take(bytes.count) ? bytes : []
    }
}
