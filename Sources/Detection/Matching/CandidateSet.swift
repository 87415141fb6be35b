/// The variants that records of one source can match, with their keys by field.
final class CandidateSet: Sendable {
    /// In the order of the rules.
    let variants: [UInt32]
    /// The places in `variants` of those that have no key, as bits.
    let always: [UInt64]
    /// They live as long as this does: counting who holds them costs more than most look-ups.
    let fields: [Unmanaged<FieldKeys>]
    private let held: [FieldKeys]

    /// All variants are looked at for each record, whatever their keys.
    init(plain variants: [UInt32]) {
        self.variants = variants
        fields = []
        held = []
        always = Self.bits(variants.indices, of: variants.count)
    }

    /// - Parameter keys: Of all variants of the program.
    init(_ variants: [UInt32], keys: [VariantKey?]) {
        self.variants = variants
        var byField: [UInt32: [VariantKey.Part: FieldKeys.Wish]] = [:]
        var keyless: [Int] = []
        for (place, variant) in variants.enumerated() {
            guard let key = keys[Int(variant)] else {
                keyless.append(place)
                continue
            }
            for (part, test) in zip(key.parts, key.tests) {
                byField[part.field, default: [:]][part, default: .init()].add(UInt32(place), proves: test)
            }
        }
        always = Self.bits(keyless, of: variants.count)
        held = byField.sorted { $0.key < $1.key }.map { FieldKeys(field: Int($0.key), $0.value) }
        fields = held.map { Unmanaged.passUnretained($0) }
    }

    private static func bits(_ places: some Sequence<Int>, of count: Int) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: (count + 63) / 64)
        for place in places { bits[place / 64] |= 1 << UInt64(place % 64) }
        return bits
    }
}
