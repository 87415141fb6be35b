package import Vocabulary

/// A file inside of a container.
package struct ContainerEntry: Hashable, Sendable {
    /// Its path in the container, as the container says; `a.tar!/b` is `b` in the container `a.tar`. Data, never a path.
    package let name: String
    /// When it was last written to, in seconds since 1970; nil where the container does not say.
    package let lastWritten: Int64?
    /// Who is said to have had it, by a container inside of the outermost one; nil where none says so, or nobody asked.
    package let owner: CollectionHosts.Statement?
}

/// Unpacks a container entry by entry, containers inside of it too, within ``ContainerLimits``.
///
///     while case .entry(let entry) = try reader.next() {
///         while case let block = try reader.read(), !block.isEmpty { .. }
///     }
///
/// What cannot be read is named, with the place in the outermost container where that was found. Nothing is written
/// anywhere; names are data.
package final class ContainerReader {
    package enum Step: Hashable, Sendable {
        /// A file, whose bytes ``ContainerReader/read()`` gives.
        case entry(ContainerEntry)
        /// Something that is not read, and why.
        case missed(name: String, ParseIssue)
        case end
    }

    /// Why the entry ended before its end; nil while it did not.
    package private(set) var ending: ParseIssue?
    /// How much of the outermost container was taken so far, in bytes.
    package private(set) var position: UInt64 = 0

    private let budget: ContainerBudget
    private let makeRoom: () throws -> any ContainerRoom
    private let namesHosts: Bool
    private var layers: [ContainerLayer] = []
    /// What was read of the present entry, to see what it is.
    private var head: [UInt8] = []
    private var waiting: [Step] = []
    private var isInEntry = false
    /// How many headers of a tar, one after the other, were none.
    private var damagedHeaders = 0
    /// Zips in front of another that were opened.
    private var zipsInFront = 0
    /// Bytes of the outermost container that are none of it, and were not read.
    package private(set) var bytesOutside: UInt64 = 0

    /// - Parameters:
    ///   - name: What the container is called.
    ///   - source: Its bytes; the size is known.
    ///   - namesHosts: Whether containers inside of it are looked over for who had their files.
    ///   - makeRoom: Room outside of memory, for inner containers that can only be read at any place.
    package init(
        _ format: ContainerFormat, name: String, source: any ContainerSource, namesHosts: Bool = false,
        makeRoom: @escaping () throws -> any ContainerRoom
    ) {
        budget = ContainerBudget(size: source.size ?? 0)
        self.makeRoom = makeRoom
        self.namesHosts = namesHosts
        open(format, source, name: name, prefix: "")
    }

    /// The next entry, or what was found instead of one.
    ///
    /// - Throws: What the source throws.
    package func next() throws -> Step {
        // An entry that waits behind what was missed in front of it has begun already.
        if !waiting.isEmpty { return waiting.removeFirst() }
        ending = nil
        isInEntry = false
        while true {
            if !waiting.isEmpty { return waiting.removeFirst() }
            guard let layer = layers.last else { return .end }
            if let reached = budget.reached {
                miss(layer.prefix + "(the rest)", .limit, reached)
                layers = []
                continue
            }
            try advance(layer)
        }
    }

    /// The next bytes of the entry; none at its end, or where ``ending`` says that it goes no further.
    package func read() throws -> [UInt8] {
        if !head.isEmpty {
            defer { head = [] }
            return head
        }
        guard isInEntry, let layer = layers.last else { return [] }
        let (bytes, answer) = layer.handle.block(ContainerLimits.blockLength)
        try note(layer.handle)
        switch answer {
        case .done: break
        case .end: isInEntry = false
        case .warning: end(.badChecksum, "the checksum does not fit")
        case .failed, .fatal: end(.damagedRecord, "damaged or cut off: the rest is not read")
        }
        guard budget.take(bytes.count) else {
            end(.limit, budget.reached ?? "")
            layers = []
            return []
        }
        return bytes
    }

    // MARK: Headers

    private func advance(_ layer: ContainerLayer) throws {
        let answer = layer.handle.nextHeader()
        try note(layer.handle)
        switch answer {
        case .done, .warning:
            guard budget.takeEntry() else { return }
            if damagedHeaders > 0 { missBytes(UInt64(damagedHeaders) * 512, "(between entries)", layer) }
            damagedHeaders = 0
            try begin(layer)
        case .end: try close(layer)
        case .failed where layer.format == .tar:
            // Of bytes that are no tar every block is a header that is none.
            guard damagedHeaders > 0 || budget.takeEntry() else { return }
            damagedHeaders += 1
        case .failed:
            guard budget.takeEntry() else { return }
            miss(layer.prefix + "(an entry)", .damagedHeader, "the header of an entry is damaged")
        case .fatal where layer.handle.tail != nil: try close(layer)
        case .fatal:
            let why = layer.handle.isEncrypted ? "it is encrypted" : layer.handle.unknownMethod.map(Self.words)
            miss(
                layer.prefix + "(the rest)", why == nil ? .damagedHeader : .notRead,
                why ?? "the container is damaged from here on")
            damagedHeaders = 0
            layers.removeLast()
            missDamage(of: layer)
        }
    }

    /// Says what lies around a container that was read to its end, and opens a zip that stands in front of one.
    private func close(_ layer: ContainerLayer) throws {
        let tail = UInt64(damagedHeaders) * 512 + UInt64(layer.handle.tail ?? 0)
        damagedHeaders = 0
        if tail > 0 {
            missBytes(tail, "(the rest)", layer)
        } else if layer.handle.isCutOff {
            miss(layer.prefix + "(the rest)", .truncated, "it ends without the mark of its end")
        }
        let behind = try layer.bytesBehindEnd()
        try note(layer.handle)
        if behind > 0 {
            miss(layer.prefix + "(the rest)", .damagedRecord, "\(behind) bytes behind its end")
            if layers.count == 1 { bytesOutside += behind }
        }
        let before = try layer.bytesBefore()
        layers.removeLast()
        missDamage(of: layer)
        guard before > 0 else { return }
        zipsInFront += 1
        if zipsInFront <= JoinedZip.most, budget.takeEntry(), let front = layer.layer(upTo: before) {
            layers.append(front)
        } else {
            miss(layer.prefix + "(in front)", .limit, "\(before) bytes before its beginning")
        }
    }

    /// Tells that the entry was damaged in which a container lies.
    private func missDamage(of layer: ContainerLayer) {
        guard let damage = layer.stream?.damage else { return }
        miss(String(layer.prefix.dropLast(Self.inside.count)), by: damage)
    }

    private func miss(_ name: String, by damage: UnpackingAnswer) {
        if damage == .warning {
            miss(name, .badChecksum, "the checksum does not fit")
        } else {
            miss(name, .damagedRecord, "damaged or cut off: the rest is not read")
        }
    }

    private func missBytes(_ count: UInt64, _ place: String, _ layer: ContainerLayer) {
        miss(layer.prefix + place, .damagedRecord, "\(count) bytes that are no entry of it")
        if layers.count == 1 { bytesOutside += count }
    }

    private func begin(_ layer: ContainerLayer) throws {
        let name = layer.entryName
        switch layer.handle.kind {
        case .folder: return
        case .link: return miss(name, .notRead, "a link")
        case .device: return miss(name, .notRead, "a device, or another thing that is no file")
        case .encrypted: return miss(name, .notRead, "it is encrypted")
        case .file: break
        }
        isInEntry = true
        var first: [UInt8] = []
        while first.count < EvidenceFormats.headLength, case let block = try read(), !block.isEmpty { first += block }
        if first.isEmpty, ending != nil, let method = layer.handle.unknownMethod {
            ending = nil
            return miss(name, .notRead, Self.words(method))
        }
        guard let format = ContainerFormat(head: first) else {
            head = first
            return waiting.append(
                .entry(ContainerEntry(name: name, lastWritten: layer.handle.lastWritten, owner: owner(of: name))))
        }
        isInEntry = false
        if let ending { waiting.append(.missed(name: name, ending)) }
        ending = nil
        guard layers.count < ContainerLimits.depth else {
            return miss(name, .limit, "a container inside of \(ContainerLimits.depth) others")
        }
        guard let source = try self.source(format, head: first, of: layer, name) else { return }
        let isLookedOver = namesHosts && format.needsRandomAccess
        open(
            format, source, name: name, prefix: name + Self.inside,
            hosts: isLookedOver ? ContainerSurvey.hosts(in: format, name: name, source: source) : nil)
    }

    /// Who is said to have had a file: what stands innermost says most.
    private func owner(of name: String) -> CollectionHosts.Statement? {
        for layer in layers.reversed() {
            if let statement = layer.hosts?.statement(for: String(name.dropFirst(layer.prefix.count))) {
                return statement
            }
        }
        return nil
    }

    /// The bytes of an inner container; nil where there is no room for it.
    private func source(
        _ format: ContainerFormat, head: [UInt8], of layer: ContainerLayer, _ name: String
    ) throws -> (any ContainerSource)? {
        let stream = EntrySource(head: head, of: layer.handle, budget)
        guard format.needsRandomAccess else { return stream }
        var room: any ContainerRoom = MemoryRoom()
        var isInMemory = true
        while case let block = try stream.read(at: 0, count: ContainerLimits.blockLength), !block.isEmpty {
            let size = (room.size ?? 0) + UInt64(block.count)
            guard size <= ContainerLimits.heldBytes else {
                miss(name, .limit, "a container of more than \(ContainerLimits.heldBytes >> 30) GiB inside of another")
                return nil
            }
            if isInMemory, size > UInt64(ContainerLimits.heldInMemory) {
                let larger = try makeRoom()
                try larger.append(try room.read(at: 0, count: ContainerLimits.heldInMemory))
                (room, isInMemory) = (larger, false)
            }
            try room.append(block)
        }
        try note(layer.handle)
        if let damage = stream.damage { miss(name, by: damage) }
        return room
    }

    private func open(
        _ format: ContainerFormat, _ source: any ContainerSource, name: String, prefix: String,
        hosts: CollectionHosts? = nil
    ) {
        guard let layer = ContainerLayer(format, source, name: name, prefix: prefix, hosts: hosts) else {
            return miss(prefix + "(all of it)", .damagedHeader, "it cannot be unpacked")
        }
        layers.append(layer)
    }

    // MARK: What went wrong

    /// Stands between the name of a container and that of an entry of it.
    package static let inside = "!/"

    private func miss(_ name: String, _ kind: ParseIssue.Kind, _ detail: String) {
        waiting.append(.missed(name: name, ParseIssue(kind, offset: position, detail)))
    }

    private static func words(_ method: CompressionMethod) -> String {
        "its method of compression is not supported: \(method.words)"
    }

    private func end(_ kind: ParseIssue.Kind, _ detail: String) {
        isInEntry = false
        ending = ParseIssue(kind, offset: position, detail)
    }

    /// Keeps how far the outermost container was read, and throws where its bytes could not be had.
    private func note(_ handle: any Unpacking) throws {
        if let outermost = layers.first { position = outermost.handle.position }
        if let failure = handle.failure { throw failure }
    }
}
