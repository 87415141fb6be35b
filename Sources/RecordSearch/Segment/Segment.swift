package import Vocabulary

/// Some ten thousand records, made searchable: immutable, in one stretch of bytes, usually a mapped file.
///
/// Bytes that are not as they were written are never trusted with a place to read from: what does not hold together is
/// ``SegmentDamage``.
package struct Segment: Sendable {
    /// Number of records.
    package let count: Int
    /// The files whose records it has, ascending.
    package let files: [IndexedFile]
    /// The identity of each file; nil for one that is to be left out.
    let identities: [EvidenceID?]
    /// The records of the files that are not left out; nil where none is.
    private(set) var shown: RecordSet?
    private let region: ByteRegion
    private let places: [Range<Int>]

    /// Opens a segment. Looks at its header and at the sizes of its sections, not at all of it.
    ///
    /// - Parameter identity: The SHA-256 of a file; nil where its records are not to be found.
    package init(_ region: ByteRegion, identity: (IndexedFile) -> EvidenceID?) throws(SegmentDamage) {
        self.region = region
        (count, places) = try region.withBytes { bytes throws(SegmentDamage) in try Self.header(bytes) }
        let places = places
        files = try region.withBytes { bytes throws(SegmentDamage) in
            try Self.files(SegmentReader(bytes: bytes, places: places))
        }
        identities = files.map(identity)
        try read { reader throws(SegmentDamage) in try reader.confirmSizes(records: count) }
        if identities.contains(nil) { shown = try recordsOfKnownFiles() }
    }

    /// Compares all bytes with the checksum that was written with them.
    package func verify() throws(SegmentDamage) {
        try region.withBytes { bytes throws(SegmentDamage) in
            let written = bytes.loadUnaligned(fromByteOffset: SegmentLayout.bodyChecksumPlace, as: UInt64.self)
            let body = UnsafeRawBufferPointer(rebasing: bytes[SegmentLayout.headerLength...])
            guard ByteHash.of(body, seed: 0) == UInt64(littleEndian: written) else {
                throw SegmentDamage("its checksum does not fit")
            }
        }
    }

    /// The earliest and the latest time of its records; nil where none has one.
    package var times: ClosedRange<Int64>? {
        get throws(SegmentDamage) {
            try read { reader throws(SegmentDamage) in
                let last = try reader.time(count - 1)
                let first = try reader.time(reader.firstRecord(notBefore: 0))
                return last < 0 || first > last ? nil : first...last
            }
        }
    }

    func read<Result>(_ body: (SegmentReader) throws(SegmentDamage) -> Result) throws(SegmentDamage) -> Result {
        try region.withBytes { bytes throws(SegmentDamage) in try body(SegmentReader(bytes: bytes, places: places)) }
    }

    private static func header(_ bytes: UnsafeRawBufferPointer) throws(SegmentDamage) -> (Int, [Range<Int>]) {
        guard bytes.count >= SegmentLayout.headerLength,
            bytes.loadUnaligned(as: UInt64.self) == SegmentLayout.magic
        else { throw SegmentDamage("it is no segment") }
        guard bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self) == SegmentLayout.version else {
            throw SegmentDamage("it was made by another version")
        }
        let checksum = bytes.loadUnaligned(fromByteOffset: SegmentLayout.headerChecksumPlace, as: UInt64.self)
        guard checksum == SegmentLayout.headerChecksum(bytes) else { throw SegmentDamage("its header is damaged") }
        let count = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        guard (1...SegmentLayout.mostRecords).contains(count) else { throw SegmentDamage("its number of records") }
        var places: [Range<Int>] = []
        for section in SegmentLayout.Section.allCases {
            let entry = SegmentLayout.sectionsPlace + 16 * section.rawValue
            let start = bytes.loadUnaligned(fromByteOffset: entry, as: UInt64.self)
            let length = bytes.loadUnaligned(fromByteOffset: entry + 8, as: UInt64.self)
            guard start <= UInt64(bytes.count), length <= UInt64(bytes.count) - start else {
                throw SegmentDamage("it is cut off")
            }
            places.append(Int(start)..<Int(start + length))
        }
        return (count, places)
    }

    private static func files(_ reader: SegmentReader) throws(SegmentDamage) -> [IndexedFile] {
        let bytes = reader.section(.files)
        var found: [IndexedFile] = []
        for place in stride(from: 0, to: bytes.count, by: SegmentLayout.fileLength) {
            guard place + SegmentLayout.fileLength <= bytes.count,
                let id = EvidenceID(digest: bytes[place..<place + 32]),
                let entry = Int(exactly: bytes.loadUnaligned(fromByteOffset: place + 32, as: UInt64.self))
            else { throw SegmentDamage("its list of files") }
            found.append(IndexedFile(id, entry: entry))
        }
        return found
    }

    private func recordsOfKnownFiles() throws(SegmentDamage) -> RecordSet {
        try read { reader throws(SegmentDamage) in
            var set = RecordSet()
            for record in 0..<count where identities[try file(record, reader)] != nil {
                set.words[record >> 6] |= 1 << UInt64(record & 63)
            }
            return set
        }
    }

    /// The place of a record's file in ``files``.
    func file(_ record: Int, _ reader: SegmentReader) throws(SegmentDamage) -> Int {
        let part = Int(try reader.number(.partNumbers, record, as: UInt16.self))
        let file = try reader.number(.parts, 2 * part, as: UInt64.self)
        guard file < UInt64(files.count) else { throw SegmentDamage("the file of a record") }
        return Int(file)
    }
}
