import Vocabulary

/// A container that is being read: the outermost, or one inside of another.
struct ContainerLayer {
    let format: ContainerFormat
    let handle: any Unpacking
    /// Stands before the names of its entries.
    let prefix: String
    /// The name of its only entry, where it is a compressed file.
    let unpackedName: String
    /// Whose its entries are, where it is one inside of another that was looked over.
    let hosts: CollectionHosts?
    private let source: any ContainerSource

    /// Nil where it cannot be opened.
    ///
    /// - Parameter name: What the container is called; empty for the outermost.
    init?(
        _ format: ContainerFormat, _ source: any ContainerSource, name: String, prefix: String,
        hosts: CollectionHosts? = nil
    ) {
        let handle: (any Unpacking)? = format == .gzip ? GzipHandle(source) : ArchiveHandle(format, source)
        guard let handle else { return nil }
        self.format = format
        self.handle = handle
        self.prefix = prefix
        self.source = source
        self.hosts = hosts
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

    /// The bytes in which it lies, where it is an entry of another.
    var stream: EntrySource? { source as? EntrySource }

    /// Bytes behind its end, once it was read to its end; those of a tar are met as they are read.
    func bytesBehindEnd() throws -> UInt64 {
        let end: UInt64? =
            switch format {
            case .gzip, .bzip2, .xz, .zstd: handle.end
            case .zip: try JoinedZip(source)?.end ?? JoinedZip.end(of: source, directory: handle.consumed)
            case .sevenZip: try SevenZipHeader.end(of: source)
            case .tar: nil
            }
        guard let end else { return 0 }
        let size = try source.size ?? stream?.drain() ?? 0
        return size > end ? size - end : 0
    }

    /// Bytes in front of a zip, which are another one; 0 where there are none.
    func bytesBefore() throws -> UInt64 { format == .zip ? try JoinedZip(source)?.start ?? 0 : 0 }

    /// The zip in front of this one.
    func layer(upTo end: UInt64) -> ContainerLayer? {
        ContainerLayer(format, SourcePart(source, upTo: end), name: "", prefix: prefix, hosts: hosts)
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

    /// How the entry ended, where it was not well.
    private(set) var damage: UnpackingAnswer?
    private var given: UInt64 = 0

    func read(at offset: UInt64, count: Int) throws -> [UInt8] {
        if !head.isEmpty {
            let first = Array(head.prefix(count))
            head.removeFirst(first.count)
            given += UInt64(first.count)
            return first
        }
        let (bytes, answer) = parent.block(count)
        if let failure = parent.failure { throw failure }
        if answer != .done, answer != .end, damage == nil { damage = answer }
        guard budget.take(bytes.count) else { return [] }
        given += UInt64(bytes.count)
        return bytes
    }

    /// Goes to the end of the entry, and tells how many bytes it has.
    func drain() throws -> UInt64 {
        while try !read(at: given, count: ContainerLimits.blockLength).isEmpty {}
        return given
    }
}
