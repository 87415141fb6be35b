/// Finds the common fields of records: which field of a catalogue feeds which is worked out once for the catalogue.
///
///     let common = CommonFields(batch.catalogue)
///     for record in batch.records { index(common.value(.account, of: record)) }
///
/// - Complexity: Making it is linear in the names of the catalogue; asking, in the values of a record.
package struct CommonFields: Sendable {
    /// What a field of the catalogue feeds; the lowest rank of a record wins.
    private struct Feed {
        let field: CommonField
        let rank: UInt8
    }

    /// By the number of the field.
    private var feeds: [Feed?]

    package init(_ catalogue: FieldCatalogue) {
        feeds = catalogue.fields.map { name in
            Self.feed(of: name.name) { !catalogue.ids(named: $0).isEmpty }
        }
    }

    /// The common field that a field of the catalogue feeds; nil for most.
    package subscript(id: FieldID) -> CommonField? {
        feeds.indices.contains(Int(id.index)) ? feeds[Int(id.index)]?.field : nil
    }

    /// The value of a common field: of several that a record has, the one whose name stands first in the table.
    ///
    /// Values that say nothing (none, an empty text, the `-` of Windows and of web servers, EvtxECmd's `-\-`) are passed over.
    package func value(_ field: CommonField, of record: LogRecord) -> FieldValue? {
        var best: (rank: UInt8, slot: RecordBatch.Slot)?
        each(of: record) { feed, slot in
            if feed.field == field, feed.rank < best?.rank ?? .max { best = (feed.rank, slot) }
        }
        return best.map { FieldValue(batch: record.batch, slot: $0.slot) }
    }

    /// Hands on each value that feeds a common field and says something, in the order of the record: several of one
    /// kind, too, such as a digest in each of three algorithms.
    package func forEach(of record: LogRecord, _ body: (CommonField, FieldValue) -> Void) {
        each(of: record) { feed, slot in body(feed.field, FieldValue(batch: record.batch, slot: slot)) }
    }

    private func each(of record: LogRecord, _ body: (Feed, RecordBatch.Slot) -> Void) {
        let row = record.batch.rows[record.index]
        for place in Int(row.firstSlot)..<Int(row.firstSlot) + Int(row.slotCount) {
            let slot = record.batch.slots[place]
            guard Int(slot.field.index) < feeds.count, let feed = feeds[Int(slot.field.index)],
                saysSomething(slot, in: record.batch)
            else { continue }
            body(feed, slot)
        }
    }

    private func saysSomething(_ slot: RecordBatch.Slot, in batch: RecordBatch) -> Bool {
        guard slot.encoding != .null, slot.length > 0 else { return false }
        let first = batch.bytes[Int(slot.offset)]
        switch slot.encoding {
        // EvtxECmd writes an account without a domain and a name as `-\-`.
        case .utf8:
            guard first == UInt8(ascii: "-") else { return true }
            let start = Int(slot.offset)
            let isNobody =
                slot.length == 3 && batch.bytes[start + 1] == UInt8(ascii: "\\")
                && batch.bytes[start + 2] == UInt8(ascii: "-")
            return slot.length > 1 && !isNobody
        case .utf16: return slot.length > 2 || first != UInt8(ascii: "-")
        default: return true
        }
    }

    /// The names of all native fields that feed a common one, the most telling first, and the field beside which alone a
    /// name does.
    package static func names(feeding field: CommonField) -> [(name: String, companion: String?)] {
        CommonFieldNames.table.first { $0.field == field }?.names.map { ($0.name, $0.companion) } ?? []
    }

    /// What a native field feeds, by its name alone, and its rank among those that feed the same: the lowest counts most.
    /// Nil for most names.
    ///
    /// - Parameter isBeside: Whether the record has a field of another name, too, which a few names need.
    package static func meaning(
        of name: String, where isBeside: (String) -> Bool
    ) -> (field: CommonField, rank: UInt8)? {
        feed(of: name, where: isBeside).map { ($0.field, $0.rank) }
    }

    /// A name can feed different fields beside different companions: the first whose companion is there.
    private static func feed(of name: String, where isBeside: (String) -> Bool) -> Feed? {
        byName[name]?.first { $0.companion.map(isBeside) ?? true }?.feed
    }

    private static let byName: [String: [(feed: Feed, companion: String?)]] = {
        var feeds: [String: [(feed: Feed, companion: String?)]] = [:]
        for (field, names) in CommonFieldNames.table {
            for (rank, name) in names.enumerated() {
                feeds[name.name, default: []].append(
                    (Feed(field: field, rank: UInt8(clamping: rank)), name.companion))
            }
        }
        return feeds
    }()
}
