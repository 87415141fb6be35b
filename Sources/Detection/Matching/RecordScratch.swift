import Vocabulary

/// What a matcher has worked out of the record at hand: values by rule field, their texts, the answers given so far.
///
/// Memory is taken once and used again for each record.
struct RecordScratch: ~Copyable {
    /// One value of a rule field.
    struct Value {
        /// Place in the batch's slots; -1 for a derived value.
        var slot: Int32
        /// The next value of the same field, or -1.
        var next: Int32 = -1
        /// The value is stored as "none".
        var isNull: Bool
        /// The value is empty text of a format that has no other way to say "none", such as an event log.
        var isBlank: Bool
        /// Ranges of `arena`, worked out when asked for; start -1 until then.
        var folded: (start: Int, count: Int) = (-1, 0)
        var plain: (start: Int, count: Int) = (-1, 0)
        /// First byte of the signature's bits, and their number less one. The table of bytes stands before them.
        var signature: (start: Int, mask: UInt32) = (-1, 0)
        /// Literals that were looked for anywhere in the text.
        var literalCount: Int32 = 0
    }

    private(set) var values: [Value] = []
    /// First and last value of each rule field, good where the stamp is that of the record.
    private var heads: [(stamp: UInt32, first: Int32, last: Int32)]
    /// A slot inside of each rule field that is an object, good where the stamp is that of the record.
    private var insides: [(stamp: UInt32, slot: Int32)]
    /// The answer of each test in the lowest bit, the stamp of its record above.
    var answers: [UInt32]
    /// Grows by one for each record, so that nothing has to be cleared.
    private(set) var stamp: UInt32 = 0
    private var everyFieldIsReady = false
    /// The value that is the text of all values, or -1.
    private var wholeText = -1
    private(set) var slotRange = 0..<0
    /// For each slot of the record, a value that stands there, or -1.
    private var slotValues: [Int32] = []
    private var arena = ByteArena()
    private var signatures = ByteArena()
    /// For encodings that need more than a change of case.
    private var spare: [UInt8] = []

    init(fieldCount: Int, testCount: Int) {
        heads = Array(repeating: (0, -1, -1), count: fieldCount)
        insides = Array(repeating: (0, -1), count: fieldCount)
        answers = Array(repeating: 0, count: testCount)
    }

    mutating func begin(slots: Range<Int>) {
        // Stamps are shifted by one bit in `answers`.
        if stamp == UInt32.max >> 1 {
            stamp = 0
            for index in heads.indices { heads[index].stamp = 0 }
            for index in insides.indices { insides[index].stamp = 0 }
            for index in answers.indices { answers[index] = 0 }
        }
        stamp += 1
        values.removeAll(keepingCapacity: true)
        arena.clear()
        signatures.clear()
        everyFieldIsReady = false
        wholeText = -1
        slotRange = slots
        slotValues.removeAll(keepingCapacity: true)
        slotValues.append(contentsOf: repeatElement(-1, count: slots.count))
    }

    mutating func add(slot: Int, to field: Int, in batch: RecordBatch) {
        slotValues[slot - slotRange.lowerBound] = Int32(values.count)
        append(Self.value(inSlot: slot, of: batch), to: field)
    }

    /// A value that stands in a slot of the record, whether or not a rule field has it.
    mutating func value(inSlot slot: Int, of batch: RecordBatch) -> Int {
        let place = slot - slotRange.lowerBound
        if slotValues[place] < 0 {
            slotValues[place] = Int32(values.count)
            values.append(Self.value(inSlot: slot, of: batch))
        }
        return Int(slotValues[place])
    }

    private static func value(inSlot slot: Int, of batch: RecordBatch) -> Value {
        let stored = batch.slots[slot]
        let (isNull, isBlank) =
            switch stored.encoding {
            case .null: (true, false)
            case .utf16, .windows1252: (false, stored.length == 0)
            default: (false, false)
            }
        return Value(slot: Int32(slot), isNull: isNull, isBlank: isBlank)
    }

    /// Adds a value that stands in no single slot.
    mutating func add(text: String, to field: Int) {
        var value = Value(slot: -1, isNull: false, isBlank: false)
        value.plain = store(text.utf8)
        value.folded = store(CaseFolding.bytes(text))
        append(value, to: field)
    }

    private mutating func append(_ value: Value, to field: Int) {
        let number = Int32(values.count)
        values.append(value)
        if heads[field].stamp == stamp {
            values[Int(heads[field].last)].next = number
            heads[field].last = number
        } else {
            heads[field] = (stamp, number, number)
        }
    }

    func has(_ field: Int) -> Bool { heads[field].stamp == stamp }

    /// Notes that a rule field is an object, in which a slot stands.
    mutating func note(slot: Int, inside field: Int) {
        if insides[field].stamp != stamp { insides[field] = (stamp, Int32(slot)) }
    }

    /// A slot inside of a rule field that is an object, or -1.
    func slot(inside field: Int) -> Int { insides[field].stamp == stamp ? Int(insides[field].slot) : -1 }

    /// The first value of a rule field, or -1; the others follow by ``Value/next``.
    mutating func firstValue(of field: Int, in batch: RecordBatch) -> Int {
        if field == FieldQuestion.everyFieldNumber, !everyFieldIsReady {
            everyFieldIsReady = true
            for slot in slotRange { add(slot: slot, to: field, in: batch) }
        }
        return heads[field].stamp == stamp ? Int(heads[field].first) : -1
    }

