/// Which fields of which products say when, where and what a record is. Names are those that ``StructurePlace`` gives.
///
/// What else is common to records (accounts, addresses and so on) is read where it is needed: ``CommonField``.
struct CommonFieldTable {
    /// What a field says about its record.
    enum Meaning: Int, CaseIterable {
        case host, channel, provider, eventCode, number
        case time
        /// From where a program read the record; says its channel in some (``WindowsChannels``).
        case source
        /// When the record was taken in by the program that wrote it, on the same clock and in the same zone.
        case takenIn
        /// Who acted, where a product's name for it means something else in others.
        case account
    }

    /// One line of the table.
    struct Row {
        let meaning: Meaning
        /// Place in its list.
        let rank: Int
        /// The name by which rules look for it, where its own is another one.
        let alias: String?
        let reading: TimeReading
        /// It counts only in a record that has this, too.
        var companion: Meaning?
    }

    /// What holds for any record.
    static let standard = CommonFieldTable()

    private var rowsByName: [String: [Row]] = [:]

    /// The rows for a field name; empty for most.
    func rows(named name: String) -> [Row] { rowsByName[name] ?? [] }

    private init() {
        for (meaning, list) in [
            (Meaning.host, CommonFieldLists.hosts), (.channel, CommonFieldLists.channels),
            (.provider, CommonFieldLists.providers), (.eventCode, CommonFieldLists.eventCodes),
        ] {
            for (rank, line) in list.enumerated() {
                add(line.name, Row(meaning: meaning, rank: rank, alias: line.alias, reading: .asWritten))
            }
        }
        // PowerShell's event records; elsewhere an `Id` can be anything.
        let id = Row(meaning: .eventCode, rank: .max - 1, alias: "EventID", reading: .asWritten, companion: .provider)
        add("Id", id)
        for (rank, name) in CommonFieldLists.numbers.enumerated() {
            add(name, Row(meaning: .number, rank: rank, alias: nil, reading: .asWritten))
        }
        for (rank, line) in CommonFieldLists.times.enumerated() {
            add(line.name, Row(meaning: .time, rank: rank, alias: nil, reading: line.reading))
        }
        for (rank, line) in CommonFieldLists.lastTimes.enumerated() {
            let last = RecordTimeChoice.lastRanks + rank
            add(line.name, Row(meaning: .time, rank: last, alias: nil, reading: line.reading))
        }
        for name in CommonFieldLists.takenIn {
            add(name, Row(meaning: .takenIn, rank: 0, alias: nil, reading: .asWritten))
        }
        for (rank, name) in CommonFieldLists.sources.enumerated() {
            add(name, Row(meaning: .source, rank: rank, alias: nil, reading: .asWritten))
        }
    }

    private mutating func add(_ name: String, _ row: Row) { rowsByName[name, default: []].append(row) }

    /// This table, with what else is known of one kind of file. What is said of a name replaces all that was.
    func replacing(_ rows: [String: [Row]]) -> CommonFieldTable {
        var table = self
        for (name, rows) in rows { table.rowsByName[name] = rows }
        return table
    }
}
