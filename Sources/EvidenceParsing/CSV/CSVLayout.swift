/// How a file of delimited text is made up: found in its head, needed for all of its portions.
struct CSVLayout: Sendable {
    let scanner: CSVScanner
    /// The names of the columns, in their order.
    let names: [String]
    /// Values that most rows have; more than there are names where the last column has none.
    let width: Int
    let dialect: CSVDialect?
    /// Bytes of the head before the first row, in its UTF-8.
    let headerEnd: Int

    /// What separates values, most likely first.
    private static let delimiters: [UInt8] = [
        UInt8(ascii: ","), 0x09, UInt8(ascii: ";"), UInt8(ascii: "|"),
    ]

    /// The layout of a table that begins with `head`; nil where it is none.
    init?(_ head: Span<UInt8>) {
        let start = Self.endOfPreamble(in: head)
        var best: CSVLayout?
        for delimiter in Self.delimiters {
            guard let layout = CSVLayout(head, from: start, CSVScanner(delimiter: delimiter)) else { continue }
            if layout.names.count > best?.names.count ?? 0 { best = layout }
        }
        guard let best else { return nil }
        self = best
    }

    private init?(_ head: Span<UInt8>, from start: Int, _ scanner: CSVScanner) {
        var cells: [CSVScanner.Cell] = []
        let header = scanner.row(in: head, from: start, end: head.count, cells: &cells)
        guard header.isTerminated || header.isClosed, cells.count >= 2, cells.count < CSVLimits.columns else {
            return nil
        }
        var names = cells.map { Self.trimmed($0.escape.string(head, $0.range)) }
        if names.last == "" { names.removeLast() }
        let isPlain = Set(names).count == names.count && !names.contains("")
        // The number of a row has no name in what pandas writes.
        for index in names.indices where names[index].isEmpty { names[index] = Self.name(ofColumn: index) }
        guard names.count >= 2, names.allSatisfy(Self.canBeName) else { return nil }
        let counts = Self.counts(of: head, from: header.next, scanner)
        let most = Dictionary(counts.map { ($0, 1) }, uniquingKeysWith: +).max {
            ($0.value, $0.key) < ($1.value, $1.key)
        }
        let width = most?.key ?? names.count
        let dialect = CSVDialect.all.first { $0.fits(names) }
        let times = names.filter(CSVDialect.isTime)
        guard Set(times).count == times.count else { return nil }
        let isKnown = dialect != nil || !times.isEmpty
        let allowed = names.count...names.count + 1
        if isKnown {
            // Nine rows of ten have all values.
            guard allowed.contains(width), (most?.value ?? 0) * 10 >= counts.count * 9 else { return nil }
        } else {
            // Prose has commas, too.
            guard isPlain, allowed.contains(width), names.count >= 3, counts.count >= 2, most?.value == counts.count
            else {
                return nil
            }
        }
        self.scanner = scanner
        self.names = names
        self.width = width
        self.dialect = dialect
        headerEnd = header.next
    }

    /// PowerShell's `Export-Csv` names the type of its objects first; spreadsheets their delimiter.
    private static func endOfPreamble(in head: Span<UInt8>) -> Int {
        var start = 0
        while start < head.count {
            let end = ByteSearch.lineFeed(in: head, start..<head.count)
            let line = TextEscape.none.string(head, start..<min(end, start + 64))
            guard line.hasPrefix("#TYPE ") || line.hasPrefix("sep=") || trimmed(line).isEmpty else { return start }
            start = end + 1
        }
        return min(start, head.count)
    }

    /// How many values each of the first rows has.
    private static func counts(of head: Span<UInt8>, from start: Int, _ scanner: CSVScanner) -> [Int] {
        var counts: [Int] = []
        var cells: [CSVScanner.Cell] = []
        var start = start
        while start < head.count, counts.count < CSVLimits.rowsLookedAt {
            let row = scanner.row(in: head, from: start, end: head.count, cells: &cells)
            // The head may end inside of a row; a file without a line feed at its end is whole all the same.
            guard row.isTerminated || counts.isEmpty && row.isClosed else { break }
            if cells.count > 1 || !cells.allSatisfy({ $0.range.isEmpty }) { counts.append(cells.count) }
            start = row.next
        }
        return counts
    }

    private static func trimmed(_ text: String) -> String {
        var bytes = Substring(text)
        while let first = bytes.first, first == " " || first == "\t" || first == "\u{FEFF}" || first.isNewline {
            bytes.removeFirst()
        }
        while let last = bytes.last, last == " " || last == "\t" || last.isNewline { bytes.removeLast() }
        return String(bytes)
    }

    /// What a column is called that has no name.
    static func name(ofColumn index: Int) -> String { "column_\(index + 1)" }

    /// A name begins with a letter or a mark that programs use for names, and says something.
    private static func canBeName(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, name.utf8.count <= CSVLimits.nameLength else { return false }
        let mayBegin = first.properties.isAlphabetic || first == "_" || first == "@" || first == "#"
        return mayBegin && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "=" }
    }
}
