import Vocabulary

/// Copies the values of a sound record into a batch, and finds out when, where and what the record is.
struct RecordAssembly {
    /// The best value for one meaning so far.
    private struct Best {
        /// Number of the line of the tree's table that chose it.
        var row = -1
        var rank = Int.max
        /// Number of the value in the draft, and of its copy in the record.
        var value = -1
        var slot = -1
    }

    var builder = RecordBatchBuilder()
    /// The log that the file says its records are of, and the name of the field for it.
    var log: (field: String, name: String)?
    /// What is known of the file's dates by the habits of a country.
    var dates = DateOrder()
    private let assumptions: TimeAssumptions
    private var best = Array(repeating: Best(), count: CommonFieldTable.Meaning.allCases.count)
    private var times = RecordTimeChoice()
    private var hints: ProductHint = []
    /// Made with the first entry of a journal. In an array, since it is large and few portions have one.
    private var journal: [JournalObjectReader] = []
    private var slots: [RecordBatch.Slot] = []
    /// The values that can be addresses with a port.
    private var peers: [Int] = []
    /// Where the text of the draft will begin in the batch.
    private var startOfText = 0
    private var secondNames: [(name: String, field: FieldID)] = []
    /// What is known of records without a time.
    private var untimed = UntimedRecords()

    init(assuming assumptions: TimeAssumptions) { self.assumptions = assumptions }

    /// Begins a portion: values are stretches of its text, which its batch shares.
    mutating func begin(_ text: [UInt8]) {
        // Values take some twenty bytes with their names in most logs.
        builder.begin(source: text, expecting: text.count / 24)
    }

    /// Adds the record whose values stand in `draft`.
    ///
    /// - Parameters:
    ///   - stated: The time of the record, where its reader knows better than the fields.
    /// - Returns: What was wrong with it, beside its being kept: an unreadable time, values past a limit.
    mutating func add(
        _ draft: inout RecordDraft, _ bytes: Span<UInt8>, at offset: UInt64,
        time stated: RecordTimeChoice.Result? = nil
    ) -> [ParseIssue] {
        let isJournalEntry = draft.hints.isJournalEntry
        if isJournalEntry, journal.isEmpty { journal = [JournalObjectReader(&builder, assuming: assumptions)] }
        copy(&draft, bytes)
        let order = dates.order
        var evidence = LocalDate.Evidence.none
        let time =
            stated
            ?? times.result(assuming: assumptions) { candidate in
                let value = draft.values[candidate.field]
                // No time is written with more bytes; a long text is not worth looking at.
                guard value.range.count <= 64 else { return nil }
                return draft.withBytes(of: value, in: bytes) {
                    candidate.reading.read($0, value.range, value.escape, order: order, &evidence)
                }
            }
        dates.note(evidence, at: offset)
        builder.beginRecord(position: offset, number: draft.auditEvent?.number ?? number(draft, bytes))
        if let time { builder.setTime(time.moment, zone: time.zone) }
        let derived = isJournalEntry ? nil : derivedLog(draft, bytes)
        let timeSlot = slot(of: time?.field, in: draft)
        let codeSlot = slot(of: draft.auditEvent?.code, in: draft)
        addSecondNames(draft.tree)
        if !peers.isEmpty { addParts(bytes, &draft) }
        if let derived { append(derived.name.utf8, .utf8, as: field(called: derived.field), to: &draft.text) }
        builder.append(slots, text: draft.text)
        if derived != nil { builder.mark(.channel) }
        builder.mark(.originalTime, timeSlot)
        builder.mark(.host, best[CommonFieldTable.Meaning.host.rawValue].slot)
        builder.mark(.eventCode, codeSlot)
        var issues = isJournalEntry ? journal[0].read(draft, bytes, at: offset, into: &builder) : []
        for (meaning, mark) in Self.marks { builder.mark(mark, best[meaning.rawValue].slot) }
        builder.endRecord()
        if time != nil || !times.candidates.isEmpty {
            untimed.hasTimes = true
        } else if untimed.wantsMore {
            untimed.note(draft, bytes)
        }
        if time == nil, !times.candidates.isEmpty {
            issues.append(ParseIssue(.badTime, offset: offset, "no time field of the record can be read"))
        }
        if draft.dropped > 0 {
            issues.append(
                ParseIssue(.limit, offset: offset, "\(draft.dropped) values of the record are past a limit on fields"))
        }
        return issues
    }

