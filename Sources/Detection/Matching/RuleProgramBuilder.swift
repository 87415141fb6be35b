/// Compiles criteria into a ``RuleProgram``.
struct RuleProgramBuilder {
    private(set) var program = RuleProgram()

    /// What makes two tests the same.
    private enum TestKey: Hashable {
        case literals(RuleProgram.Test.Kind, field: UInt32, cased: Bool, [[UInt8]])
        case other(field: UInt32, ValueTest)
    }

    private var fieldNumbers: [String: UInt32] = [FieldQuestion.everyField: 0]
    private var testNumbers: [TestKey: UInt32] = [:]
    private var literalNumbers: [[UInt8]: RuleProgram.Literal] = [:]

    /// The number of a field, which is added when it is new.
    mutating func field(_ name: String) -> UInt32 {
        if let known = fieldNumbers[name] { return known }
        let number = UInt32(program.fields.count)
        program.fields.append(name)
        fieldNumbers[name] = number
        // What a derived field is made of must be looked up as well.
        for source in DerivedField.named(name)?.sources ?? [] { _ = field(source) }
        return number
    }

    /// Adds a rule for the records of one route.
    ///
    /// - Returns: The number of the variant.
    mutating func addVariant(rule: Int, _ criterion: Criterion) -> UInt32 {
        let root = UInt32(program.nodes.count)
        add(criterion)
        program.variants.append(.init(rule: UInt32(rule), root: root))
        return UInt32(program.variants.count - 1)
    }

    private mutating func add(_ criterion: Criterion) {
        switch criterion {
        case .all(let parts):
            // The first part that fails ends the question: cheap ones are asked first, in any order it is the same.
            let costs = parts.map(\.cost)
            add(.all, 0, parts.indices.sorted { (costs[$0], $0) < (costs[$1], $1) }.map { parts[$0] })
        case .any(let parts): addAny(parts)
        case .atLeast(let count, let parts): add(.atLeast, UInt32(clamping: count), parts)
        case .not(let part): add(.not, 0, [part])
        case .field(let question): addTest(test(question))
        }
    }

    private mutating func add(_ kind: RuleProgram.Node.Kind, _ argument: UInt32, _ parts: [Criterion]) {
        let place = program.nodes.count
        program.nodes.append(.init(kind: kind, argument: argument, end: 0))
        for part in parts { add(part) }
        program.nodes[place].end = UInt32(program.nodes.count)
    }

    private mutating func addTest(_ number: UInt32) {
        program.nodes.append(.init(kind: .test, argument: number, end: UInt32(program.nodes.count + 1)))
    }

    private struct LiteralGroup: Hashable {
        let kind: RuleProgram.Test.Kind
        let field: String
        let cased: Bool
    }

    /// Alternatives that look for literals of one kind in one field become a single test.
    private mutating func addAny(_ parts: [Criterion]) {
        var groups: [LiteralGroup: [[UInt8]]] = [:]
        var order: [LiteralGroup] = []
        var others: [Criterion] = []
        for part in parts {
            guard case .field(let question) = part, case .text(let pattern, let cased) = question.test,
                let (kind, bytes) = Self.literal(pattern, folds: !cased)
            else {
                others.append(part)
                continue
            }
            let group = LiteralGroup(kind: kind, field: question.field, cased: cased)
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(bytes)
        }
        let place = program.nodes.count
        program.nodes.append(.init(kind: .any, argument: 0, end: 0))
        for group in order {
            addTest(literalTest(group.kind, field(group.field), cased: group.cased, groups[group] ?? []))
        }
        for other in others { add(other) }
        program.nodes[place].end = UInt32(program.nodes.count)
    }

    private mutating func test(_ question: FieldQuestion) -> UInt32 {
        let field = field(question.field)
        if case .text(let pattern, let cased) = question.test, let (kind, bytes) = Self.literal(pattern, folds: !cased)
        {
            return literalTest(kind, field, cased: cased, [bytes])
        }
        let key = TestKey.other(field: field, question.test)
        if let known = testNumbers[key] { return known }
        let made = make(question.test, field: field)
        let number = UInt32(program.tests.count)
        program.tests.append(made)
        testNumbers[key] = number
        return number
    }

