import Vocabulary

/// Looks for indicators in records. Made for one task: it keeps buffers.
struct IndicatorSweep {
    private let set: IndicatorSet
    private var fields = FieldRoles()
    private var text = SweptText()
    private var quiet = QuietValues()
    /// Of the record at hand.
    private var hits: [IndicatorHit] = []
    private var seen: Set<Int> = []

    init(_ set: IndicatorSet) { self.set = set }

    /// To be called for each batch before its records.
    mutating func begin(_ batch: RecordBatch) {
        fields.see(batch.catalogue)
        quiet.begin()
    }

    /// Finds the indicators in a record, each once, in the order of the values.
    mutating func hits(in row: RecordBatch.Row, of batch: RecordBatch) -> [IndicatorHit] {
        hits(inSlots: Int(row.firstSlot)..<Int(row.firstSlot) + Int(row.slotCount), of: batch)
    }

    /// Finds the indicators in some values of a record, each once.
    mutating func hits(inSlots places: Range<Int>, of batch: RecordBatch) -> [IndicatorHit] {
        if !hits.isEmpty {
            hits.removeAll()
            seen.removeAll()
        }
        batch.bytes.withUnsafeBufferPointer { all in
            guard let all = all.baseAddress else { return }
            batch.slots.withUnsafeBufferPointer { slots in
                for place in places {
                    look(at: slots[place], place, all, batch)
                }
            }
        }
        return hits
    }

    @inline(__always)
    private mutating func look(
        at slot: RecordBatch.Slot, _ place: Int, _ all: UnsafePointer<UInt8>, _ batch: RecordBatch
    ) {
        switch slot.encoding {
        case .utf16:
            guard slot.length >= 8 else { return }
            // No indicator has fewer letters than four; short texts are not worth remembering.
            lookAtText(slot, place, all, batch)
        case .utf8, .windows1252:
            guard slot.length >= 4 else { return }
            lookAtText(slot, place, all, batch)
        case .sid where set.hasSecurityIdentifiers: lookAtText(slot, place, all, batch)
        case .binary: lookAtBytes(slot, place, all)
        default: return
        }
    }

    private mutating func lookAtText(
        _ slot: RecordBatch.Slot, _ place: Int, _ all: UnsafePointer<UInt8>, _ batch: RecordBatch
    ) {
        let role = fields[slot.field]
        let known = slot.length >= 8 ? quiet.place(of: slot, all + Int(slot.offset)) : -1
        if known >= 0, quiet.has(slot, role: role.rawValue, at: known, in: all) { return }
        text.read(slot, all)
        var found: [TokenScan.Found] = []
        let set = set
        text.withText { text in
            withUnsafeMutablePointer(to: &found) { found in
                guard var scan = TokenScan(set, text, found) else { return }
                scan.scan()
                let names = role.intersection(set.roles.union(.file))
                if !names.isEmpty { scan.whole(names) }
            }
        }
        guard !found.isEmpty else {
            if known >= 0 { quiet.insert(slot, role: role.rawValue, at: known) }
            return
        }
        for (number, range) in found where !seen.contains(number) {
            guard !set.kind(number).isCaseSensitive || isExact(number, range, place, batch) else { continue }
            seen.insert(number)
            hits.append(IndicatorHit(indicator: number, slot: place, range: range))
        }
    }

    /// Compares with the text as it is.
    private func isExact(_ number: Int, _ range: Range<Int>, _ slot: Int, _ batch: RecordBatch) -> Bool {
        let plain = batch.field(inSlot: slot).value.text
        let range = SweptText.plainRange(of: range, in: plain)
        return set.withStored(number) { $0.elementsEqual(Array(plain.utf8)[range]) }
    }

    /// A digest can be kept as it is.
    private mutating func lookAtBytes(_ slot: RecordBatch.Slot, _ place: Int, _ all: UnsafePointer<UInt8>) {
        let length = Int(slot.length)
        guard length == 16 || length == 20 || length == 32 || length == 64 else { return }
        let bytes = UnsafeBufferPointer(start: all + Int(slot.offset), count: length)
        var found: [TokenScan.Found] = []
        withUnsafeMutablePointer(to: &found) { TokenScan(set, bytes, $0)?.digest(Array(bytes), 0..<2 * length) }
        for (number, _) in found where seen.insert(number).inserted {
            hits.append(IndicatorHit(indicator: number, slot: place, range: 0..<2 * length))
        }
    }
}
