/// One container, open for reading from the beginning to the end.
protocol Unpacking: AnyObject {
    /// Where the bytes taken from the source end.
    var position: UInt64 { get }
    /// Where the bytes that were used end.
    var consumed: UInt64 { get }
    /// Where a compressed file ends in the source; nil where that was not come to, and for archives.
    var end: UInt64? { get }
    /// Where the source ended within what should be an entry of a tar: how many bytes are left, 0 where all are zeros; nil
    /// anywhere else.
    var tail: Int? { get }
    /// Why the source gave no more bytes, where it was not its end.
    var failure: (any Error)? { get }
    /// Whether the source ended before the mark that ends the container.
    var isCutOff: Bool { get }
    /// Whether some of it is encrypted, as far as was read.
    var isEncrypted: Bool { get }
    /// By which method the present entry is compressed, where it cannot be unpacked for that; nil where it can.
    var unknownMethod: CompressionMethod? { get }

    func nextHeader() -> UnpackingAnswer

    /// Fills the buffer as far as the present entry goes. Bytes can come with any answer.
    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) -> (count: Int, answer: UnpackingAnswer)

    /// What the present entry is.
    var kind: UnpackedKind { get }
    /// The present entry's name as the container has it; empty where it has none.
    var name: [UInt8] { get }
    /// When the present entry was last written to, in seconds since 1970; nil where the container does not say.
    var lastWritten: Int64? { get }
}

/// How unpacking went.
enum UnpackingAnswer {
    case done
    /// Something does not fit; what was asked for is there.
    case warning
    case end
    /// What was asked for cannot be had; what follows can.
    case failed
    case fatal
}

/// What an entry is.
enum UnpackedKind { case file, folder, link, device, encrypted }

extension Unpacking {
    /// The next bytes of the present entry, at most `count`.
    func block(_ count: Int) -> (bytes: [UInt8], answer: UnpackingAnswer) {
        var answer = UnpackingAnswer.end
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            (filled, answer) = read(into: buffer)
        }
        return (bytes, answer)
    }
}
