import Testing
import Vocabulary

@testable import Detection

@Suite("Correlations of anything")
struct CorrelationPropertyTests {
    static let sections: [String] = [
        "type: event_count, rules: [a], group-by: [u], timespan: 10s, condition: {gte: 3}",
        "type: event_count, rules: [a, b], group-by: [u, v], timespan: 7s, condition: {gt: 1}",
        "type: event_count, rules: [a, b], timespan: 9s, condition: {gt: 1, lte: 4}",
        "type: event_count, rules: [c], group-by: [u], timespan: 20s, condition: {lt: 3}",
        "type: event_count, rules: [c], group-by: [u], timespan: 5s, condition: {neq: 2}",
        "type: value_count, rules: [a, c], group-by: [u], timespan: 15s, condition: {field: v, gte: 2}",
        "type: value_count, rules: [a], timespan: 15s, condition: {field: [u, v], eq: 3}",
        "type: temporal, rules: [a, b, c], group-by: [u], timespan: 12s",
        "type: temporal, rules: [a, b, c], timespan: 4s, condition: {gte: 2}",
        "type: temporal, rules: [a, b, c], timespan: 4s, condition: {eq: 2}",
        "type: temporal_ordered, rules: [a, b], group-by: [u], timespan: 6s",
        "type: temporal_ordered, rules: [c, b, a], timespan: 5s",
        "type: temporal_ordered, rules: [a, b, c], timespan: 6s, condition: {gte: 2}",
        "type: temporal_ordered, rules: [a, b, c], timespan: 6s, condition: {lt: 2}",
        "type: temporal_ordered, rules: [a, d, b], timespan: 9s",
        "type: temporal_ordered, rules: [d, a, c, b], group-by: [u], timespan: 12s, condition: {gt: 2}",
        "type: temporal_ordered, rules: [a, b, a], group-by: [u], timespan: 9s",
        "type: event_count, rules: [a, d], timespan: 3s, condition: {gte: 3}",
        "type: temporal, rules: [a, b, c], timespan: 5s, condition: (a or b) and not c",
        "type: temporal, rules: [a, b], group-by: [v], timespan: 9s, condition: a and b",
        "type: value_sum, rules: [a, b], group-by: [u], timespan: 8s, condition: {field: n, gt: 12}",
        "type: value_sum, rules: [a], group-by: [u], timespan: 8s, condition: {field: n, lt: 5}",
        "type: value_avg, rules: [a], group-by: [v], timespan: 8s, condition: {field: n, gte: 4}",
        "type: value_median, rules: [b], timespan: 8s, condition: {field: n, lte: 3}",
        "type: value_percentile, rules: [c], timespan: 30s, condition: {field: n, percentile: 90, gt: 6}",
        "type: value_percentile, rules: [c], group-by: [v], timespan: 30s, condition: {field: n, lte: 20}",
    ]

    /// Three rules that fit one kind of record each, and one that fits two of them.
    static let rules = kinds("a", "b", "c", "d").replacing("{Kind: d}", with: "{Kind: [a, b]}")

    static let chains = [
        correlation(sections[0], title: "many"), correlation(sections[17], title: "without"),
        correlation("type: temporal_ordered, rules: [many, c], group-by: [u], timespan: 15s", title: "then"),
        correlation("type: event_count, rules: [without], timespan: 1m, condition: {gte: 2}", title: "often"),
        correlation("type: value_count, rules: [then, b], timespan: 30s, condition: {field: v, gt: 2}", title: "wide"),
        correlation("type: temporal, rules: [then, often], timespan: 1m, condition: then and not often", title: "only"),
    ]

    static func happenings(_ count: Int, _ random: inout SeededNumbers) -> [Happening] {
        var second = 0
        return (0..<count).map { _ in
            second += [0, 0, 1, 1, 2, 5, 9, 25][Int.random(in: 0..<8, using: &random)]
            var fields: [(String, Stored)] = [("Kind", .text(["a", "b", "c"].randomElement(using: &random) ?? "a"))]
            // Mostly one value of each, at times none or several.
            let counts = [0, 1, 1, 1, 1, 1, 1, 2, 3]
            for _ in 0..<(counts.randomElement(using: &random) ?? 1) {
                fields.append(("u", .text(["x", "Y", "y"].randomElement(using: &random) ?? "x")))
            }
            for _ in 0..<(counts.randomElement(using: &random) ?? 1) {
                fields.append(("v", .number(UInt32.random(in: 0..<3, using: &random))))
            }
            for _ in 0..<(counts.randomElement(using: &random) ?? 1) {
                fields.append(("n", .number(UInt32.random(in: 0..<9, using: &random))))
            }
            return Happening(second, fields)
        }
    }

