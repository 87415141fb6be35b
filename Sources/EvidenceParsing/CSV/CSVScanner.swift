/// Takes rows of delimited text apart (RFC 4180; with another delimiter, TSV and its like).
struct CSVScanner {
    /// One value of a row.
    struct Cell {
        /// What stands between the delimiters, without the quotes around it.
        var range: Range<Int>
        var escape: TextEscape = .none
    }

    /// A row that was taken apart.
    struct Row {
        /// Where the next row begins.
        var next: Int
        /// The row ends with a line feed, not with the bytes.
        var isTerminated: Bool
        /// Each quoted value has its closing quote.
        var isClosed = true
        /// A quoted value holds a line feed.
        var spansLines = false
    }

    let delimiter: UInt8

    /// Reads the row that begins at `start`.
    ///
    /// A quote within a value that does not begin with one is text, as is one that no delimiter follows: many programs
    /// write both.
    ///
    /// - Parameter cells: Becomes the values of the row; no more than ``CSVLimits/columns`` of them.
    @inline(__always)
    func row(in bytes: Span<UInt8>, from start: Int, end: Int, cells: inout [Cell]) -> Row {
        cells.removeAll(keepingCapacity: true)
        var row = Row(next: end, isTerminated: false)
        var place = start
        while true {
            let cell: Cell
            if place < end, bytes[place] == UInt8(ascii: "\"") {
                cell = quoted(in: bytes, from: place + 1, end: end, &place, &row)
            } else {
                let cellStart = place
                place = ByteSearch.first(of: delimiter, or: 0x0A, in: bytes, place..<end)
                var cellEnd = place
                let endsLine = place == end || bytes[place] == 0x0A
                if endsLine, cellEnd > cellStart, bytes[cellEnd - 1] == 0x0D { cellEnd -= 1 }
                cell = Cell(range: cellStart..<cellEnd)
            }
            if cells.count < CSVLimits.columns { cells.append(cell) }
            guard place < end else { return row }
            place += 1
            if bytes[place - 1] == 0x0A {
                row.isTerminated = true
                row.next = place
                return row
            }
        }
    }

    /// - Parameters:
    ///   - start: Behind the opening quote.
    ///   - place: Becomes that of the delimiter, or of the line feed.
    private func quoted(in bytes: Span<UInt8>, from start: Int, end: Int, _ place: inout Int, _ row: inout Row) -> Cell
    {
        var escape = TextEscape.none
        place = start
        while true {
            place = ByteSearch.first(of: UInt8(ascii: "\""), or: 0x0A, in: bytes, place..<end)
            guard place < end else {
                row.isClosed = false
                return Cell(range: start..<end, escape: escape)
            }
            guard bytes[place] != 0x0A else {
                row.spansLines = true
                place += 1
                continue
            }
            let cellEnd = place
            place += 1
            if place == end { return Cell(range: start..<cellEnd, escape: escape) }
            if bytes[place] == 0x0D, place + 1 == end || bytes[place + 1] == 0x0A { place += 1 }
            if place == end || bytes[place] == delimiter || bytes[place] == 0x0A {
                return Cell(range: start..<cellEnd, escape: escape)
            }
            escape = .quotes
            if bytes[place] == UInt8(ascii: "\"") { place += 1 }
        }
    }
}
