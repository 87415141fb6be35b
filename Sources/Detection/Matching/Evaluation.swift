import Vocabulary

/// Answers the criteria of a program for one record after the other.
struct Evaluation: ~Copyable {
    let program: RuleProgram
    private var scratch: RecordScratch
    private var regexes: [CompiledRegex?]
    private var regexIsReady: [Bool]
    private let regexStack = RegexStack()
    /// The places of candidates that are worth a look, as bits.
    private var wanted: [UInt64] = []

    init(_ program: RuleProgram) {
        self.program = program
        scratch = RecordScratch(fieldCount: program.fields.count, testCount: program.tests.count)
        regexes = Array(repeating: nil, count: program.regexes.count)
        regexIsReady = Array(repeating: false, count: program.regexes.count)
    }

    /// Takes up a record: files its values under the rule fields.
    mutating func begin(_ row: RecordBatch.Row, _ batch: RecordBatch, _ fields: FieldNumbering) {
        let first = Int(row.firstSlot)
        let slots = first..<first + Int(row.slotCount)
        scratch.begin(slots: slots)
        for slot in slots {
            let field = fields.ruleField(batch.slots[slot].field)
            if field >= 0 { scratch.add(slot: slot, to: field, in: batch) }
        }
        if fields.hasHolders {
            for slot in slots {
                for field in fields.holders(of: batch.slots[slot].field) { scratch.note(slot: slot, inside: field) }
            }
        }
        addCommon(row.eventCode, fields.eventCode, first, batch)
        addCommon(row.channel, fields.channel, first, batch)
        addCommon(row.provider, fields.provider, first, batch)
        addCommon(row.host, fields.host, first, batch)
        for derived in fields.derived where derived.sources.allSatisfy({ scratch.has($0) }) {
            var sources: [String] = []
            for field in derived.sources { sources.append(text(of: field, batch)) }
            scratch.add(text: derived.rule.text(sources), to: derived.field)
        }
    }

    private mutating func addCommon(_ slot: Int32, _ field: Int?, _ first: Int, _ batch: RecordBatch) {
        guard let field, slot >= 0, !scratch.has(field) else { return }
        scratch.add(slot: first + Int(slot), to: field, in: batch)
    }

    private mutating func text(of field: Int, _ batch: RecordBatch) -> String {
        let value = scratch.firstValue(of: field, in: batch)
        return value < 0 ? "" : String(decoding: scratch.plain(value, in: batch), as: UTF8.self)
    }

    /// Whether the record has a rule field.
    func has(_ field: UInt32) -> Bool { scratch.has(Int(field)) }

    /// Hands on the candidates whose key the record taken up last has, in the order of the rules.
    mutating func withCandidates(
        of set: CandidateSet, _ batch: RecordBatch, _ body: (inout Evaluation, UInt32) -> Void
    ) {
        wanted.removeAll(keepingCapacity: true)
        wanted.append(contentsOf: set.always)
        for keys in set.fields { keys._withUnsafeGuaranteedRef { search($0, batch) } }
        for word in wanted.indices {
            while wanted[word] != 0 {
                let place = 64 * word + wanted[word].trailingZeroBitCount
                wanted[word] &= wanted[word] - 1
                body(&self, set.variants[place])
            }
        }
    }

    private mutating func search(_ keys: FieldKeys, _ batch: RecordBatch) {
        if keys.field == FieldQuestion.everyFieldNumber { return searchEverywhere(keys, batch) }
        var value = scratch.firstValue(of: keys.field, in: batch)
        guard value >= 0 || scratch.slot(inside: keys.field) >= 0 else { return }
        want(keys.whenPresent)
        while value >= 0, keys.hasLiterals {
            search(keys, in: value, batch)
            value = Int(scratch.values[value].next)
        }
    }

    private mutating func searchEverywhere(_ keys: FieldKeys, _ batch: RecordBatch) {
        for slot in scratch.slotRange where Self.mayHold(keys, batch.slots[slot], batch) {
            search(keys, in: scratch.value(inSlot: slot, of: batch), batch)
        }
    }

