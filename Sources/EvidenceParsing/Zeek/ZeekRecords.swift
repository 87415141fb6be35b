import Vocabulary

/// Makes records of the lines of a Zeek log.
struct ZeekRecords {
    var header: ZeekHeader { didSet { if header != oldValue { prepare() } } }
    /// What was wrong with the record added last.
    private(set) var issues: [ParseIssue] = []
    private var draft = RecordDraft(StructureTree(root: .row))
    private var assembly: RecordAssembly
    private var columns: [Column] = []
    /// The line holds what may be an escape.
    private var hasBackslash = false

    /// A field of the log: its place, and what its values are.
    private struct Column {
        let place: StructureTree.PlaceID
        let type: ZeekType
    }

    init(_ header: ZeekHeader, assuming assumptions: TimeAssumptions) {
        self.header = header
        assembly = RecordAssembly(assuming: assumptions)
        prepare()
    }

    private mutating func prepare() {
        columns = []
        for (index, name) in header.names.enumerated() {
            let key = Array(name.utf8)
            let place = draft.tree.key(key.span, of: StructureTree.root, object: UInt32(index + 1))
            columns.append(Column(place: place, type: header.type(of: index)))
        }
        assembly.log = header.path.isEmpty ? nil : ("_path", header.path)
    }

    /// Adds a line as a record; false where it has too few values, or too many.
    mutating func add(_ bytes: Span<UInt8>, _ line: Range<Int>, at offset: UInt64) -> Bool {
        draft.begin()
        let backslash = UInt8(ascii: "\\")
        hasBackslash = ByteSearch.first(of: backslash, or: backslash, in: bytes, line) < line.upperBound
        let separator = header.separator
        var column = 0
        var place = line.lowerBound
        while true {
            let end = ByteSearch.first(of: separator, or: separator, in: bytes, place..<line.upperBound)
            guard column < columns.count else { return false }
            note(bytes, place..<end, column)
            column += 1
            guard end < line.upperBound else { break }
            place = end + 1
        }
        guard column == columns.count else { return false }
        issues = assembly.add(&draft, bytes, at: offset)
        return true
    }

    /// Begins a portion, of whose text the rows are.
    mutating func begin(_ text: [UInt8]) { assembly.begin(text) }

    mutating func finish() -> RecordBatch { assembly.builder.finish() }

    @inline(__always)
    private mutating func note(_ bytes: Span<UInt8>, _ range: Range<Int>, _ column: Int) {
        if isEqual(bytes, range, header.unset) { return }
        let column = columns[column]
        guard !column.type.isList else { return noteList(bytes, range, column) }
        note(bytes, range, at: column.place, column.type.base)
    }

    private mutating func noteList(_ bytes: Span<UInt8>, _ range: Range<Int>, _ column: Column) {
        if isEqual(bytes, range, header.empty) {
            let start = draft.text.count
            draft.text += [UInt8(ascii: "["), UInt8(ascii: "]")]
            return draft.note(
                .init(place: column.place, encoding: .null, source: .text, range: start..<start + 2))
        }
        var start = range.lowerBound
        var item: Int32 = 0
        while true {
            let end = ByteSearch.first(of: header.itemSeparator, or: 0x0A, in: bytes, start..<range.upperBound)
            note(bytes, start..<end, at: draft.tree.item(item, of: column.place), column.type.base)
            guard end < range.upperBound else { return }
            start = end + 1
            item &+= 1
        }
    }

    @inline(__always)
    private mutating func note(
        _ bytes: Span<UInt8>, _ range: Range<Int>, at place: StructureTree.PlaceID, _ base: ZeekType.Base
    ) {
        switch base {
        case .number where isNumber(bytes, range):
            draft.note(.init(place: place, encoding: .numberText, range: range))
        case .truth where range.count == 1 && isTruth(bytes[range.lowerBound]):
            draft.note(.init(place: place, encoding: .bool, range: range))
        default:
            let isEmpty = isEqual(bytes, range, header.empty)
            draft.note(
                .init(
                    place: place, encoding: .utf8, escape: hasBackslash ? .hexadecimal : .none,
                    range: isEmpty ? range.lowerBound..<range.lowerBound : range))
        }
    }

    private func isTruth(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "T") || byte == UInt8(ascii: "F") }

    /// Whether JSON could write it as a number, too.
    @inline(__always)
    private func isNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        var place = range.lowerBound
        while place < range.upperBound, bytes[place] &- UInt8(ascii: "0") < 10 { place &+= 1 }
        if place == range.upperBound, range.count == 1 || bytes[range.lowerBound] != UInt8(ascii: "0") { return true }
        var scanner = JSONScanner(range)
        do throws(JSONDamage) {
            return try scanner.number(in: bytes).upperBound == range.upperBound
        } catch {
            return false
        }
    }

    @inline(__always)
    private func isEqual(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: [UInt8]) -> Bool {
        range.count == text.count && ByteSearch.begins(bytes, range, with: text)
    }
}
