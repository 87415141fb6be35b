/// Bytes that lie in one place and do not change for as long as somebody holds this: a file mapped into memory, say.
///
///     let second = region.withBytes { $0.count > 1 ? $0[1] : nil }
package final class ByteRegion: Sendable {
    /// A number and not a pointer, since a region is read from many tasks at once and written by none.
    private let address: UInt
    package let count: Int
    private let release: @Sendable () -> Void

    /// - Parameters:
    ///   - bytes: What must stay as it is until `release` is called.
    ///   - release: Lets go of the bytes, once nobody holds the region any more.
    package init(_ bytes: UnsafeRawBufferPointer, release: @escaping @Sendable () -> Void) {
        address = UInt(bitPattern: bytes.baseAddress)
        count = bytes.count
        self.release = release
    }

    /// A copy of bytes.
    package convenience init(copying bytes: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        copy.copyBytes(from: bytes)
        let address = UInt(bitPattern: copy.baseAddress)
        self.init(UnsafeRawBufferPointer(copy)) { UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
    }

    deinit { release() }

    /// Shows the bytes, which are not to be kept beyond the call.
    @inline(__always)
    package func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count))
    }
}