    @Test("what is found is what a search of every span of time finds", arguments: sections)
    func naive(section: String) throws {
        let text = Self.rules + "\n---\n" + correlation(section)
        let (rules, problems) = RuleSet.load([RuleSource(name: "f", text: text)])
        try #require(problems == [])
        for seed in 0..<60 {
            var random = SeededNumbers(UInt64(seed))
            let occurrences = Timeline.occurrences(rules, in: Timeline.batches(Self.happenings(40, &random)))
            let found = Timeline.findings(rules, occurrences).map { Timeline.words($0, rules) }
            let expected = NaiveCorrelator(rules.correlations[0]).findings(in: occurrences)

            #expect(found.sorted() == expected.sorted(), "seed \(seed)")
        }
    }

    @Test("in one file or many, in any order: the same is found")
    func anyOrder() throws {
        let all = Self.sections.enumerated().map { correlation($0.element, title: "C\($0.offset)") }
        let text = ([Self.rules] + all + Self.chains).joined(separator: "\n---\n")
        let (rules, problems) = RuleSet.load([RuleSource(name: "f", text: text)])
        try #require(problems == [])
        for seed in 0..<20 {
            var random = SeededNumbers(UInt64(100 + seed))
            // No two records are the same, so that all of a finding can be compared.
            let happenings = Self.happenings(150, &random).enumerated().map { number, one in
                Happening(one.seconds, one.fields + [("number", .number(UInt32(number)))])
            }
            let expected = Timeline.findings(
                rules, Timeline.occurrences(rules, in: Timeline.batches(happenings)))
            let batches = Timeline.batches(happenings).shuffled(using: &random)
            let files = batches.map { _ in Int.random(in: 0..<50, using: &random) }
            let found = Timeline.findings(rules, Timeline.occurrences(rules, in: batches, files: files))

            #expect(expected.count > 20)
            #expect(found.map { Timeline.words($0, rules) } == expected.map { Timeline.words($0, rules) })
            #expect(found.map { $0.records.map(\.place.record) } == expected.map { $0.records.map(\.place.record) })
        }
    }

    @Test("what is written down and read again is the same; what is cut short is not read")
    func coding() {
        var random = SeededNumbers(7)
        let (rules, _) = RuleSet.load([
            RuleSource(name: "f", text: kinds("a", "b", "c") + "\n---\n" + correlation(Self.sections[1]))
        ])
        let occurrences = Timeline.occurrences(rules, in: Timeline.batches(Self.happenings(50, &random)))
        var bytes: [UInt8] = []
        for one in occurrences { one.encode(to: &bytes) }
        var read: [Occurrence] = []
        var place = 0
        while let one = Occurrence(from: bytes, at: &place) { read.append(one) }

        #expect(read == occurrences)
        #expect(place == bytes.count)
        var first: [UInt8] = []
        occurrences[0].encode(to: &first)
        for count in 0..<first.count {
            var start = 0
            #expect(Occurrence(from: Array(first.prefix(count)), at: &start) == nil)
            #expect(start == 0)
        }
    }

    @Test("long values are kept short, and told apart still")
    func longValues() {
        let long = String(repeating: "x", count: 600)
        let text =
            kinds("a") + "\n---\n"
            + correlation("type: value_count, rules: [a], timespan: 1m, condition: {field: u, gte: 2}")

        #expect(
            correlated(text, ["1", "2"].map { Happening(0, ["Kind": "a", "u": .text(long + $0)]) })
                == ["C 0..0 at 0: 2 records, 2.0"])
        #expect(correlated(text, ["a", "A"].map { Happening(0, ["Kind": "a", "u": .text(long + $0)]) }) == [])
    }
}

/// Says what a single correlation finds by looking at each span of time as a whole, again and again.
private struct NaiveCorrelator {
    private struct Event: Hashable {
        let ticks: Int64
        let input: Int
        let place: RecordPlace
        let group: [String]
        let shown: [String]
        let value: [String]
        let shownValue: [String]
    }

    private let correlation: CompiledCorrelation

    init(_ correlation: CompiledCorrelation) { self.correlation = correlation }

    func findings(in occurrences: [Occurrence]) -> [String] {
        var groups: [[String]: [Event]] = [:]
        for one in occurrences.sorted(by: Occurrence.precedes) {
            for input in correlation.inputs.indices where correlation.inputs[input] == one.rule {
                guard let fields = correlation.fields[input][one.rule] else { continue }
                for shown in Self.choices(fields.group.map { one.values[$0].texts }) {
                    let group = shown.map { $0.lowercased() }
                    for value in Self.choices(fields.values.map { one.values[$0].texts }) {
                        groups[group, default: []].append(
                            Event(
                                ticks: one.ticks, input: input, place: one.place, group: group, shown: shown,
                                value: value.map { $0.lowercased() }, shownValue: value))
                    }
                }
            }
        }
        return groups.values.flatMap { isThreshold ? runs(of: $0) : spans(of: $0) }
    }

