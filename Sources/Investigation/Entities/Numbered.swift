import Vocabulary

/// The observations of one kind, in order of time, with whoever they name as numbers of an ``EntityTable``.
struct Numbered<Act: ObservedAct> {
    let seen: Observations<Act>
    /// The computer that wrote the record.
    let hosts: [UInt32]
    /// ``EntityTable/nobody`` where the record names none.
    let accounts: [UInt32]
    /// The other end, where such observations have one; else nothing.
    let peers: [Party]
    /// By the file's number in the store.
    private let files: [UInt32]
    let entries: [CappedStore<Act>.Entry]

    init(
        _ seen: Observations<Act>, _ records: RecordNumbers, _ directory: HostDirectory, _ entities: inout EntityTable,
        peers: [Party] = []
    ) {
        self.seen = seen
        self.peers = peers
        entries = seen.entries
        files = seen.files.map { records.number(of: $0) ?? 0 }
        var names = TextMemo(seen.texts) { text, entities in entities.number(of: directory.name(of: text)) }
        var people = AccountMemo(seen.texts)
        hosts = entries.map { names.number(of: $0.host, &entities) }
        accounts = entries.map { people.number(of: $0.act, &entities) }
    }

    var places: Range<Int> { 0..<entries.count }

    /// Those of some computers, in order of time.
    ///
    /// - Parameter marks: For each number of a name whether it is one of them.
    func seen(on marks: [Bool]) -> some Sequence<Observation<Act>> {
        places.lazy.filter { marks[Int(hosts[$0])] }.map { seen[$0] }
    }

    func time(_ place: Int) -> Timestamp { entries[place].time }

    func record(_ place: Int) -> RecordNumber {
        RecordNumber(file: files[Int(entries[place].file)], place: entries[place].record)
    }
}
