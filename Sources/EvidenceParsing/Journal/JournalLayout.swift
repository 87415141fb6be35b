import Vocabulary

/// Where things stand in a file of systemd's journal: <https://systemd.io/JOURNAL_FILE_FORMAT>.
///
/// A header, then objects of several kinds, each at a place that 8 divides. An entry names the data objects of its
/// fields by their places; a field that many entries share is written once, before the first of them. Nothing but the
/// objects themselves is needed to read all entries: hash tables and lists of entries are an index.
enum JournalLayout {
    static let signature = Array("LPKSHHRH".utf8)

    /// Bytes of the header up to what the first release wrote; later ones say their own size.
    static let leastHeader = 208
    /// Bytes that a header may claim. Those of today have 272.
    static let mostHeader = 4096

    /// Bytes of the beginning of each object: kind, flags, six zeros, and the size of all of it.
    static let objectHeader = 16

    /// Kinds of objects, by their numbers.
    static let data: UInt8 = 1
    static let entry: UInt8 = 3

    /// The size below which an object of a kind is none; nil for a kind that does not exist.
    static func leastSize(of kind: UInt8) -> UInt64? {
        switch kind {
        case data: 64
        // A field, an entry, a table for data and one for fields, a list of entries, and a seal.
        case 2: 40
        case entry: 64
        case 4, 5: 16
        case 6: 24
        case 7: 64
        default: nil
        }
    }

    /// How data is compressed: flags of an object, of which at most one is set.
    static let xz: UInt8 = 1
    static let lz4: UInt8 = 2
    static let zstd: UInt8 = 4
}

/// What a journal file may make us do at most.
enum JournalLimits {
    /// Bytes that a portion aims at.
    static let portionLength = 1 << 20
    /// Bytes of one object. The largest are tables of a file of 4 GiB and core dumps, which are kept apart since 2014.
    static let objectLength: UInt64 = 64 << 20
    /// Bytes that the fields of the entries of a portion may become: an entry names fields of the whole file, and
    /// compressed ones can claim any size.
    static let textPerPortion = 64 << 20
    /// Bytes of data objects that are held for the entries behind them. The journal ends its files at 128 MiB.
    static let heldData = 512 << 20
    /// Fields of an entry, with the four that are made from its own header; the journal takes 1,024.
    static let fieldsPerEntry = 2048
    /// Bytes of a field's name; the journal allows 64.
    static let nameLength = 64
}

/// What the header of a journal file says that its entries need.
struct JournalHeader {
    /// References are places of 4 bytes and no more, and data objects have a longer beginning.
    let isCompact: Bool
    /// Where the first object is.
    let size: Int
    /// The file was not closed: it was copied while it was written to, or its system stopped.
    let isOpen: Bool
    /// Names the row of numbers that entries count in.
    let sequence: [UInt8]

    /// - Parameter head: Begins with ``JournalLayout/signature``.
    init(_ head: Span<UInt8>) {
        guard head.count >= JournalLayout.leastHeader else {
            isCompact = false
            size = head.count
            isOpen = false
            sequence = [UInt8](repeating: 0, count: 16)
            return
        }
        isCompact = head[12] & 0x10 != 0
        isOpen = head[16] == 1
        sequence = (72..<88).map { head[$0] }
        let stated = head.number64(at: 88)
        let isLikely = stated >= JournalLayout.leastHeader && stated <= JournalLayout.mostHeader && stated % 8 == 0
        size = isLikely ? Int(stated) : JournalLayout.leastHeader
    }

    /// Bytes of a data object before its `NAME=value`.
    var dataStart: Int { isCompact ? 72 : 64 }
    /// Bytes of a reference from an entry to its data.
    var itemLength: Int { isCompact ? 4 : 16 }
}

extension Span<UInt8> {
    /// Eight bytes, little-endian, all of which are there.
    @inline(__always)
    func number64(at place: Int) -> UInt64 {
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    /// Four bytes, little-endian, all of which are there.
    @inline(__always)
    func number32(at place: Int) -> UInt32 {
        UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self))
    }
}
