import Vocabulary

/// Copies the values of a sound record into a batch, and finds out when, where and what the record is.
struct RecordAssembly {
    /// The best value for one meaning so far.
    private struct Best {
        var rank = Int.max
        var value = -1
        var alias: String?
        var companion: CommonFieldTable.Meaning?
    }

    var builder = RecordBatchBuilder()
    /// The log that the file says its records are of, and the name of the field for it.
    var log: (field: String, name: String)?
    private let assumptions: TimeAssumptions
    private var best = Array(repeating: Best(), count: CommonFieldTable.Meaning.allCases.count)
    private var times = RecordTimeChoice()
    private var hints: ProductHint = []
    private var decoded: [UInt8] = []
    private var secondNames: [(name: String, field: FieldID)] = []

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
        findCommonFields(draft)
        let values = draft.values
        let embedded = draft.embedded
        let time =
            stated
            ?? times.result(assuming: assumptions) { candidate in
                let value = values[candidate.field]
                // No time is written with more bytes; a long text is not worth looking at.
                guard value.range.count <= 64 else { return nil }
                let bytes = value.isEmbedded ? embedded.span : bytes
                return candidate.reading.read(bytes, value.range, value.escape)
            }
        builder.beginRecord(position: offset, number: number(draft, bytes))
        if let time { builder.setTime(time.moment, zone: time.zone) }
        let host = best[CommonFieldTable.Meaning.host.rawValue].value
        let channel = best[CommonFieldTable.Meaning.channel.rawValue].value
        let provider = best[CommonFieldTable.Meaning.provider.rawValue].value
        let eventCode = best[CommonFieldTable.Meaning.eventCode.rawValue].value
        // Marks count in the batch, where second names stand between the values.
        for (index, value) in values.enumerated() {
            let field = draft.tree.field(at: value.place, in: &builder)
            let bytes = value.isEmbedded ? embedded.span : bytes
            Self.append(value, as: field, bytes, to: &builder, decoding: &decoded)
            if index == host { builder.mark(.host) }
            if index == channel { builder.mark(.channel) }
            if index == provider { builder.mark(.provider) }
            if index == eventCode { builder.mark(.eventCode) }
            if index == time?.field { builder.mark(.originalTime) }
            let alias = draft.tree.nodes[Int(value.place)].alias
            if alias >= 0 {
                let field = draft.tree.field(at: alias, in: &builder)
                Self.append(value, as: field, bytes, to: &builder, decoding: &decoded)
            }
        }
        for best in best {
            guard let alias = best.alias else { continue }
            let field = field(called: alias)
            let bytes = values[best.value].isEmbedded ? embedded.span : bytes
            Self.append(values[best.value], as: field, bytes, to: &builder, decoding: &decoded)
        }
        if channel < 0, let derived = derivedLog(draft, bytes) {
            builder.append(field(called: derived.field), .utf8, derived.name.utf8)
            builder.mark(.channel)
        }
        builder.endRecord()
        var issues: [ParseIssue] = []
        if time == nil, !times.candidates.isEmpty {
            issues.append(ParseIssue(.badTime, offset: offset, "no time field of the record can be read"))
        }
        if draft.dropped > 0 {
            issues.append(
                ParseIssue(.limit, offset: offset, "\(draft.dropped) values of the record are past a limit on fields"))
        }
        return issues
    }

    /// The field of a second name. There are a few of them, and every record asks.
    private mutating func field(called name: String) -> FieldID {
        for known in secondNames where known.name == name { return known.field }
        let field = builder.intern(FieldName(name, path: []))
        secondNames.append((name, field))
        return field
    }

    private static let truth: [UInt8] = [0, 1]

    @inline(__always)
    private static func append(
        _ value: RecordDraft.Value, as field: FieldID, _ bytes: Span<UInt8>, to builder: inout RecordBatchBuilder,
        decoding decoded: inout [UInt8]
    ) {
        switch value.encoding {
        case .null: builder.appendNull(field)
        case .bool:
            // `true`, or Zeek's `T`.
            let isTrue = bytes[value.range.lowerBound] | 0x20 == UInt8(ascii: "t")
            builder.append(field, .bool, from: truth.span, in: isTrue ? 1..<2 : 0..<1)
        case .utf8 where value.escape != .none:
            decoded.removeAll(keepingCapacity: true)
            value.escape.appendDecoded(bytes, value.range, to: &decoded)
            builder.append(field, .utf8, from: decoded.span, in: 0..<decoded.count)
        case _ where value.isEmbedded: builder.append(field, value.encoding, from: bytes, in: value.range)
        default: builder.append(field, value.encoding, at: value.range)
        }
    }

    /// Goes over the values whose names are in ``CommonFieldTable``.
    private mutating func findCommonFields(_ draft: RecordDraft) {
        for index in best.indices { best[index] = Best() }
        times.removeAll()
        hints = []
        for (index, value) in draft.values.enumerated() {
            let node = draft.tree.nodes[Int(value.place)]
            hints.formUnion(node.hint)
            guard node.rowCount > 0, !value.range.isEmpty,
                value.encoding == .utf8 || value.encoding == .numberText
            else { continue }
            for row in draft.tree.rows[Int(node.firstRow)..<Int(node.firstRow + node.rowCount)] {
                note(row, index)
            }
        }
        for (meaning, found) in best.enumerated() {
            if let companion = found.companion, best[companion.rawValue].value < 0 { best[meaning] = Best() }
        }
    }

    private mutating func note(_ row: CommonFieldTable.Row, _ index: Int) {
        switch row.meaning {
        case .host, .channel, .provider, .eventCode, .number, .source:
            guard row.rank < best[row.meaning.rawValue].rank else { return }
            best[row.meaning.rawValue] = Best(rank: row.rank, value: index, alias: row.alias, companion: row.companion)
        case .time, .takenIn: times.add(row, field: index)
        }
    }

    private func number(_ draft: RecordDraft, _ bytes: Span<UInt8>) -> UInt64 {
        // A UInt64 has at most 20 digits.
        text(of: .number, atMost: 20, draft, bytes).flatMap { UInt64($0) } ?? 0
    }

    private func derivedLog(_ draft: RecordDraft, _ bytes: Span<UInt8>) -> (field: String, name: String)? {
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
        let embedded = draft.embedded
        return value.escape.string(value.isEmbedded ? embedded.span : bytes, value.range)
    }
}
