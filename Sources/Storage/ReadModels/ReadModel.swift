/// The tables that answer questions quickly. All they say follows from the journal; see ``Projection``.
///
/// Columns are for order and choice; `body` is the value itself as JSON, where it is not columns throughout because
/// many are read at once. Moments in columns of numbers are ticks of ``Timestamp``. Text that came from evidence or
/// people is kept as a blob, since SQLite ends a text at its first NUL.
enum ReadModel: String, CaseIterable {
    /// The form of all tables and of the values in them. Raise it with every change of either: a store whose tables have
    /// another form is given new ones when it is opened. A test holds the values of an old store against this number.
    static let form = 6

    case caseSummary = "case_summary"
    case evidenceItem = "evidence_item"
    case finding
    case system
    case scopeName = "scope_name"

    /// The table's columns, in order.
    var columns: String {
        switch self {
        case .caseSummary:
            """
            number, place, state, lead, priority, title, criterion, state_since, version, opened, updated, evidence, \
            records, issues, findings, systems, confirmed_systems, open_debts, open_tasks
            """
        case .evidenceItem: "case_number, version, sha256, sealed_at, sealed_by, sealed, reading"
        case .finding: "case_number, number, severity, host, body"
        case .system: "case_number, name, verdict, body"
        case .scopeName: "case_number, kind, subject, key, verdict"
        }
    }

    /// The statements that make every table, and that of ``CaseSnapshots``, which are derived from the journal as well.
    ///
    /// - Parameter schema: `main`, or `temp` for a copy to compare with.
    static func tables(in schema: String) -> String {
        """
        CREATE TABLE \(schema).case_summary (
            number INTEGER PRIMARY KEY, place INTEGER NOT NULL, state TEXT NOT NULL, lead BLOB, priority INTEGER,
            title BLOB NOT NULL, criterion BLOB, state_since INTEGER NOT NULL, version INTEGER NOT NULL,
            opened INTEGER NOT NULL, updated INTEGER NOT NULL, evidence INTEGER NOT NULL, records INTEGER NOT NULL,
            issues INTEGER NOT NULL, findings INTEGER NOT NULL, systems INTEGER NOT NULL,
            confirmed_systems INTEGER NOT NULL, open_debts INTEGER NOT NULL, open_tasks INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX \(schema).case_summary_in_queue ON case_summary (place, number);
        CREATE INDEX \(schema).case_summary_by_state ON case_summary (state, place, number);
        CREATE INDEX \(schema).case_summary_by_lead ON case_summary (lead, place, number);
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
        CREATE TABLE \(schema).scope_name (
            case_number INTEGER NOT NULL, kind TEXT NOT NULL, subject BLOB NOT NULL, key BLOB NOT NULL,
            verdict TEXT NOT NULL, PRIMARY KEY (case_number, kind, subject, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX \(schema).scope_name_by_key ON scope_name (key, case_number);

        """ + CaseSnapshots.table(in: schema)
    }

    /// The statements that remove every table.
    static func removal(from schema: String) -> String {
        (allCases.map(\.rawValue) + [CaseSnapshots.table]).map { "DROP TABLE IF EXISTS \(schema).\($0);" }
            .joined(separator: "\n")
    }
}
