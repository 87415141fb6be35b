/// The parts of keys that ask for one field, made ready to be looked for in its values.
final class FieldKeys: Sendable {
    let field: Int
    /// What is wanted where the record has the field, whatever its value.
    let whenPresent: Wish
    /// What follows from a part that was found.
    struct Wish: Sendable {
        /// The places of those that are worth a look.
        private(set) var places: [UInt32] = []
        /// Tests that are answered with that: nobody has to look for the same literal again.
        private(set) var tests: [UInt32] = []

        /// - Parameter place: No lower than the one before.
        mutating func add(_ place: UInt32, proves test: UInt32?) {
            if places.last != place { places.append(place) }
            if let test, tests.last != test { tests.append(test) }
        }
    }

    /// For each literal, what is wanted where a value has it.
    private let wanted: [Wish]
    /// The tables, which live as long as this does: counting who holds them costs more than most look-ups.
    private let tables: [KeyTable]
    private let whole: Unmanaged<KeyTable>?
    private let longStarts: Unmanaged<KeyTable>?
    private let shortStarts: Unmanaged<KeyTable>?
    private let longEnds: Unmanaged<KeyTable>?
    private let shortEnds: Unmanaged<KeyTable>?
    private let longParts: Unmanaged<KeyTable>?
    private let middleParts: Unmanaged<KeyTable>?
    private let shortParts: Unmanaged<KeyTable>?

    /// Characters in the shortest literal.
    let shortest: Int
    /// Some literal can stand in the text of a value that is stored as a number, a time, an identifier or bytes.
    let canBeNumbers: Bool

    /// Says of stored text that no literal stands in it; nil where that cannot be said.
    let rawFilter: RawTextFilter?

    var hasLiterals: Bool { !wanted.isEmpty }

    /// Bytes in a word of the tables for starts and ends.
    private static let long = 8
    private static let short = 4

    /// - Parameter keys: The parts, each with those that want it.
    init(field: Int, _ keys: [VariantKey.Part: Wish]) {
        self.field = field
        var literalsOfKind: [VariantKey.Part.Kind: [(bytes: [UInt8], number: Int)]] = [:]
        var wanted: [Wish] = []
        for (part, owners) in keys where part.kind != .present {
            literalsOfKind[part.kind, default: []].append((part.bytes, wanted.count))
            wanted.append(owners)
        }
        self.wanted = wanted
        whenPresent = keys[.init(kind: .present, field: UInt32(field))] ?? Wish()
        var held: [KeyTable] = []
        func hold(_ table: KeyTable?) -> Unmanaged<KeyTable>? {
            guard let table else { return nil }
            held.append(table)
            return Unmanaged.passUnretained(table)
        }
        func table(
            _ kind: VariantKey.Part.Kind, _ lengths: ClosedRange<Int>, _ word: ([UInt8]) -> (word: UInt64, offset: Int)
        ) -> Unmanaged<KeyTable>? {
            hold(
                KeyTable(
                    (literalsOfKind[kind] ?? []).filter { lengths.contains($0.bytes.count) }.map { literal in
                        let found = word(literal.bytes)
                        return (literal.bytes, found.word, found.offset, literal.number)
                    }))
        }
        whole = table(.equals, 0...(.max)) { (Self.word($0, 0, Self.long), 0) }
        longStarts = table(.startsWith, Self.long...(.max)) { (Self.word($0, 0, Self.long), 0) }
        shortStarts = table(.startsWith, 0...Self.long - 1) { (Self.word($0, 0, Self.short), 0) }
        longEnds = table(.endsWith, Self.long...(.max)) { bytes in
            (Self.word(bytes, bytes.count - Self.long, Self.long), bytes.count - Self.long)
        }
        shortEnds = table(.endsWith, 0...Self.long - 1) { bytes in
            (Self.word(bytes, bytes.count - Self.short, Self.short), bytes.count - Self.short)
        }
        let contained = literalsOfKind[.contains] ?? []
        // A text has few words at multiples of four; only long literals have as many words as that takes.
        longParts = hold(Self.table(contained.filter { $0.bytes.count >= 7 }, width: 4, stride: 4))
        middleParts = hold(Self.table(contained.filter { (4...6).contains($0.bytes.count) }, width: 3, stride: 2))
        shortParts = hold(Self.table(contained.filter { $0.bytes.count == 3 }, width: 3, stride: 1))
        self.tables = held
        // Only texts that stand anywhere are asked for in every field.
        rawFilter = contained.count == wanted.count ? RawTextFilter(contained.map(\.bytes)) : nil
        let literals = keys.keys.filter { $0.kind != .present }.map(\.bytes)
        // Bytes that go on with a character are not counted.
        shortest = literals.map { $0.count { $0 & 0xC0 != 0x80 } }.min() ?? 0
        canBeNumbers = literals.contains { $0.allSatisfy(Self.numberBytes.contains) }
    }

