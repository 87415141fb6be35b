import EvidenceParsing

/// Room in memory, within what the fuzzer may use.
private final class Room: ContainerRoom {
    private var bytes: [UInt8]

    init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    var size: UInt64? { UInt64(bytes.count) }

    func append(_ bytes: [UInt8]) { self.bytes += bytes }

    func read(at offset: UInt64, count: Int) -> [UInt8] {
        guard let start = Int(exactly: offset), start < bytes.count else { return [] }
        return Array(bytes[start..<min(bytes.count, start + count)])
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let format = ContainerFormat(head: Array(bytes.prefix(EvidenceFormats.headLength))) else { return 0 }
    let reader = ContainerReader(format, name: "seed", source: Room(bytes)) { Room() }
    var (steps, expanded) = (0, 0)
    while let step = try? reader.next(), step != .end {
        steps += 1
        switch step {
        case .entry(let entry):
            promise(entry.name.utf8.count <= 16 * ContainerLimits.nameLength, "a name is cut")
            while let block = try? reader.read(), !block.isEmpty { expanded += block.count }
        case .missed(_, let issue): promise(issue.offset <= UInt64(count), "a place lies in the container")
        case .end: break
        }
        if let ending = reader.ending { promise(ending.offset <= UInt64(count), "a place lies in the container") }
    }
    promise(steps <= 2 * ContainerLimits.entries, "the number of entries is limited")
    promise(expanded <= Int(ContainerLimits.freeBytes), "what small containers become is limited")
    return 0
}
