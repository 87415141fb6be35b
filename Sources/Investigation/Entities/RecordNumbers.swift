import Vocabulary

/// A record as one number, in the order of ``EvidenceReference``.
struct RecordNumber: Hashable, Comparable, BitwiseCopyable {
    /// Bits for the place of a record in its file: a file of so many records would be larger than any disk.
    private static let placeBits: UInt64 = 40

    private let bits: UInt64

    init(file: UInt32, place: Int) { bits = UInt64(file) << Self.placeBits | UInt64(place) }

    var file: Int { Int(bits >> Self.placeBits) }
    var place: Int { Int(bits & (1 << Self.placeBits - 1)) }

    static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }
}

/// The files of a case in order, to tell records by numbers.
struct RecordNumbers {
    private let files: [EvidenceID]
    private let numbers: [EvidenceID: UInt32]

    init(_ files: some Sequence<EvidenceID>) {
        self.files = Set(files).sorted()
        numbers = Dictionary(uniqueKeysWithValues: zip(self.files, 0...))
    }

    func number(of file: EvidenceID) -> UInt32? { numbers[file] }

    /// Nil for a record of a file of which nothing was observed.
    func number(of record: EvidenceReference) -> RecordNumber? {
        numbers[record.evidence].map { RecordNumber(file: $0, place: record.record) }
    }

    subscript(number: RecordNumber) -> EvidenceReference {
        EvidenceReference(evidence: files[number.file], record: number.place)
    }
}
