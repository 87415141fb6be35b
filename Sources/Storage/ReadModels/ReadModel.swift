/// The tables that answer questions quickly. All they say follows from the journal; see ``Projection``.
///
/// Columns are for order and choice; `body` is the value itself as JSON. Text that came from evidence or people is kept
/// as a blob, since SQLite ends a text at its first NUL.
enum ReadModel: String, CaseIterable {
    /// The form of all tables and of the values in them. Raise it with every change of either: a store whose tables have
    /// another form is given new ones when it is opened. A test holds the values of an old store against this number.
    static let form = 2

    case caseSummary = "case_summary"
    case evidenceItem = "evidence_item"
    case finding
    case system

    /// The table's columns, in order.
    var columns: String {
        switch self {
        case .caseSummary: "number, body"
        case .evidenceItem: "case_number, version, sha256, sealed_at, sealed_by, sealed, reading"
        case .finding: "case_number, number, severity, host, body"
        case .system: "case_number, name, verdict, body"
        }
    }

    /// The statements that make every table.
    ///
    /// - Parameter schema: `main`, or `temp` for a copy to compare with.
    static func tables(in schema: String) -> String {
        """
        CREATE TABLE \(schema).case_summary (
            number INTEGER PRIMARY KEY, body TEXT NOT NULL
        ) STRICT;
        CREATE TABLE \(schema).evidence_item (
            case_number INTEGER NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL, sealed_at TEXT NOT NULL,
            sealed_by TEXT NOT NULL, sealed TEXT NOT NULL, reading TEXT, PRIMARY KEY (case_number, version)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX \(schema).evidence_item_by_hash ON evidence_item (sha256);
        CREATE TABLE \(schema).finding (
            case_number INTEGER NOT NULL, number INTEGER NOT NULL, severity INTEGER NOT NULL, host BLOB NOT NULL,
            body TEXT NOT NULL, PRIMARY KEY (case_number, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE \(schema).system (
            case_number INTEGER NOT NULL, name BLOB NOT NULL, verdict TEXT NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (case_number, name)
        ) STRICT, WITHOUT ROWID;
        """
    }

    /// The statements that remove every table.
    static func removal(from schema: String) -> String {
        allCases.map { "DROP TABLE IF EXISTS \(schema).\($0.rawValue);" }.joined(separator: "\n")
    }
}