    /// What is to be said of a file without times, once the portion that it begins with was read.
    func issueOfTimes(in portion: EvidencePortion) -> ParseIssue? { portion.offset == 0 ? untimed.issue : nil }

    /// The field of a second name. There are a few of them, and every record asks.
    private mutating func field(called name: String) -> FieldID {
        for known in secondNames where known.name == name { return known.field }
        let field = builder.intern(FieldName(name, path: []))
        secondNames.append((name, field))
        return field
    }

    private static let marks: [(CommonFieldTable.Meaning, RecordBatchBuilder.Mark)] = [
        (.channel, .channel), (.provider, .provider), (.eventCode, .eventCode),
    ]

    /// Makes the values of the draft into ``slots``, each with the second name that its place has, and finds those whose
    /// names are in ``CommonFieldTable``.
    private mutating func copy(_ draft: inout RecordDraft, _ bytes: Span<UInt8>) {
        slots.removeAll(keepingCapacity: true)
        peers.removeAll(keepingCapacity: true)
        startOfText = builder.endOfText
        for index in best.indices { best[index] = Best() }
        times.removeAll()
        hints = []
        for index in draft.values.indices {
            let value = draft.values[index]
            append(value, as: draft.tree.field(at: value.place, in: &builder), bytes, &draft)
            let node = draft.tree.nodes[Int(value.place)]
            guard node.isRemarkable else { continue }
            hints.formUnion(node.hint)
            if node.rowCount > 0, value.canBeCommon {
                let rows = Int(node.firstRow)..<Int(node.firstRow &+ node.rowCount)
                for row in rows { note(row, draft.tree, index) }
            }
            if node.holdsPeer { peers.append(index) }
            guard node.alias >= 0, let slot = slots.last else { continue }
            slots.append(slot.called(draft.tree.field(at: node.alias, in: &builder)))
        }
        for index in best.indices where best[index].value >= 0 {
            if let companion = draft.tree.rows[best[index].row].companion, best[companion.rawValue].value < 0 {
                best[index] = Best()
            }
        }
    }

    @inline(__always)
    private mutating func note(_ row: Int, _ tree: borrowing StructureTree, _ index: Int) {
        let meaning = tree.rows[row].meaning
        let rank = tree.rows[row].rank
        switch meaning {
        case .host, .channel, .provider, .eventCode, .number, .source, .account:
            guard rank < best[meaning.rawValue].rank else { return }
            best[meaning.rawValue] = Best(row: row, rank: rank, value: index, slot: slots.count - 1)
        case .time: times.add(.init(rank: rank, field: index, reading: tree.rows[row].reading))
        case .takenIn: times.addTakenIn(.init(rank: rank, field: index, reading: tree.rows[row].reading))
        }
    }

    /// Where a value of the draft stands among the slots, which hold second names, too; -1 for none.
    private func slot(of value: Int?, in draft: borrowing RecordDraft) -> Int {
        guard let value else { return -1 }
        guard slots.count > draft.values.count else { return value }
        var slot = value
        for earlier in draft.values[..<value] where draft.tree.nodes[Int(earlier.place)].alias >= 0 { slot += 1 }
        return slot
    }

    /// Adds the names by which rules look for the values that were found.
    private mutating func addSecondNames(_ tree: borrowing StructureTree) {
        for index in best.indices where best[index].slot >= 0 {
            guard let alias = tree.rows[best[index].row].alias else { continue }
            slots.append(slots[best[index].slot].called(field(called: alias)))
        }
    }

    @inline(never)
    private mutating func addParts(_ bytes: Span<UInt8>, _ draft: inout RecordDraft) {
        for peer in peers { addParts(of: draft.values[peer], bytes, &draft) }
    }