    private static func mayHold(_ keys: FieldKeys, _ stored: RecordBatch.Slot, _ batch: RecordBatch) -> Bool {
        let isWide: Bool
        switch stored.encoding {
        case .utf16: isWide = true
        case .utf8, .numberText: isWide = false
        case .windows1252: return Int(stored.length) >= keys.shortest
        default: return keys.canBeNumbers
        }
        // A character comes of a byte at least, or of two.
        guard Int(stored.length) >= keys.shortest * (isWide ? 2 : 1) else { return false }
        guard let filter = keys.rawFilter else { return true }
        let start = Int(stored.offset)
        return batch.bytes.withUnsafeBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(stored.length)])
            return isWide ? filter.mayStand(inWide: text) : filter.mayStand(inNarrow: text)
        }
    }

    @inline(__always)
    private mutating func search(_ keys: FieldKeys, in value: Int, _ batch: RecordBatch) {
        guard !scratch.values[value].isNull else { return }
        keys.search(scratch.folded(value, in: batch)) { want($0) }
    }

    @inline(__always)
    private mutating func want(_ wish: FieldKeys.Wish) {
        for place in wish.places { wanted[Int(place) / 64] |= 1 << UInt64(place % 64) }
        for test in wish.tests { scratch.answers[Int(test)] = scratch.stamp << 1 | 1 }
    }

    /// Whether the criterion that begins at a node holds for the record taken up last.
    mutating func holds(_ node: UInt32, _ batch: RecordBatch) -> Bool {
        let step = program.nodes[Int(node)]
        switch step.kind {
        case .test: return answer(step.argument, batch)
        case .not: return !holds(node + 1, batch)
        case .all:
            var part = node + 1
            while part < step.end {
                let next = program.nodes[Int(part)]
                if !(next.kind == .test ? answer(next.argument, batch) : holds(part, batch)) { return false }
                part = next.end
            }
            return true
        case .any:
            var part = node + 1
            while part < step.end {
                let next = program.nodes[Int(part)]
                if next.kind == .test ? answer(next.argument, batch) : holds(part, batch) { return true }
                part = next.end
            }
            return false
        case .atLeast:
            var missing = step.argument
            var part = node + 1
            while part < step.end, missing > 0 {
                if holds(part, batch) { missing -= 1 }
                part = program.nodes[Int(part)].end
            }
            return missing == 0
        }
    }

    @inline(__always)
    private mutating func answer(_ number: UInt32, _ batch: RecordBatch) -> Bool {
        let known = scratch.answers[Int(number)]
        if known >> 1 == scratch.stamp { return known & 1 == 1 }
        let answer = ask(number, batch)
        scratch.answers[Int(number)] = scratch.stamp << 1 | (answer ? 1 : 0)
        return answer
    }

    private mutating func ask(_ number: UInt32, _ batch: RecordBatch) -> Bool {
        let test = program.tests[Int(number)]
        if test.kind == .contains, !test.cased, Int(test.field) == FieldQuestion.everyFieldNumber {
            return fitsLiteral(scratch.wholeText(in: batch), test, batch)
        }
        var value = scratch.firstValue(of: Int(test.field), in: batch)
        if test.kind.asksForPresence {
            let isThere = value >= 0 || scratch.slot(inside: Int(test.field)) >= 0
            switch test.kind {
            case .exists: return isThere
            case .isMissing: return !isThere
            case .differs:
                return isThere && !answer(test.first, batch) && canCompare(program.tests[Int(test.first)], batch)
            default: if !isThere { return true }
            }
        }
        while value >= 0 {
            if fits(value, test, batch) { return true }
            value = Int(scratch.values[value].next)
        }
        return false
    }

    /// Whether the other field that a test compares with, if it does, has a value.
    private mutating func canCompare(_ test: RuleProgram.Test, _ batch: RecordBatch) -> Bool {
        guard test.kind == .sameAs else { return true }
        var other = scratch.firstValue(of: Int(program.references[Int(test.first)].field), in: batch)
        while other >= 0 {
            if !scratch.values[other].isNull { return true }
            other = Int(scratch.values[other].next)
        }
        return false
    }

    /// The first value that answers a test with yes, for showing; -1 where none does.
    mutating func witness(_ number: UInt32, _ batch: RecordBatch) -> Int {
        let test = program.tests[Int(number)]
        var value = scratch.firstValue(of: Int(test.field), in: batch)
        if test.kind == .exists || test.kind == .differs {
            return value >= 0 ? value : self.value(inside: test.field, batch)
        }
        while value >= 0 {
            if fits(value, test, batch) { return value }
            value = Int(scratch.values[value].next)
        }
        return -1
    }

    /// A value inside of a rule field that is an object; -1 where it is none.
    mutating func value(inside field: UInt32, _ batch: RecordBatch) -> Int {
        let slot = scratch.slot(inside: Int(field))
        return slot < 0 ? -1 : scratch.value(inSlot: slot, of: batch)
    }

    /// The slot of a value, or -1 for a value that was derived.
    func slot(of value: Int) -> Int { Int(scratch.values[value].slot) }

    /// The slot of the first value of a rule field that the record has.
    mutating func firstSlot(of field: Int, _ batch: RecordBatch) -> Int {
        slot(of: scratch.firstValue(of: field, in: batch))
    }

    /// The values of a rule field, in the order of the record.
    mutating func values(of field: UInt32, _ batch: RecordBatch) -> [Int] {
        var values: [Int] = []
        var value = scratch.firstValue(of: Int(field), in: batch)
        while value >= 0 {
            values.append(value)
            value = Int(scratch.values[value].next)
        }
        return values
    }

    /// A value as people read it; empty for null.
    mutating func plainText(_ value: Int, _ batch: RecordBatch) -> String {
        scratch.values[value].isNull ? "" : String(decoding: scratch.plain(value, in: batch), as: UTF8.self)
    }

    /// Whether one value passes a test.
    mutating func fits(_ value: Int, _ test: RuleProgram.Test, _ batch: RecordBatch) -> Bool {
        // A value that is there but empty is the empty text and null, and nothing else.
        if scratch.values[value].isNull {
            guard test.kind == .equals else { return test.kind == .isNull }
            return hasEmptyLiteral(test)
        }
        switch test.kind {
        case .equals, .startsWith, .endsWith, .contains: return fitsLiteral(value, test, batch)
        case .pattern: return fitsPattern(value, test, batch)
        case .integer: return NumberText.isInteger(test.integer, scratch.folded(value, in: batch))
        case .compare:
            let number = ExactNumber(scratch.folded(value, in: batch))
            return number.map { test.comparison.holds($0, program.numbers[Int(test.first)]) } ?? false
        case .datePart:
            let text = String(decoding: scratch.plain(value, in: batch), as: UTF8.self)
            let number = program.dateParts[Int(test.first)].number(in: text)
            return number.map { test.comparison.holds(Double($0), test.decimal) } ?? false
        case .regex: return regex(Int(test.first))?.matches(scratch.plain(value, in: batch)) ?? false
        case .network:
            let address = IPAddress(scratch.folded(value, in: batch))
            return address.map(program.networks[Int(test.first)].contains) ?? false
        case .sameAs: return fitsOtherField(value, test, batch)
        case .isNull: return scratch.values[value].isBlank
        case .exists, .isMissing, .differs: return false
        }
    }

    private func hasEmptyLiteral(_ test: RuleProgram.Test) -> Bool {
        (test.first..<test.first + test.count).contains { program.literals[Int($0)].length == 0 }
    }

    private mutating func text(_ value: Int, cased: Bool, _ batch: RecordBatch) -> UnsafeBufferPointer<UInt8> {
        cased ? scratch.plain(value, in: batch) : scratch.folded(value, in: batch)
    }

    private mutating func fitsLiteral(_ value: Int, _ test: RuleProgram.Test, _ batch: RecordBatch) -> Bool {
        let text = text(value, cased: test.cased, batch)
        let numbers = Int(test.first)..<Int(test.first) + Int(test.count)
        return switch test.kind {
        case .equals: program.hasEqual(numbers, text)
        case .startsWith: program.hasStart(numbers, text)
        case .endsWith: program.hasEnd(numbers, text)
        default:
            // Signatures are made of folded text.
            test.cased ? program.hasPart(numbers, text) : hasPart(value, numbers, text)
        }
    }

    private mutating func hasPart(_ value: Int, _ numbers: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard scratch.isWorthSigning(value, for: numbers.count) else { return program.hasPart(numbers, text) }
        let signature = scratch.signature(value, of: text)
        for number in numbers {
            let literal = program.literals[number]
            if literal.hasProbes {
                if !signature.mayHold(literal.probes) { continue }
            } else if literal.length > 0, !signature.has(literal.firstByte, literal.lastByte) {
                continue
            }
            if program.hasPart(number..<number + 1, text) { return true }
        }
        return false
    }

    private mutating func fitsPattern(_ value: Int, _ test: RuleProgram.Test, _ batch: RecordBatch) -> Bool {
        let text = text(value, cased: test.cased, batch)
        let literal = program.literals[Int(test.first)]
        if literal.hasProbes, !test.cased, scratch.isWorthSigning(value, for: 1),
            !scratch.signature(value, of: text).mayHold(literal.probes)
        {
            return false
        }
        return program.patterns[Int(test.count)].matches(text)
    }

    private mutating func fitsOtherField(_ value: Int, _ test: RuleProgram.Test, _ batch: RecordBatch) -> Bool {
        let reference = program.references[Int(test.first)]
        var other = scratch.firstValue(of: Int(reference.field), in: batch)
        while other >= 0 {
            defer { other = Int(scratch.values[other].next) }
            if scratch.values[other].isNull { continue }
            // Reading the second text can move the first: it is read once more.
            _ = text(value, cased: test.cased, batch)
            let wanted = text(other, cased: test.cased, batch)
            let text = text(value, cased: test.cased, batch)
            guard wanted.count <= text.count else { continue }
            let found =
                switch (reference.before, reference.behind) {
                case (false, false): wanted.count == text.count && ByteSearch.equal(wanted, text, at: 0)
                case (false, true): ByteSearch.equal(wanted, text, at: 0)
                case (true, false): ByteSearch.equal(wanted, text, at: text.count - wanted.count)
                case (true, true): ByteSearch.contains(text, wanted)
                }
            if found { return true }
        }
        return false
    }

    /// How often a regular expression of the program was given up on a value.
    func limitHits(ofRegex number: Int) -> Int { regexes[number]?.limitHits ?? 0 }

    private mutating func regex(_ number: Int) -> CompiledRegex? {
        if !regexIsReady[number] {
            regexIsReady[number] = true
            regexes[number] = CompiledRegex(program.regexes[number], regexStack)
        }
        return regexes[number]
    }
}
