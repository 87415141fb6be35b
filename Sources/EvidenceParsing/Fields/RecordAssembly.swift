import Vocabulary

/// Copies the values of a sound line into a batch, and finds out when, where and what the record is.
struct RecordAssembly {
    /// The best value for one meaning so far.
    private struct Best {
        var rank = Int.max
        var value = -1
        var alias: String?
    }

    var builder = RecordBatchBuilder()
    private var best = Array(repeating: Best(), count: CommonFieldTable.Meaning.allCases.count)
    private var times = RecordTimeChoice()
    private var decoded: [UInt8] = []

    /// Adds the line that `reader` has just read as a record.
    ///
    /// - Returns: What was wrong with it, beside its being kept: an unreadable time, values past a limit.
    mutating func add(_ reader: inout JSONLineReader, _ bytes: Span<UInt8>, at offset: UInt64) -> [ParseIssue] {
        findCommonFields(reader)
        let values = reader.values
        let embedded = reader.embedded
        let time = times.result { candidate in
            let value = values[candidate.field]
            // No time is written with more bytes; a long text is not worth looking at.
            guard value.range.count <= 64 else { return nil }
            let bytes = value.isEmbedded ? embedded.span : bytes
            return candidate.reading.read(JSONText.string(bytes, value.range, isEscaped: value.isEscaped))
        }
        builder.beginRecord(position: offset, number: number(reader, bytes))
        if let time { builder.setTime(time.moment, zone: time.zone) }
        let host = best[CommonFieldTable.Meaning.host.rawValue].value
        let channel = best[CommonFieldTable.Meaning.channel.rawValue].value
        let provider = best[CommonFieldTable.Meaning.provider.rawValue].value
        let eventCode = best[CommonFieldTable.Meaning.eventCode.rawValue].value
        // Marks count in the batch, where second names stand between the values.
        for (index, value) in values.enumerated() {
            let field = reader.tree.field(at: value.place, in: &builder)
            let bytes = value.isEmbedded ? embedded.span : bytes
            Self.append(value, as: field, bytes, to: &builder, decoding: &decoded)
            if index == host { builder.mark(.host) }
            if index == channel { builder.mark(.channel) }
            if index == provider { builder.mark(.provider) }
            if index == eventCode { builder.mark(.eventCode) }
            if index == time?.field { builder.mark(.originalTime) }
            let alias = reader.tree.nodes[Int(value.place)].alias
            if alias >= 0 {
                let field = reader.tree.field(at: alias, in: &builder)
                Self.append(value, as: field, bytes, to: &builder, decoding: &decoded)
            }
        }
        for best in best {
            guard let alias = best.alias else { continue }
            let field = builder.intern(FieldName(alias, path: []))
            let bytes = values[best.value].isEmbedded ? embedded.span : bytes
            Self.append(values[best.value], as: field, bytes, to: &builder, decoding: &decoded)
        }
        if channel < 0, let derived = derivedChannel(reader, bytes) {
            builder.append(builder.intern(FieldName("Channel", path: [])), .utf8, derived.utf8)
            builder.mark(.channel)
        }
        builder.endRecord()
        var issues: [ParseIssue] = []
        if time == nil, !times.candidates.isEmpty {
            issues.append(ParseIssue(.badTime, offset: offset, "no time field of the record can be read"))
        }
        if reader.dropped > 0 {
            issues.append(
                ParseIssue(.limit, offset: offset, "\(reader.dropped) values of the record are past a limit on fields"))
        }
        return issues
    }

    private static let truth: [UInt8] = [0, 1]

    @inline(__always)
    private static func append(
        _ value: JSONLineReader.Value, as field: FieldID, _ bytes: Span<UInt8>, to builder: inout RecordBatchBuilder,
        decoding decoded: inout [UInt8]
    ) {
        switch value.encoding {
        case .null: builder.appendNull(field)
        case .bool:
            let isTrue = bytes[value.range.lowerBound] == UInt8(ascii: "t")
            builder.append(field, .bool, from: truth.span, in: isTrue ? 1..<2 : 0..<1)
        case .utf8 where value.isEscaped:
            decoded.removeAll(keepingCapacity: true)
            JSONText.appendDecoded(bytes, value.range, to: &decoded)
            builder.append(field, .utf8, from: decoded.span, in: 0..<decoded.count)
        default: builder.append(field, value.encoding, from: bytes, in: value.range)
        }
    }

    /// Goes over the values whose names are in ``CommonFieldTable``.
    private mutating func findCommonFields(_ reader: JSONLineReader) {
        for index in best.indices { best[index] = Best() }
        times.removeAll()
        for (index, value) in reader.values.enumerated() {
            let node = reader.tree.nodes[Int(value.place)]
            guard node.rowCount > 0, !value.range.isEmpty,
                value.encoding == .utf8 || value.encoding == .numberText
            else { continue }
            for row in reader.tree.rows[Int(node.firstRow)..<Int(node.firstRow + node.rowCount)] {
                note(row, index)
            }
        }
    }

    private mutating func note(_ row: CommonFieldTable.Row, _ index: Int) {
        switch row.meaning {
        case .host, .channel, .provider, .eventCode, .number, .source:
            guard row.rank < best[row.meaning.rawValue].rank else { return }
            best[row.meaning.rawValue] = Best(rank: row.rank, value: index, alias: row.alias)
        case .time, .takenIn: times.add(row, field: index)
        }
    }

    private func number(_ reader: JSONLineReader, _ bytes: Span<UInt8>) -> UInt64 {
        // A UInt64 has at most 20 digits.
        text(of: .number, atMost: 20, reader, bytes).flatMap { UInt64($0) } ?? 0
    }

    private func derivedChannel(_ reader: JSONLineReader, _ bytes: Span<UInt8>) -> String? {
        // Windows allows names of 255 characters.
        text(of: .provider, atMost: 255, reader, bytes).flatMap(WindowsChannels.channel(ofProvider:))
            ?? text(of: .source, atMost: 255, reader, bytes).flatMap(WindowsChannels.channel(inSource:))
    }

    /// The value found for a meaning, unless it is longer than `limit` bytes.
    private func text(
        of meaning: CommonFieldTable.Meaning, atMost limit: Int, _ reader: JSONLineReader, _ bytes: Span<UInt8>
    ) -> String? {
        let index = best[meaning.rawValue].value
        guard index >= 0, reader.values[index].range.count <= limit else { return nil }
        let value = reader.values[index]
        let embedded = reader.embedded
        return JSONText.string(value.isEmbedded ? embedded.span : bytes, value.range, isEscaped: value.isEscaped)
    }
}
