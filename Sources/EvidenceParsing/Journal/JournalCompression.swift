import CZstd

/// Unpacks the data of a journal.
enum JournalCompression {
    /// - Parameters:
    ///   - flags: How it was compressed, as ``JournalLayout`` names it.
    ///   - limit: Bytes that it may become.
    /// - Returns: Nil where the bytes do not hold together or become more than that.
    static func unpacked(_ bytes: ArraySlice<UInt8>, _ flags: UInt8, atMost limit: Int) -> [UInt8]? {
        switch flags {
        case JournalLayout.zstd: frame(bytes, limit)
        case JournalLayout.lz4: block(bytes, limit)
        case JournalLayout.xz: stream(bytes, limit)
        default: nil
        }
    }

    /// A frame of zstd, which says its size.
    private static func frame(_ packed: ArraySlice<UInt8>, _ limit: Int) -> [UInt8]? {
        packed.withUnsafeBufferPointer { packed in
            // What is not known has a number past every limit.
            let size = ZSTD_getFrameContentSize(packed.baseAddress, packed.count)
            guard size <= UInt64(limit) else { return nil }
            var isWhole = false
            let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
                let read = ZSTD_decompress(buffer.baseAddress, buffer.count, packed.baseAddress, packed.count)
                isWhole = ZSTD_isError(read) == 0 && read == Int(size)
                count = isWhole ? read : 0
            }
            return isWhole ? bytes : nil
        }
    }

    /// Eight bytes of size, little-endian, and a block of LZ4.
    private static func block(_ packed: ArraySlice<UInt8>, _ limit: Int) -> [UInt8]? {
        guard packed.count > 8 else { return nil }
        let size = packed.span.number64(at: 0)
        guard size <= UInt64(limit) else { return nil }
        return LZ4Block.unpacked(packed.span.extracting(8..<packed.count), size: Int(size))
    }

    /// A stream of xz, as systemd wrote before 2021 here and there. libarchive knows it.
    private static func stream(_ packed: ArraySlice<UInt8>, _ limit: Int) -> [UInt8]? {
        let room = MemoryRoom()
        room.append(Array(packed))
        guard let handle = ArchiveHandle(.xz, room), handle.nextHeader() == .done else { return nil }
        var bytes: [UInt8] = []
        while true {
            let (block, answer) = handle.block(ContainerLimits.blockLength)
            bytes += block
            guard bytes.count <= limit else { return nil }
            switch answer {
            case .end: return bytes
            case .done: if block.isEmpty { return bytes }
            case .warning, .failed, .fatal: return nil
            }
        }
    }
}
