package import Vocabulary

/// Reads what `journalctl -o export` writes: see ``JournalEntries``.
///
/// Fields keep their names, binary ones as the text they are meant to be. `MESSAGE` is read further as that of syslog is.
package struct JournalExportParser: EvidenceParser {
    private var assumptions = TimeAssumptions()

    package init() {}

    package var format: EvidenceFormat { .journalExport }

    /// Whether the head begins with an entry, or with the rest of one.
    package func recognises(_ head: [UInt8]) -> Bool {
        let bytes = head.span
        var entries = JournalEntries(place: 0)
        var hasCursor = false
        var hasTime = false
        while entries.place < bytes.count, case .field(let field) = entries.next(bytes) {
            if bytes.equals(field.name, "__CURSOR") { hasCursor = true }
            if bytes.equals(field.name, "__REALTIME_TIMESTAMP") { hasTime = true }
            if hasCursor, hasTime { return true }
        }
        return false
    }

    package func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        var parser = self
        parser.assumptions = assumptions
        return parser
    }

    /// Whole entries, about ``LineLimits/portionLength`` bytes of them. An entry past ``LineLimits/entryLength`` is cut.
    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let bytes = window.span
        if isLast, bytes.count <= LineLimits.portionLength { return bytes.count }
        var entries = JournalEntries(place: 0)
        while entries.place < bytes.count {
            switch entries.next(bytes) {
            case .entryEnd where entries.place >= LineLimits.portionLength: return entries.place
            case .cut: return isLast || bytes.count > LineLimits.entryLength ? bytes.count : 0
            case .entryEnd, .field, .damage: break
            }
        }
        return isLast ? bytes.count : 0
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        var records = LineRecords(portion, assuming: assumptions)
        var reader = JournalReader(&records)
        let bytes = portion.bytes.span
        var entries = JournalEntries(place: 0)
        while entries.place < bytes.count {
            let start = entries.place
            switch entries.next(bytes) {
            case .field(let field): reader.add(bytes, field, at: start, into: &records)
            case .entryEnd: reader.end(bytes, into: &records)
            case .damage(let line):
                reader.addDamaged(line, into: &records)
                records.issue(.damagedRecord, at: start, "a line of an entry is no field")
            case .cut:
                reader.addDamaged(start..<bytes.count, into: &records)
                records.issue(.truncated, at: start, "the file ends inside of a field")
                entries.place = bytes.count
            }
            records.tally.read(entries.place - start)
        }
        reader.end(bytes, into: &records)
        return records.finish()
    }
}