    /// Each way to take one of each.
    private static func choices(_ lists: [[String]]) -> [[String]] {
        guard let first = lists.first else { return [[]] }
        return first.flatMap { one in choices(Array(lists.dropFirst())).map { [one] + $0 } }
    }

    private var isThreshold: Bool {
        guard correlation.condition.bounds.allSatisfy({ $0.relation == .greater || $0.relation == .greaterOrEqual })
        else {
            return false
        }
        switch correlation.measure {
        case .events, .values, .rules, .order, .sum: return true
        case .expression(let criterion): return !"\(criterion)".contains("not")
        case .average, .percentile, .share: return false
        }
    }

    /// From when a threshold is met until it is not.
    private func runs(of events: [Event]) -> [String] {
        var found: [String] = []
        var run: (met: Int64, last: Int64, events: Set<Event>, result: Double)?
        func end() {
            if let run { found.append(words(events.filter(run.events.contains), run.met, run.result)) }
            run = nil
        }
        for moment in Set(events.map(\.ticks)).sorted() {
            let window = events.filter { $0.ticks <= moment && $0.ticks >= moment - correlation.span }
            if let run, moment > run.last + correlation.span { end() }
            let result = result(window)
            if correlation.condition.holds(result) {
                var now = run ?? (moment, moment, Set(window), result)
                now.last = moment
                now.events.formUnion(window)
                now.result = max(now.result, result)
                run = now
            } else {
                end()
            }
        }
        end()
        return found
    }

    /// Whole spans of time, each from the first event behind the one before.
    private func spans(of events: [Event]) -> [String] {
        var found: [String] = []
        var rest = events[...]
        while let first = rest.first {
            let window = Array(rest.prefix { $0.ticks <= first.ticks + correlation.span })
            rest = rest.dropFirst(window.count)
            if correlation.measure == .share {
                for value in Set(window.map(\.value)) {
                    let own = window.filter { $0.value == value }
                    let percent = 100 * Double(own.count) / Double(window.count)
                    if correlation.condition.holds(percent) {
                        found.append(words(own, own[own.count - 1].ticks, percent))
                    }
                }
                continue
            }
            let result = result(window)
            if correlation.condition.holds(result) {
                found.append(words(window, window[window.count - 1].ticks, result))
            }
        }
        return found
    }

    private func result(_ window: [Event]) -> Double {
        let numbers = window.compactMap { Double($0.value.first ?? "") }.sorted()
        let inputs = Set(window.map(\.input))
        switch correlation.measure {
        case .events: return Double(Set(window.map(\.place)).count)
        case .values: return Double(Set(window.map(\.value)).count)
        case .rules: return Double(inputs.count)
        case .order: return Double(longest(window))
        case .expression(let criterion):
            return criterion.holds { question in
                inputs.contains { correlation.inputNames[$0] == question.field }
            } ? 1 : 0
        case .sum: return numbers.reduce(0, +)
        case .average: return numbers.reduce(0, +) / Double(numbers.count)
        case .percentile(let percent):
            let place = percent / 100 * Double(numbers.count - 1)
            let (low, high) = (numbers[Int(place)], numbers[min(numbers.count - 1, Int(place) + 1)])
            return low + (high - low) * (place - place.rounded(.down))
        case .share: return 0
        }
    }

    /// Tries every chain of events.
    private func longest(_ window: [Event], behind last: Event? = nil) -> Int {
        window.reduce(0) { most, event in
            if let last {
                guard event.input > last.input, event.ticks >= last.ticks, event.place != last.place else {
                    return most
                }
            }
            return max(most, 1 + longest(window, behind: event))
        }
    }

    private func words(_ events: [Event], _ met: Int64, _ result: Double) -> String {
        func seconds(_ ticks: Int64) -> Int64 { (ticks - Timeline.start) / Timestamp.ticksPerSecond }
        let first = events[0]
        var group = zip(correlation.groupBy, first.shown).map { " \($0)=\($1)" }
        if correlation.measure == .share {
            group += zip(correlation.valueFields, first.shownValue).map { " \($0)=\($1)" }
        }
        let last = events.map(\.ticks).max() ?? 0
        return "C\(group.joined()) \(seconds(first.ticks))..\(seconds(last)) at \(seconds(met)): "
            + "\(Set(events.map(\.place)).count) records, \((result * 100).rounded() / 100)"
    }
}
