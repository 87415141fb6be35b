/// Sizes and marks of the EVTX file format.
enum EVTXLayout {
    static let fileMagic = Array("ElfFile\0".utf8)
    static let chunkMagic = Array("ElfChnk\0".utf8)
    static let recordMagic: UInt32 = 0x0000_2A2A
    /// Bytes of the file header with its padding; the chunks follow.
    static let fileHeaderSize = 4096
    static let chunkSize = 65_536
    /// Bytes of a chunk before its first record.
    static let chunkHeaderSize = 512
    /// Magic, size, id and time of a record.
    static let recordHeaderSize = 24
    /// The header and the copy of the size at the end.
    static let smallestRecord = 28
}
