/// The bytes of a compressed file up to its end, so that what lies behind it spoils nothing.
///
/// libarchive loses up to a block before the place where the bytes are none of xz or zstd any more.
final class CompressedSource: ContainerSource {
    private let source: any ContainerSource
    private var structure: any CompressedStructure
    private var step: CompressedStep
    /// What was read and not handed on.
    private var buffer: [UInt8] = []
    /// Where the structure has got to in the buffer.
    private var place = 0
    /// Where the buffer begins in the source.
    private var offset: UInt64 = 0
    private var isAtBoundary = false
    private var hasEnded = false
    /// Where the compressed file ends; nil where that was not seen.
    private(set) var end: UInt64?

    /// Nil where nothing is known of how the format is built.
    init?(_ format: ContainerFormat, _ source: any ContainerSource) {
        var structure: any CompressedStructure
        switch format {
        case .xz: structure = XZStructure()
        case .zstd: structure = ZstandardStructure()
        case .gzip, .bzip2, .zip, .tar, .sevenZip: return nil
        }
        self.source = source
        step = structure.take([])
        self.structure = structure
    }

    var size: UInt64? { nil }

    func read(at _: UInt64, count: Int) throws -> [UInt8] {
        while true {
            // What is still to be seen stays here: it can lie behind the end.
            let known = hasEnded || end != nil ? buffer.count : min(place, buffer.count)
            if known > 0 { return handOn(min(known, count)) }
            if hasEnded || end != nil { return [] }
            let block = try source.read(at: offset + UInt64(buffer.count), count: count)
            buffer += block
            if block.isEmpty {
                hasEnded = true
                // Behind a boundary, fewer bytes than begin a stream are none of one.
                if isAtBoundary { cut() }
            } else {
                walk()
            }
        }
    }

    private func walk() {
        while true {
            switch step {
            case .pass(let count):
                place += count
                step = structure.take([])
            case .see(let count), .boundary(let count):
                isAtBoundary = if case .boundary = step { true } else { false }
                guard place + count <= buffer.count else { return }
                step = structure.take(buffer[place..<place + count])
                if case .end = step { return cut() }
                place += count
            case .end: return
            case .unknown:
                place = buffer.count
                return
            }
        }
    }

    /// Leaves out what is known to lie behind the end.
    private func cut() {
        guard place < buffer.count else { return }
        end = offset + UInt64(place)
        buffer.removeLast(buffer.count - place)
    }

    private func handOn(_ count: Int) -> [UInt8] {
        defer {
            buffer.removeFirst(count)
            place -= min(place, count)
            offset += UInt64(count)
        }
        return count == buffer.count ? buffer : Array(buffer[..<count])
    }
}