    /// The text of a value, case-folded, in UTF-8. Good until the next value is read.
    mutating func folded(_ number: Int, in batch: RecordBatch) -> UnsafeBufferPointer<UInt8> {
        if values[number].folded.start < 0 {
            values[number].folded = fold(batch.slots[Int(values[number].slot)], batch)
        }
        return arena[values[number].folded.start, values[number].folded.count]
    }

    /// A value whose folded text is that of all values, one after the other.
    ///
    /// Between them stands a byte that no text has, so that what is found in it is found in one of them.
    mutating func wholeText(in batch: RecordBatch) -> Int {
        if wholeText >= 0 { return wholeText }
        let first = firstValue(of: FieldQuestion.everyFieldNumber, in: batch)
        var size = 0
        var next = first
        while next >= 0 {
            size += folded(next, in: batch).count + 1
            next = Int(values[next].next)
        }
        let start = arena.reserve(size)
        var place = start
        next = first
        while next >= 0 {
            let text = folded(next, in: batch)
            if let base = text.baseAddress { arena.mutablePointer(place).update(from: base, count: text.count) }
            arena.mutablePointer(place)[text.count] = 0xFF
            place += text.count + 1
            next = Int(values[next].next)
        }
        var whole = Value(slot: -1, isNull: false, isBlank: false)
        whole.folded = (start, size)
        values.append(whole)
        wholeText = values.count - 1
        return wholeText
    }

    /// The text of a value as it is, in valid UTF-8. Good until the next value is read.
    mutating func plain(_ number: Int, in batch: RecordBatch) -> UnsafeBufferPointer<UInt8> {
        if values[number].plain.start < 0 {
            decode(batch.slots[Int(values[number].slot)], batch)
            values[number].plain = store(spare)
        }
        return arena[values[number].plain.start, values[number].plain.count]
    }

    /// Whether a signature saves work: it costs about as much as looking for eight literals.
    mutating func isWorthSigning(_ number: Int, for literalCount: Int) -> Bool {
        if values[number].literalCount >= 8 { return true }
        values[number].literalCount += Int32(min(8, literalCount))
        return values[number].literalCount >= 8
    }

    /// The signature of a value's folded text. Good until the next value is read.
    mutating func signature(_ number: Int, of text: UnsafeBufferPointer<UInt8>) -> TextSignature {
        if values[number].signature.start < 0 { sign(number, text) }
        let signature = values[number].signature
        return TextSignature(
            bits: signatures.pointer(signature.start), mask: signature.mask,
            present: signatures.pointer(signature.start - 256))
    }

    private mutating func sign(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) {
        let bitCount = TextSignature.bitCount(forLength: text.count)
        let start = signatures.reserve(256 + bitCount / 8, zeroed: true) + 256
        let mask = UInt32(bitCount - 1)
        let bits = signatures.mutablePointer(start)
        let present = signatures.mutablePointer(start - 256)
        for byte in text { present[Int(byte)] = 1 }
        if text.count > 2 {
            for place in 0..<text.count - 2 {
                let bit = TextSignature.hash(text[place], text[place + 1], text[place + 2]) & mask
                bits[Int(bit >> 3)] |= 1 << UInt8(bit & 7)
            }
        }
        values[number].signature = (start, mask)
    }

    private mutating func fold(_ slot: RecordBatch.Slot, _ batch: RecordBatch) -> (Int, Int) {
        let length = Int(slot.length)
        let start = Int(slot.offset)
        let (isNarrow, isWide) =
            switch slot.encoding {
            case .utf8, .numberText: (true, false)
            case .utf16: (false, true)
            default: (false, false)
            }
        if isNarrow || isWide {
            let count = isNarrow ? length : length / 2
            let place = arena.reserve(count)
            let out = arena.mutablePointer(place)
            // Nearly all text of logs is ASCII; whether this is, is known when it has been copied.
            let isASCII = batch.bytes.withUnsafeBufferPointer { bytes in
                var seen: UInt8 = 0
                if isNarrow {
                    for index in 0..<count {
                        let byte = bytes[start + index]
                        seen |= byte
                        out[index] = CaseFolding.ascii(byte)
                    }
                } else {
                    for index in 0..<count {
                        let low = bytes[start + 2 * index]
                        seen |= low | (bytes[start + 2 * index + 1] == 0 ? 0 : 0x80)
                        out[index] = CaseFolding.ascii(low)
                    }
                }
                return seen < 0x80
            }
            if isASCII { return (place, count) }
            arena.giveBack(count)
        }
        decode(slot, batch)
        if spare.allSatisfy({ $0 < 0x80 }) {
            for index in spare.indices { spare[index] = CaseFolding.ascii(spare[index]) }
            return store(spare)
        }
        return store(CaseFolding.bytes(String(decoding: spare, as: UTF8.self)))
    }

    private mutating func decode(_ slot: RecordBatch.Slot, _ batch: RecordBatch) {
        spare.removeAll(keepingCapacity: true)
        let start = Int(slot.offset)
        batch.bytes.withUnsafeBufferPointer { all in
            let bytes = UnsafeBufferPointer(rebasing: all[start..<start + Int(slot.length)])
            ValueText.append(bytes, slot.encoding, to: &spare)
        }
    }

    private mutating func store(_ bytes: some Collection<UInt8>) -> (Int, Int) {
        let count = bytes.count
        let start = arena.reserve(count)
        let out = arena.mutablePointer(start)
        for (index, byte) in bytes.enumerated() { out[index] = byte }
        return (start, count)
    }
}
