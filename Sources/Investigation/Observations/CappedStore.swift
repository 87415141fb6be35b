import Vocabulary

/// Keeps the least `limit` of the observations it is given.
///
/// "The least of all" does not depend on the order in which parts arrive, so a case reads the same whichever file was
/// taken first, even when there was too much to keep. Up to a quarter more are held until they are sorted out.
///
/// Texts and files are held once and named by numbers: an observation takes 64 bytes, and nothing is counted when it is
/// moved.
struct CappedStore<Act: ObservedAct>: Sendable {
    struct Entry: Sendable {
        var time: Timestamp
        let session: Int64
        let record: Int
        var act: PackedAct
        var host: UInt32
        var file: UInt32
    }

    let limit: Int
    private(set) var kept: [Entry] = []
    private(set) var files: [EvidenceID] = []
    private(set) var table = TextTable()
    private var isInOrder = true
    /// Some were left out, and those at the first `limit` places are in order.
    private var overflowed = false

    init(limit: Int) { self.limit = limit }

    mutating func insert(_ seen: Observation<Act>) {
        let origin = ObservationCollector.Origin(time: seen.time, host: seen.host, reference: seen.reference)
        insert(origin, session: seen.session) { seen.act.packed(&$0) }
    }

    /// Adds an observation unless it is seen to be none of the least.
    ///
    /// - Parameter act: Puts its texts into the table; nil where it is nothing to keep.
    mutating func insert(
        _ origin: ObservationCollector.Origin, session: Int64, act: (inout TextTable) -> PackedAct?
    ) {
        var entry = Entry(
            time: origin.time, session: session, record: origin.reference.record, act: PackedAct(), host: 0,
            file: number(of: origin.reference.evidence))
        // As many as are kept come before it.
        if overflowed, !isLess(entry, kept[limit - 1]) { return }
        guard let act = act(&table) else { return }
        entry.act = act
        entry.host = table.number(of: origin.host)
        append(entry)
        if isOverfull { cut() }
    }

    // Of one file mostly; of several when stores are merged, file by file.
    private mutating func number(of file: EvidenceID) -> UInt32 {
        if let place = files.lastIndex(of: file) { return UInt32(place) }
        files.append(file)
        return UInt32(files.count - 1)
    }

    mutating func merge(_ other: Self) {
        let firstFile = UInt32(files.count)
        files += other.files
        let texts = other.table.texts.map { table.number(of: $0) }
        let wasOverflowed = overflowed
        for var entry in other.kept {
            entry.file += firstFile
            entry.renumber(texts)
            if !wasOverflowed || isLess(entry, kept[limit - 1]) { append(entry) }
        }
        overflowed = wasOverflowed || other.overflowed
        if isOverfull || overflowed != wasOverflowed { cut() }
    }

    /// Says which file it was. All was observed of one file.
    mutating func assign(_ file: EvidenceID) {
        if !files.isEmpty { files = [file] }
    }

    /// Brings everything in order and lets go of what is not needed for that, so that ``sorted`` costs nothing.
    mutating func settle() {
        table.forgetValues()
        if !isInOrder || kept.count > limit { cut() }
    }

    /// Moves what was observed in time.
    ///
    /// - Parameter seconds: How far ahead the clock of a computer is, in a file.
    mutating func correct(_ seconds: (_ host: String, _ file: EvidenceID) -> Int64) {
        var known: [UInt64: Int64] = [:]
        for place in kept.indices {
            let key = UInt64(kept[place].host) << 32 | UInt64(kept[place].file)
            let ahead = known[key] ?? seconds(table[kept[place].host], files[Int(kept[place].file)])
            known[key] = ahead
            guard ahead != 0 else { continue }
            kept[place].time = kept[place].time.advanced(bySeconds: -ahead)
            isInOrder = false
        }
        settle()
    }

    /// What is kept, in order of time.
    var sorted: Observations<Act> {
        var settled = self
        settled.settle()
        return Observations(settled)
    }

    /// True when some of what was observed is missing from ``sorted``.
    var isIncomplete: Bool { overflowed || kept.count > limit }

    private var isOverfull: Bool { kept.count >= limit + max(1, limit / 4) }

    private mutating func append(_ entry: Entry) {
        if let last = kept.last, isLess(entry, last) { isInOrder = false }
        kept.append(entry)
    }

    private func isLess(_ left: Entry, _ right: Entry) -> Bool { left.isLess(right, in: files) }

    private mutating func cut() {
        let names = files
        if !isInOrder { kept.sort { $0.isLess($1, in: names) } }
        isInOrder = true
        guard kept.count > limit else { return }
        kept.removeLast(kept.count - limit)
        overflowed = true
        forgetUnused()
    }

    private mutating func forgetUnused() {
        var used = Array(repeating: false, count: table.texts.count)
        for entry in kept {
            used[Int(entry.host)] = true
            for text in entry.act.texts.indices where entry.act.texts[text] != TextTable.none {
                used[Int(entry.act.texts[text])] = true
            }
        }
        // Making the table anew pays only where much of it goes.
        guard 2 * used.count(where: \.self) < used.count else { return }
        let numbers = table.keep(used)
        for place in kept.indices { kept[place].renumber(numbers) }
    }
}

extension CappedStore.Entry {
    // Time first, so that a full store keeps the beginning of the story; the reference makes the order total.
    @inline(__always)
    fileprivate func isLess(_ other: Self, in files: [EvidenceID]) -> Bool {
        if time != other.time { return time < other.time }
        // Portions of a file that were observed apart name it twice.
        if file != other.file, files[Int(file)] != files[Int(other.file)] {
            return files[Int(file)] < files[Int(other.file)]
        }
        return record < other.record
    }

    fileprivate mutating func renumber(_ numbers: [UInt32]) {
        host = numbers[Int(host)]
        for text in act.texts.indices where act.texts[text] != TextTable.none {
            act.texts[text] = numbers[Int(act.texts[text])]
        }
    }
}

/// The observations of a store, each put together when it is asked for.
struct Observations<Act: ObservedAct>: RandomAccessCollection, Sendable {
    private let store: CappedStore<Act>

    fileprivate init(_ store: CappedStore<Act>) { self.store = store }

    var startIndex: Int { 0 }
    var endIndex: Int { store.kept.count }

    /// The same as they are kept, with texts as numbers of ``texts`` and files as those of ``files``.
    var entries: [CappedStore<Act>.Entry] { store.kept }
    var texts: [String] { store.table.texts }
    var files: [EvidenceID] { store.files }

    subscript(place: Int) -> Observation<Act> {
        let entry = store.kept[place]
        return Observation(
            time: entry.time, host: store.table[entry.host],
            reference: EvidenceReference(evidence: store.files[Int(entry.file)], record: entry.record),
            session: entry.session, act: Act(entry.act, store.table))
    }
}
