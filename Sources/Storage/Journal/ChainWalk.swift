import Vocabulary

/// Goes along events in order and says of each whether it follows from those before.
struct ChainWalk {
    /// What the events are said to be; nil where nothing trustworthy says so.
    let scope: JournalStream?
    /// How far each stream has come.
    private(set) var heads: [JournalStream: JournalHead] = [:]
    /// The last event of all: its sequence and hash.
    private(set) var last = JournalHead()
    /// Number of events in order so far.
    private(set) var count = 0
    private let coding = CaseEventCoding()
    private let readsEvents: Bool

    /// - Parameter readsEvents: False where whoever walks reads every event himself, so that it is not read twice.
    init(scope: JournalStream?, readsEvents: Bool = true) {
        self.scope = scope
        self.readsEvents = readsEvents
    }

    /// Goes on from an event that is known to be in order.
    init(scope: JournalStream, after row: JournalRow) {
        self.init(scope: scope, readsEvents: false)
        heads[scope] = JournalHead(count: row.version, hash: row.hashText)
        last = JournalHead(count: row.sequence, hash: row.hashText)
    }

    /// The place where the next event would be, as far as that is known.
    var nextPlace: (stream: String?, version: Int?) {
        // Where nothing says what the events are, a single stream so far is most likely all there is.
        let stream = scope ?? (heads.count == 1 ? heads.keys.first : nil)
        guard let stream, stream != .store else { return (nil, nil) }
        return (stream.description, heads[stream, default: JournalHead()].count + 1)
    }

    /// Takes the next event.
    ///
    /// - Parameters:
    ///   - hash: The hash that the event is stored with.
    ///   - place: Its line in a file, or its row.
    /// - Returns: What is wrong with it; nil when it follows.
    mutating func step(_ line: JournalLine, hash: String, place: Int) -> JournalProblem? {
        let own = heads[line.stream, default: JournalHead()]
        let expected = own.count + 1
        func problem(_ kind: JournalProblem.Kind, version: Int? = nil) -> JournalProblem {
            JournalProblem(kind, stream: line.stream.description, version: version ?? line.version, line: place)
        }
        guard hash == line.hash else { return problem(.wrongHash) }
        if let scope, scope != .store, scope != line.stream { return problem(.wrongStream) }
        guard line.version <= expected else { return problem(.missing, version: expected) }
        guard line.version == expected else { return problem(.outOfPlace) }
        guard line.previous == own.hash else { return problem(.brokenLink) }
        guard line.sequence > last.count else { return problem(.outOfPlace) }
        if line.sequence == last.count + 1 {
            guard line.previousInStore == last.hash else { return problem(.brokenStoreLink) }
        } else if scope == .store {
            return JournalProblem(.missing, line: last.count + 1)
        }
        guard !readsEvents || isKnownEvent(line) else { return problem(.unknownEvent) }
        last = JournalHead(count: line.sequence, hash: hash)
        heads[line.stream] = JournalHead(count: line.version, hash: hash)
        count += 1
        return nil
    }

    private func isKnownEvent(_ line: JournalLine) -> Bool {
        switch line.stream {
        case .organisation: (try? coding.organisationEvent(line.event)) != nil
        case .ofCase: (try? coding.caseEvent(line.event)) != nil
        case .store: false
        }
    }
}
