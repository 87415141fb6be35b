import Vocabulary

/// Finds those values in a record in one pass over its fields.
struct RecordFields {
    /// Longer values are passed over: names, paths and addresses are shorter, and an attacker chooses the length.
    static let longestText = 4_096

    private let batch: RecordBatch
    /// Place in ``slots`` for each field number of the catalogue, negative for fields of no interest.
    private var placeOfField: [Int8]
    /// Where in the batch the value of each ``Field`` is, negative where the record lacks it.
    private var slots: [Int]

    init(_ batch: RecordBatch) {
        self.batch = batch
        placeOfField = Array(repeating: -1, count: batch.catalogue.count)
        slots = Array(repeating: -1, count: Field.allCases.count)
        for field in Field.allCases {
            for id in batch.catalogue.ids(named: field.name) { placeOfField[Int(id.index)] = Int8(field.rawValue) }
        }
    }

    /// Turns to another record. Where a name stands twice, the first value counts.
    mutating func load(_ row: RecordBatch.Row) {
        for place in slots.indices { slots[place] = -1 }
        for slot in Int(row.firstSlot)..<Int(row.firstSlot) + Int(row.slotCount) {
            let place = Int(placeOfField[Int(batch.slots[slot].field.index)])
            if place >= 0, slots[place] < 0 { slots[place] = slot }
        }
    }

    /// The value as text; empty where the record lacks it or writes `-` for nothing.
    subscript(field: Field) -> String {
        guard let value = value(field), value.byteCount <= Self.longestText else { return "" }
        let text = value.text
        return text == "-" ? "" : text
    }

    /// The value as a number; 0 where there is none.
    func number(_ field: Field) -> Int64 { value(field)?.integer ?? 0 }

    func isTrue(_ field: Field) -> Bool {
        guard let value = value(field) else { return false }
        return value.bool ?? (value.byteCount <= 10 && value.text.lowercased() == "true")
    }

    func account(_ domain: Field, _ user: Field) -> AccountName? {
        AccountName(domain: self[domain], user: self[user])
    }

    /// Whether a value contains a word of small letters of ASCII, in whatever case.
    func contains(_ word: StaticString, in field: Field) -> Bool {
        guard let value = value(field), value.byteCount <= Self.longestText else { return false }
        return value.bytes.withUnsafeBufferPointer { bytes in
            let step = value.encoding == .utf16 ? 2 : 1
            let length = word.utf8CodeUnitCount * step
            guard bytes.count >= length else { return false }
            return stride(from: 0, through: bytes.count - length, by: step).contains { start in
                (0..<word.utf8CodeUnitCount).allSatisfy { place in
                    let byte = bytes[start + place * step]
                    return byte | 0x20 == word.utf8Start[place] && (step == 1 || bytes[start + place * step + 1] == 0)
                }
            }
        }
    }

    /// The value as it is in the record; nil where the subscript gives no text of it.
    func key(_ field: Field) -> ByteKey? {
        guard let value = value(field), value.byteCount <= Self.longestText else { return nil }
        return ByteKey(encoding: value.encoding, bytes: value.bytes)
    }

    private func value(_ field: Field) -> FieldValue? {
        let slot = slots[field.rawValue]
        return slot < 0 ? nil : batch.field(inSlot: slot).value
    }
}