    /// A literal is found by those of its words that the fewest others have.
    private static func table(
        _ literals: [(bytes: [UInt8], number: Int)], width: Int, stride: Int
    ) -> KeyTable? {
        // Words that share a place count as one, which is good enough to choose by.
        var counts = [Int](repeating: 0, count: 1 << 12)
        func place(_ word: UInt64) -> Int { Int((word &* 0x9E37_79B9) >> 20 & 0xFFF) }
        for literal in literals {
            for start in 0...literal.bytes.count - width { counts[place(word(literal.bytes, start, width))] += 1 }
        }
        var found: [KeyTable.Literal] = []
        for literal in literals {
            let commonness = (0...literal.bytes.count - width).map { counts[place(word(literal.bytes, $0, width))] }
            var sum = commonness[..<stride].reduce(0, +)
            var best = (sum: sum, start: 0)
            for start in commonness.indices.dropFirst().dropLast(stride - 1) {
                sum += commonness[start + stride - 1] - commonness[start - 1]
                if sum < best.sum { best = (sum, start) }
            }
            for offset in best.start..<best.start + stride {
                found.append((literal.bytes, word(literal.bytes, offset, width), offset, literal.number))
            }
        }
        return KeyTable(found)
    }

    /// Bytes as a number, the first lowest; those that are missing are zero.
    private static func word(_ bytes: [UInt8], _ start: Int, _ width: Int) -> UInt64 {
        var word: UInt64 = 0
        for place in start..<min(bytes.count, start + width) {
            word |= UInt64(bytes[place]) << UInt64(8 * (place - start))
        }
        return word
    }

    /// What the texts of all encodings but those of text are made of, folded: see ``ValueText``.
    private static let numberBytes = Set("0123456789abcdef-+.:xtzrulsin()".utf8)

    /// Hands on what is wanted for the literals that a folded text has; more than once where it has several.
    func search(_ text: UnsafeBufferPointer<UInt8>, _ found: (Wish) -> Void) {
        let count = text.count
        let first = ByteSearch.firstEight(text)
        whole?._withUnsafeGuaranteedRef {
            $0.find(first, in: text, at: 0) { if Int($0.length) == count { found(wanted[Int($0.number)]) } }
        }
        if count >= Self.short {
            shortStarts?._withUnsafeGuaranteedRef {
                $0.find(first & 0xFFFF_FFFF, in: text, at: 0) { found(wanted[Int($0.number)]) }
            }
            shortEnds?._withUnsafeGuaranteedRef {
                $0.find(UInt64(ByteSearch.lastFour(text)), in: text, at: count - Self.short) {
                    if Int($0.offset) + Self.short == Int($0.length) { found(wanted[Int($0.number)]) }
                }
            }
        }
        if count >= Self.long {
            longStarts?._withUnsafeGuaranteedRef {
                $0.find(first, in: text, at: 0) { found(wanted[Int($0.number)]) }
            }
            longEnds?._withUnsafeGuaranteedRef {
                let last = ByteSearch.firstEight(UnsafeBufferPointer(rebasing: text[(count - Self.long)...]))
                $0.find(last, in: text, at: count - Self.long) { found(wanted[Int($0.number)]) }
            }
        }
        longParts?._withUnsafeGuaranteedRef {
            $0.findAll(in: text, width: 4, stride: 4) { found(wanted[Int($0.number)]) }
        }
        middleParts?._withUnsafeGuaranteedRef {
            $0.findAll(in: text, width: 3, stride: 2) { found(wanted[Int($0.number)]) }
        }
        shortParts?._withUnsafeGuaranteedRef {
            $0.findAll(in: text, width: 3, stride: 1) { found(wanted[Int($0.number)]) }
        }
    }
}