    private mutating func make(_ test: ValueTest, field: UInt32) -> RuleProgram.Test {
        switch test {
        case .text(let pattern, let cased):
            let compiled = WildcardPattern(pattern, folds: !cased)
            program.patterns.append(compiled)
            let literal = literals([compiled.longestLiteral])
            return .init(
                kind: .pattern, cased: cased, field: field, first: literal, count: UInt32(program.patterns.count - 1))
        case .integer(let number): return .init(kind: .integer, field: field, integer: number)
        case .isNull: return .init(kind: .isNull, field: field)
        case .exists(let wanted): return .init(kind: wanted ? .exists : .isMissing, field: field)
        case .regex(let source):
            program.regexes.append(source)
            return .init(kind: .regex, field: field, first: UInt32(program.regexes.count - 1))
        case .network(let range):
            program.networks.append(range)
            return .init(kind: .network, field: field, first: UInt32(program.networks.count - 1))
        case .compare(let comparison, let bound):
            program.numbers.append(bound)
            return .init(
                kind: .compare, field: field, first: UInt32(program.numbers.count - 1), comparison: comparison)
        case .sameAs(let other, let before, let behind, let cased):
            program.references.append(.init(field: self.field(other), before: before, behind: behind))
            return .init(kind: .sameAs, cased: cased, field: field, first: UInt32(program.references.count - 1))
        case .datePart(let part, let comparison, let bound):
            program.dateParts.append(part)
            return .init(
                kind: .datePart, field: field, first: UInt32(program.dateParts.count - 1), decimal: bound,
                comparison: comparison)
        case .differs(let inner):
            return .init(
                kind: .differs, field: field, first: self.test(.init(field: program.fields[Int(field)], test: inner)))
        }
    }

    private mutating func literalTest(
        _ kind: RuleProgram.Test.Kind, _ field: UInt32, cased: Bool, _ values: [[UInt8]]
    ) -> UInt32 {
        let key = TestKey.literals(kind, field: field, cased: cased, values)
        if let known = testNumbers[key] { return known }
        let number = UInt32(program.tests.count)
        let first = literals(values)
        program.tests.append(
            .init(kind: kind, cased: cased, field: field, first: first, count: UInt32(values.count)))
        testNumbers[key] = number
        return number
    }

    /// Stores literals in a row; their bytes are kept once.
    private mutating func literals(_ values: [[UInt8]]) -> UInt32 {
        let first = UInt32(program.literals.count)
        for bytes in values {
            if let known = literalNumbers[bytes] {
                program.literals.append(known)
                continue
            }
            let (head, tail) = bytes.withUnsafeBufferPointer { (ByteSearch.firstFour($0), ByteSearch.lastFour($0)) }
            let literal = RuleProgram.Literal(
                start: UInt32(program.literalBytes.count), length: UInt32(bytes.count), head: head, tail: tail,
                probes: TextSignature.probes(bytes) ?? SIMD4())
            program.literalBytes.append(contentsOf: bytes)
            program.literals.append(literal)
            literalNumbers[bytes] = literal
        }
        return first
    }

    /// The simple forms of a pattern: no wildcard, or `*` at an end only.
    private static func literal(_ pattern: SigmaPattern, folds: Bool) -> (RuleProgram.Test.Kind, [UInt8])? {
        var parts = pattern.parts[...]
        let before = parts.first == .anyRun
        if before { parts.removeFirst() }
        let behind = parts.last == .anyRun
        if behind { parts.removeLast() }
        let kind: RuleProgram.Test.Kind =
            switch (before, behind) {
            case (false, false): .equals
            case (false, true): .startsWith
            case (true, false): .endsWith
            case (true, true): .contains
            }
        switch parts.first {
        // `*` alone.
        case nil: return (before ? .contains : kind, [])
        case .literal(let text) where parts.count == 1:
            return (kind, folds ? CaseFolding.bytes(text) : Array(text.utf8))
        default: return nil
        }
    }
}
