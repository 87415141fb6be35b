import Vocabulary

/// How the bytes of a segment are laid out: a header, then sections of arrays; all numbers little-endian.
///
/// Records are numbered from 0 in the order of time, file and place in the file. A *value* is a distinct text of
/// a field; values are numbered field by field, and each knows the records that have it. A *word* knows the values that
/// hold it.
enum SegmentLayout {
    static let magic: UInt64 = 0x3178_6469_6472_6F63  // "cordidx1"
    /// Raised with every change of the layout or of what a word is: older segments are then made anew.
    static let version: UInt32 = 2
    /// Magic, version, number of records, checksum of the header, checksum of the rest, then the sections' places.
    static let fileLength = 40
    static let headerLength = 32 + 16 * Section.allCases.count
    static let headerChecksumPlace = 16
    static let bodyChecksumPlace = 24
    static let sectionsPlace = 32

    /// Records of a segment: their numbers fit 16 bits, and a set of them 8 KB.
    static let mostRecords = 65_536

    enum Section: Int, CaseIterable {
        /// Of each file, ascending: SHA-256 of what is sealed, 32 bytes, and number of the entry (UInt64).
        case files
        /// For each part: place of its file (UInt64), number of its first record in the file (UInt64).
        case parts
        /// Int64 for each record: 100 ns since 1601, -1 where it has none.
        case times
        /// UInt16 for each record: its part.
        case partNumbers
        /// UInt32 for each record: its place within its part.
        case placesInPart
        /// Int16 for each record: see ``StoredZone``. Empty where every time states its zone.
        case zones
        /// UInt32 for each record and one more: where its entry in ``records`` begins.
        case recordOffsets
        /// For each record: varint of its shape, then for each field of the shape the value's number within the field.
        case records
        /// UInt32 for each shape and one more: the first of its fields in ``shapeFields``.
        case shapeOffsets
        /// UInt16 for each field of each shape.
        case shapeFields
        /// UInt32 for each field and one more: where its name begins in ``fieldNames``. Fields ascend by folded name.
        case fieldNameOffsets
        case fieldNames
        case foldedNameOffsets
        case foldedNames
        /// UInt8 for each field: ``FieldKind``.
        case fieldKinds
        /// UInt32 for each field and one more: its first value.
        case firstValues
        /// UInt32 for each value and one more: where its text begins in ``texts``, and flags (``TextPlace``).
        case textPlaces
        case texts
        /// UInt32 for each packed block and one more: where it begins in ``blocks``.
        case blockOffsets
        /// Long texts, compressed block by block.
        case blocks
        /// UInt32 for each value: ``PostingPlace``.
        case postingPlaces
        /// UInt16: for each list its count less one, then ascending records, or a bit for each record of the segment.
        case postings
        /// UInt32 for each block of words and one more: where it begins in ``words``.
        case wordOffsets
        /// Blocks of ascending words, each without the bytes it shares with the one before it.
        case words
        /// UInt32 for each block of words: the kinds of characters in them (``WordCharacters``); all of them
        /// where a word is longer than what is written of it.
        case wordCharacters
        /// Lists of ascending values: varint of the count, the first value, then of each distance; 0 and a number in the
        /// place of so many distances of 1 (``WordList``).
        case wordLists
        /// For each field whose values have wordings: its number, and the first entry in ``wordings``, both UInt32.
        case wordingFields
        /// UInt16 for each value of such a field: values of a field with the same number, but for 0, have the same words in
        /// the same order, whatever stands for those with digits in them.
        case wordings
    }

    /// Over all of the header but the checksum itself.
    static func headerChecksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let before = ByteHash.of(UnsafeRawBufferPointer(rebasing: bytes[..<headerChecksumPlace]), seed: 1)
        return ByteHash.of(UnsafeRawBufferPointer(rebasing: bytes[bodyChecksumPlace..<headerLength]), seed: before)
    }

    /// Words of a block: little is decoded to find one, little is repeated.
    static let wordsPerBlock = 16

    /// Values with more records than this have a bit for each record of the segment, which is then shorter.
    static func isDense(_ count: Int, of records: Int) -> Bool { count > (records + 15) / 16 }
}

/// Flags of an entry in ``SegmentLayout/Section/textPlaces``.
enum TextPlace {
    static let offsetMask: UInt32 = 0x3FFF_FFFF
    /// What stands in the texts is the place of the text in a packed block: block, offset, length, each UInt32.
    static let isPacked: UInt32 = 0x8000_0000
    /// The source had a number or a truth value, not text.
    static let isLiteral: UInt32 = 0x4000_0000
    static let packedLength = 12
    /// Texts of more bytes are packed.
    static let shortText = 96
    /// Bytes of a block before it is compressed.
    static let blockLength = 1 << 15
    /// What one text may be at most, and so a block: a limit for whoever unpacks.
    static let mostBlockBytes = 1 << 27
}

/// An entry of ``SegmentLayout/Section/postingPlaces``.
enum PostingPlace {
    /// The value has one record, whose number is in the lower bits. Otherwise they say where its list begins.
    static let isSingle: UInt32 = 0x8000_0000
}

/// A list in ``SegmentLayout/Section/wordLists``.
enum WordList {
    /// So many values in a row are written as a run: most words of a message stand in all messages of its kind.
    static let shortestRun: UInt32 = 3
}

/// Where the zone of a time comes from, in 16 bits.
enum StoredZone {
    static let stated = Int16.min

    static func encode(_ zone: ZoneAssumption) -> Int16 {
        guard case .assumed(let offset, let withYear) = zone else { return stated }
        return offset * 2 + (withYear ? 1 : 0)
    }

    static func decode(_ stored: Int16) -> ZoneAssumption {
        stored == stated ? .stated : .assumed(offsetInMinutes: stored >> 1, withYear: stored & 1 != 0)
    }
}
