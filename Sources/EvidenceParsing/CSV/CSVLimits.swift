/// What one row or portion of a table may ask of us at most. Passing a limit is an issue, never silence.
enum CSVLimits {
    /// Bytes of one row, with the line breaks in its quoted values. Audit exports keep whole JSON records in a cell.
    static let rowLength = 16 << 20

    /// Bytes that a portion aims at.
    static let portionLength = 1 << 20

    /// Columns of a table. The widest exports of event logs have some hundred.
    static let columns = 2_048

    /// Bytes of a column's name.
    static let nameLength = 128

    /// Rows that decide whether a file is a table.
    static let rowsLookedAt = 64

    /// Issues listed of one portion; the last one counts the rest.
    static let issuesPerPortion = 256
}
