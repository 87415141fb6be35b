import Vocabulary

/// Numbers that look random and are the same in every run (SplitMix64), so that a failure can be seen again.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

extension RecordBatch {
    /// A batch of one record of one value.
    static func holding(_ encoding: ValueEncoding, _ bytes: [UInt8]) -> RecordBatch {
        var builder = RecordBatchBuilder()
        builder.beginRecord(position: 0, number: 0)
        builder.append(builder.intern(FieldName("Value", path: [.element("Value")])), encoding, bytes)
        builder.endRecord()
        return builder.finish()
    }
}

extension FieldValue {
    /// A value as a parser would have left it.
    static func sample(_ encoding: ValueEncoding, _ bytes: [UInt8]) -> FieldValue {
        RecordBatch.holding(encoding, bytes).field(inSlot: 0).value
    }

    static func sample(_ encoding: ValueEncoding, _ text: String) -> FieldValue { sample(encoding, Array(text.utf8)) }
}
