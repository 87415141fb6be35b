import Vocabulary

/// Makes records of the lines of a Zeek log.
struct ZeekRecords {
    var header: ZeekHeader { didSet { if header != oldValue { prepare() } } }
    /// What was wrong with the record added last.
    private(set) var issues: [ParseIssue] = []
    private var draft = RecordDraft(StructureTree(root: .row))
    private var assembly: RecordAssembly
    /// The places of the fields.
    private var columns: [StructureTree.PlaceID] = []

    init(_ header: ZeekHeader, assuming assumptions: TimeAssumptions) {
        self.header = header
        assembly = RecordAssembly(assuming: assumptions)
        prepare()
    }

    private mutating func prepare() {
        columns = []
        for (index, name) in header.names.enumerated() {
            let key = Array(name.utf8)
            columns.append(draft.tree.key(key.span, of: StructureTree.root, object: UInt32(index + 1)))
        }
        assembly.log = header.path.isEmpty ? nil : ("_path", header.path)
    }

    /// Adds a line as a record; false where it has too few values, or too many.
    mutating func add(_ bytes: Span<UInt8>, _ line: Range<Int>, at offset: UInt64) -> Bool {
        draft.begin()
        var column = 0
        var place = line.lowerBound
        while true {
            let end = ByteSearch.first(of: header.separator, or: 0x0A, in: bytes, place..<line.upperBound)
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

    private mutating func note(_ bytes: Span<UInt8>, _ range: Range<Int>, _ column: Int) {
        if isEqual(bytes, range, header.unset) { return }
        let type = header.type(of: column)
        guard type.isList else { return note(bytes, range, at: columns[column], type.base) }
        if isEqual(bytes, range, header.empty) {
            return draft.note(
                .init(place: columns[column], encoding: .null, range: range.lowerBound..<range.lowerBound))
        }
        var start = range.lowerBound
        var item: Int32 = 0
        while true {
            let end = ByteSearch.first(of: header.itemSeparator, or: 0x0A, in: bytes, start..<range.upperBound)
            note(bytes, start..<end, at: draft.tree.item(item, of: columns[column]), type.base)
            guard end < range.upperBound else { return }
            start = end + 1
            item &+= 1
        }
    }

    private mutating func note(
        _ bytes: Span<UInt8>, _ range: Range<Int>, at place: StructureTree.PlaceID, _ base: ZeekType.Base
    ) {
        switch base {
        case .number where isNumber(bytes, range):
            draft.note(.init(place: place, encoding: .numberText, range: range))
        case .truth where range.count == 1 && [UInt8(ascii: "T"), UInt8(ascii: "F")].contains(bytes[range.lowerBound]):
            draft.note(.init(place: place, encoding: .bool, range: range))
        default:
            let isEmpty = isEqual(bytes, range, header.empty)
            let isEscaped = ByteSearch.first(of: UInt8(ascii: "\\"), or: 0x0A, in: bytes, range) < range.upperBound
            draft.note(
                .init(
                    place: place, encoding: .utf8, escape: isEscaped ? .hexadecimal : .none,
                    range: isEmpty ? range.lowerBound..<range.lowerBound : range))
        }
    }

    /// Whether JSON could write it as a number, too.
    private func isNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
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