    /// Adds an address and its port apart, where a value is both: addresses are looked for as they are.
    private mutating func addParts(of value: RecordDraft.Value, _ bytes: Span<UInt8>, _ draft: inout RecordDraft) {
        guard case .utf8 = value.encoding, value.escape == .none,
            let peer = draft.withBytes(of: value, in: bytes, { PeerAddress($0, value.range) })
        else { return }
        var part = value
        part.range = peer.address
        append(part, as: field(called: "src_ip"), bytes, &draft)
        guard !peer.port.isEmpty else { return }
        part.range = peer.port
        append(part, as: field(called: "src_port"), bytes, &draft)
    }

    @inline(__always)
    private mutating func append(
        _ value: RecordDraft.Value, as field: FieldID, _ bytes: Span<UInt8>, _ draft: inout RecordDraft
    ) {
        switch (value.encoding, value.source) {
        // An empty array or object is no value, but is written out as it was.
        case (.null, .text): append(startOfText &+ value.range.lowerBound, value.range.count, .null, as: field)
        case (.null, _): append(EmptyCollection(), .null, as: field, to: &draft.text)
        // `true`, or Zeek's `T`.
        case (.bool, _):
            let letter = draft.withBytes(of: value, in: bytes) { $0[value.range.lowerBound] }
            let isTrue = letter | 0x20 == UInt8(ascii: "t")
            append(CollectionOfOne(isTrue ? 1 : 0), .bool, as: field, to: &draft.text)
        case (.utf8, .portion) where value.escape != .none:
            let start = draft.text.count
            value.escape.appendDecoded(bytes, value.range, to: &draft.text)
            append(startOfText &+ start, draft.text.count - start, .utf8, as: field)
        case (let encoding, .portion): append(value.range.lowerBound, value.range.count, encoding, as: field)
        case (let encoding, .text):
            append(startOfText &+ value.range.lowerBound, value.range.count, encoding, as: field)
        case (let encoding, .embedded): append(draft.embedded[value.range], encoding, as: field, to: &draft.text)
        }
    }

    @inline(__always)
    private mutating func append(
        _ bytes: some Collection<UInt8>, _ encoding: ValueEncoding, as field: FieldID, to text: inout [UInt8]
    ) {
        append(startOfText &+ text.count, bytes.count, encoding, as: field)
        text.append(contentsOf: bytes)
    }

    @inline(__always)
    private mutating func append(_ offset: Int, _ length: Int, _ encoding: ValueEncoding, as field: FieldID) {
        slots.append(
            .init(
                field: field, offset: UInt32(truncatingIfNeeded: offset), length: UInt32(truncatingIfNeeded: length),
                encoding: encoding))
    }

    private func number(_ draft: RecordDraft, _ bytes: Span<UInt8>) -> UInt64 {
        // A UInt64 has at most 20 digits.
        text(of: .number, atMost: 20, draft, bytes).flatMap { UInt64($0) } ?? 0
    }

    private func derivedLog(_ draft: RecordDraft, _ bytes: Span<UInt8>) -> (field: String, name: String)? {
        if draft.auditEvent != nil { return ("Channel", "auditd") }
        guard best[CommonFieldTable.Meaning.channel.rawValue].value < 0 else { return nil }
        // Windows allows names of 255 characters.
        let channel =
            text(of: .provider, atMost: 255, draft, bytes).flatMap(WindowsChannels.channel(ofProvider:))
            ?? text(of: .source, atMost: 255, draft, bytes).flatMap(WindowsChannels.channel(inSource:))
        return channel.map { ("Channel", $0) } ?? log ?? hints.log
    }

    /// The value found for a meaning, unless it is longer than `limit` bytes.
    private func text(
        of meaning: CommonFieldTable.Meaning, atMost limit: Int, _ draft: RecordDraft, _ bytes: Span<UInt8>
    ) -> String? {
        let index = best[meaning.rawValue].value
        guard index >= 0, draft.values[index].range.count <= limit else { return nil }
        let value = draft.values[index]
        return draft.withBytes(of: value, in: bytes) { value.escape.string($0, value.range) }
    }
}

extension RecordBatch.Slot {
    /// The same value under another name.
    fileprivate func called(_ field: FieldID) -> RecordBatch.Slot {
        RecordBatch.Slot(field: field, offset: offset, length: length, encoding: encoding)
    }
}
