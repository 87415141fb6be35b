import CZlib

/// A file that gzip compressed (RFC 1952), in one member or several.
///
/// libarchive reads gzip, too, but drops up to 64 KiB before the place where a file is damaged or cut off, and does not
/// look at checksums. A rotated log is seldom longer.
final class GzipHandle: Unpacking {
    private static let magic: [UInt8] = [0x1F, 0x8B]

    private let source: any ContainerSource
    private let stream: UnsafeMutablePointer<z_stream>
    private var input: [UInt8] = []
    /// The first byte of the input that was not unpacked.
    private var place = 0
    private var hasBegun = false
    /// A member was unpacked whose checksum or length is another: told behind the last one, for the next may be sound.
    private var isDamaged = false
    private var hasEnded = false
    private(set) var end: UInt64?
    private(set) var position: UInt64 = 0
    private(set) var failure: (any Error)?
    private(set) var lastWritten: Int64?

    /// Nil where there is no memory for it.
    init?(_ source: any ContainerSource) {
        self.source = source
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // The largest window, and 16 for gzip's own header and checksum.
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    var consumed: UInt64 { position - UInt64(input.count - place) }
    var isEncrypted: Bool { false }
    var unknownMethod: CompressionMethod? { nil }
    /// Told by ``read(into:)``.
    var isCutOff: Bool { false }
    var tail: Int? { nil }
    var kind: UnpackedKind { .file }
    var name: [UInt8] { [] }

    func nextHeader() -> UnpackingAnswer {
        guard !hasBegun else { return .end }
        hasBegun = true
        guard refill() else { return .fatal }
        // Bytes 4 to 8 say when the file was written; 0 says nothing.
        if input.count >= 8 {
            let seconds = (0..<4).reduce(Int64(0)) { $0 | Int64(input[4 + $1]) << (8 * Int64($1)) }
            lastWritten = seconds == 0 ? nil : seconds
        }
        return .done
    }

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) -> (count: Int, answer: UnpackingAnswer) {
        var count = 0
        while !hasEnded, count < buffer.count {
            guard place < input.count || refill() else { return (count, finish(with: .failed)) }
            let (code, made) = inflateSome(into: UnsafeMutableBufferPointer(rebasing: buffer[count...]))
            count += made
            switch code {
            case Z_OK: break
            case Z_STREAM_END:
                guard beginsMember() else {
                    findEnd()
                    return (count, finish(with: isDamaged ? .warning : count == 0 ? .end : .done))
                }
                inflateReset(stream)
            // All of the member was unpacked, but its checksum or length is another.
            case Z_DATA_ERROR where isChecksumWrong:
                isDamaged = true
                skipTrailer()
                guard beginsMember() else {
                    findEnd()
                    return (count, finish(with: .warning))
                }
                inflateReset(stream)
            default: return (count, finish(with: .failed))
            }
        }
        return (count, count == 0 ? .end : .done)
    }

    private func finish(with answer: UnpackingAnswer) -> UnpackingAnswer {
        hasEnded = true
        return answer
    }

    private func inflateSome(into buffer: UnsafeMutableBufferPointer<UInt8>) -> (code: CInt, made: Int) {
        var code = Z_BUF_ERROR
        input.withUnsafeMutableBufferPointer { bytes in
            stream.pointee.next_in = bytes.baseAddress.map { $0 + place }
            stream.pointee.avail_in = UInt32(clamping: bytes.count - place)
            stream.pointee.next_out = buffer.baseAddress
            stream.pointee.avail_out = UInt32(clamping: buffer.count)
            code = inflate(stream, Z_NO_FLUSH)
            place = bytes.count - Int(stream.pointee.avail_in)
        }
        return (code, buffer.count - Int(stream.pointee.avail_out))
    }

    private var isChecksumWrong: Bool { ["incorrect data check", "incorrect length check"].contains(message) }

    private var message: String { stream.pointee.msg.map { String(cString: $0) } ?? "" }

    /// zlib stops behind the checksum that is wrong; four bytes of length follow it.
    private func skipTrailer() {
        guard message == "incorrect data check" else { return }
        for _ in 0..<4 where place < input.count || refill() { place += 1 }
    }

    /// Whether another member follows the one that ended.
    private func beginsMember() -> Bool {
        if input.count - place < Self.magic.count {
            let rest = input[place...]
            guard refill(keeping: Array(rest)) else { return false }
        }
        return input[place...].starts(with: Self.magic)
    }

    /// Notes where the file ends. Zeros up to the end of the source are padding, as gzip(1) takes them.
    private func findEnd() {
        end = consumed
        repeat {
            guard input[place...].allSatisfy({ $0 == 0 }) else { return }
            place = input.count
        } while refill()
        if failure == nil { end = position }
    }

    private func refill(keeping rest: [UInt8] = []) -> Bool {
        do {
            let bytes = try source.read(at: position, count: ContainerLimits.blockLength)
            position += UInt64(bytes.count)
            guard !bytes.isEmpty else { return false }
            input = rest + bytes
            place = 0
            return true
        } catch {
            failure = error
            return false
        }
    }
}
