import CZstd

/// Compression of the long texts of a segment, with Zstandard.
enum BlockCompression {
    /// The fastest level that is not worse in size than the next two, on logs.
    private static let level: CInt = 1

    /// Appends the compressed form of a block.
    static func append(_ block: [UInt8], to out: inout [UInt8]) {
        let room = ZSTD_compressBound(block.count)
        out.append(addingCapacity: room) { output in
            output.withUnsafeMutableBufferPointer { buffer, count in
                let written = block.withUnsafeBytes {
                    ZSTD_compress(buffer.baseAddress.map { $0 + count }, room, $0.baseAddress, $0.count, level)
                }
                // With room for the worst case it cannot fail; an empty block would be noticed as damage.
                if ZSTD_isError(written) == 0 { count += written }
            }
        }
    }

    /// The block behind its compressed form; nil where that is damaged, or says it is longer than any block we make.
    static func expand(_ packed: UnsafeRawBufferPointer) -> [UInt8]? {
        let size = ZSTD_getFrameContentSize(packed.baseAddress, packed.count)
        guard size <= UInt64(TextPlace.mostBlockBytes) else { return nil }
        var isWhole = false
        let block = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            let read = ZSTD_decompress(buffer.baseAddress, buffer.count, packed.baseAddress, packed.count)
            isWhole = ZSTD_isError(read) == 0 && read == Int(size)
            count = isWhole ? read : 0
        }
        return isWhole ? block : nil
    }
}
