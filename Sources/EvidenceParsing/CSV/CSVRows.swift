/// Finds the rows of a table, and what only looks like one.
struct CSVRows {
    enum Step {
        /// The values of a row are in ``CSVRows/cells``.
        case row(at: Int)
        /// A line that is no row.
        case damaged(at: Int)
        /// A line with a quote that the bytes do not close.
        case open(at: Int)
        /// A row that the bytes cut off.
        case cut(at: Int)
        case end
    }

    private let layout: CSVLayout
    private(set) var cells: [CSVScanner.Cell] = []
    /// Where the next row begins.
    private(set) var place: Int
    /// Bytes that may still be looked at in vain: a hostile table could make every line the start of a long search.
    private var budget: Int

    /// - Parameter count: Bytes of the portion.
    init(_ layout: CSVLayout, from start: Int = 0, of count: Int) {
        self.layout = layout
        place = start
        budget = 4 * count + 65_536
    }

    /// The next row that is not empty.
    ///
    /// A quote that is never closed would swallow all that follows. So a row over several lines counts only with the
    /// table's number of values; of any other the first line is damaged, and the next line is a row.
    mutating func next(in bytes: Span<UInt8>) -> Step {
        while place < bytes.count {
            let start = place
            let end =
                budget > 0 ? bytes.count : min(ByteSearch.lineFeed(in: bytes, start..<bytes.count) + 1, bytes.count)
            let row = layout.scanner.row(in: bytes, from: start, end: end, cells: &cells)
            place = row.next
            if cells.count == 1, cells[0].range.isEmpty, row.isClosed { continue }
            if !row.isClosed || row.spansLines && !isWhole {
                budget -= row.next - start
                place = min(ByteSearch.lineFeed(in: bytes, start..<bytes.count) + 1, bytes.count)
                // A row that the end of the bytes cuts off may be whole with what is behind it.
                return row.isClosed && row.isTerminated ? .damaged(at: start) : .open(at: start)
            }
            if !row.isTerminated, cells.count < min(layout.names.count, layout.width) { return .cut(at: start) }
            // Trailing values may be missing; a line with next to none is something else.
            return cells.count * 2 > layout.names.count ? .row(at: start) : .damaged(at: start)
        }
        return .end
    }

    private var isWhole: Bool { cells.count == layout.width || cells.count == layout.names.count }
}
