import Testing
import Vocabulary

@testable import Detection

@Suite("Correlations that go on later")
struct CorrelationStateTests {
    private static let text = {
        let sections = CorrelationPropertyTests.sections.enumerated().map {
            correlation($0.element, title: "C\($0.offset)")
        }
        return ([CorrelationPropertyTests.rules] + sections + CorrelationPropertyTests.chains).joined(
            separator: "\n---\n")
    }()

    /// The rules, and so many others before them, which move them to other places.
    private static func rules(_ others: Int = 0, _ text: String = text) -> RuleSet {
        let before = (0..<others).map { RuleSource(name: "other\($0)", text: kinds("o\($0)")) }
        return RuleSet.load(before + [RuleSource(name: "f", text: text)]).rules
    }

    private static func occurrences(_ seed: UInt64, _ rules: RuleSet) -> [Occurrence] {
        var random = SeededNumbers(seed)
        return Timeline.occurrences(rules, in: Timeline.batches(CorrelationPropertyTests.happenings(150, &random)))
            .sorted(by: Occurrence.precedes)
    }

    private static func words(_ finding: CorrelationFinding, _ rules: RuleSet) -> String {
        "\(Timeline.words(finding, rules)) \(finding.isOver) \(finding.toldCount) \(finding.records.map(\.place.record)) "
            + "\(finding.measure) \(finding.records.map { rules.rules[$0.rule].summary.title })"
    }

    private static func state(of correlator: borrowing Correlator, _ rules: RuleSet) -> [UInt8] {
        var state = StateWriter(rules)
        correlator.encode(to: &state, of: rules)
        return state.bytes
    }

    @Test("stopped anywhere, however often, and gone on with among other rules: the same is told")
    func cuts() throws {
        let whole = Self.rules()
        for seed in 0..<12 {
            let all = Self.occurrences(UInt64(300 + seed), whole)
            var expected: [String] = []
            var uninterrupted = whole.makeCorrelator(announces: true)
            for one in all { uninterrupted.add(one) { expected.append(Self.words($0, whole)) } }
            uninterrupted.finish { expected.append(Self.words($0, whole)) }

            var random = SeededNumbers(UInt64(seed))
            var told: [String] = []
            var place = 0
            var state: [UInt8]?
            while place < all.count {
                let others = Int.random(in: 0..<4, using: &random)
                let rules = Self.rules(others)
                var correlator = rules.makeCorrelator(announces: true)
                if let state {
                    var reader = try StateReader(state, of: rules)
                    #expect(try correlator.decode(from: &reader, of: rules) == [])
                    #expect(reader.isAtEnd)
                }
                let end = min(all.count, place + Int.random(in: 1..<40, using: &random))
                for one in all[place..<end] {
                    correlator.add(one.matching(one.rule + others)) { told.append(Self.words($0, rules)) }
                }
                if end == all.count { correlator.finish { told.append(Self.words($0, rules)) } }
                state = Self.state(of: correlator, rules)
                place = end
            }

            #expect(expected.count > 50)
            #expect(told == expected, "seed \(seed)")
        }
    }

    @Test("a correlation whose rule, filter, mapping or own text has changed begins anew, and is told of")
    func changes() throws {
        let text = kinds("a", "b")
        let upper = correlation("type: event_count, rules: [a], timespan: 1m, condition: {gte: 2}", title: "A")
        let other = correlation("type: event_count, rules: [b], timespan: 1m, condition: {gte: 2}", title: "B")
        let filter =
            "title: F\nfilter: {rules: [a], selection: {u: x}, condition: selection}\n"
            + "logsource: {product: test, service: log}"
        func load(_ rule: String, _ upper: String, more: String? = nil, mapping: String? = nil) -> RuleSet {
            let files = [("rules", rule), ("upper", upper), ("other", other)] + (more.map { [("more", $0)] } ?? [])
            let mapping = LogSourceMapping.read(mapping.map { [RuleSource(name: "m", text: $0)] } ?? []).mapping
            return RuleSet.load(files.map { RuleSource(name: $0.0, text: $0.1) }, mapping: mapping).rules
        }
        let rules = load(text, upper)
        var correlator = rules.makeCorrelator()
        let happenings = [Happening(0, ["Kind": "a"]), Happening(0, ["Kind": "b"]), Happening(3, ["Kind": "b"])]
        for one in Timeline.occurrences(rules, in: Timeline.batches(happenings)) { correlator.add(one) { _ in } }
        let state = Self.state(of: correlator, rules)
        func left(_ rules: RuleSet) throws -> [String] {
            var reader = try StateReader(state, of: rules)
            var correlator = rules.makeCorrelator()
            return try correlator.decode(from: &reader, of: rules).sorted()
        }

        #expect(try left(load(text, upper)) == [])
        #expect(try left(load(text, upper, more: kinds("c"))) == [])
        #expect(try left(load(text, upper + "\n# more")) == ["A"])
        #expect(try left(load(text.replacing("Kind: a", with: "Kind: [a, c]"), upper)) == ["A", "B"])
        #expect(try left(load(text, upper, more: filter)) == ["A", "B"])
        let mapping = "logsources: [{product: test, service: log, fields: {Kind: kind}}]"
        #expect(try left(load(text, upper, mapping: mapping)) == ["A", "B"])
        // The values that its rule carries are others when somebody else asks for one.
        let more = correlation(
            "type: event_count, rules: [a], group-by: [v], timespan: 1m, condition: {gte: 2}", title: "M")
        #expect(try left(load(text, upper, more: more)) == ["A"])
    }

    @Test("whatever the bytes of a state are, they are read or refused, and correlations go on")
    func damage() throws {
        let rules = Self.rules()
        let all = Self.occurrences(1, rules)
        var correlator = rules.makeCorrelator(announces: true)
        for one in all.prefix(60) { correlator.add(one) { _ in } }
        let state = Self.state(of: correlator, rules)
        var random = SeededNumbers(5)
        var refused = 0
        for round in 0..<3_000 {
            var bytes = state
            if round % 10 == 0 {
                bytes.removeLast(Int.random(in: 1...state.count, using: &random))
            } else {
                for _ in 0..<Int.random(in: 1..<4, using: &random) {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    bytes[place] =
                        [0, 0xFF, 0x7F, 0x80, UInt8.random(in: 0...255, using: &random)][
                            Int.random(in: 0..<5, using: &random)]
                }
            }
            var other = rules.makeCorrelator(announces: true)
            do {
                var reader = try StateReader(bytes, of: rules)
                _ = try other.decode(from: &reader, of: rules)
            } catch {
                refused += 1
                continue
            }
            for one in all.suffix(40) { other.add(one) { _ in } }
            other.finish { _ in }
        }

        #expect(refused > 300)
    }
}
