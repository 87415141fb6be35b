package import Vocabulary

/// A segment that is complete but for the numbers of its records in their files, which are known only when all
/// portions before them have been read.
package struct SegmentDraft: Sendable {
    private var bytes: [UInt8]
    private let partsPlace: Int
    /// For each part, the file it is of, and how many records of it the segment has.
    package let parts: [(file: IndexedFile, records: Int)]

    init(bytes: [UInt8], partsPlace: Int, parts: [(file: IndexedFile, records: Int)]) {
        self.bytes = bytes
        self.partsPlace = partsPlace
        self.parts = parts
    }

    /// The bytes of the segment, which the draft gives away.
    ///
    /// - Parameter firstRecords: For each of ``parts``, the number of its first record within its file.
    package mutating func finish(firstRecords: [Int]) -> [UInt8] {
        precondition(firstRecords.count == parts.count)
        let start = partsPlace
        bytes.withUnsafeMutableBytes { bytes in
            for (part, first) in firstRecords.enumerated() {
                bytes.storeBytes(
                    of: UInt64(first).littleEndian, toByteOffset: start + 16 * part + 8, as: UInt64.self)
            }
            let body = UnsafeRawBufferPointer(rebasing: bytes[SegmentLayout.headerLength...])
            bytes.storeBytes(
                of: ByteHash.of(body, seed: 0).littleEndian, toByteOffset: SegmentLayout.bodyChecksumPlace,
                as: UInt64.self)
            let header = SegmentLayout.headerChecksum(UnsafeRawBufferPointer(bytes))
            bytes.storeBytes(
                of: header.littleEndian, toByteOffset: SegmentLayout.headerChecksumPlace, as: UInt64.self)
        }
        defer { bytes = [] }
        return bytes
    }
}
