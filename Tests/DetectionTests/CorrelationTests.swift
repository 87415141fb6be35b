import Testing
import Vocabulary

@testable import Detection

@Suite("Correlations")
struct CorrelationTests {
    /// Records of one kind at these seconds.
    private func records(
        _ kind: String, at seconds: [Int], _ fields: KeyValuePairs<String, Stored> = [:]
    ) -> [Happening] {
        seconds.map { Happening($0, [("Kind", .text(kind))] + fields.map { ($0.key, $0.value) }) }
    }

    @Test("event_count: so many records of a group within the span of time, from the first to the last, are one match")
    func eventCount() {
        let text =
            kinds("fail") + "\n---\n"
            + correlation("type: event_count, rules: [fail], group-by: [u], timespan: 10s, condition: {gte: 3}")
        let found = correlated(
            text,
            records("fail", at: [0, 4, 8, 12], ["u": "x"]) + records("fail", at: [1, 2], ["u": "y"])
                + records("fail", at: [40, 50, 61], ["u": "x"]) + records("other", at: [41, 42], ["u": "x"]))

        #expect(found == ["C u=x 0..12 at 8: 4 records, 3.0"])
    }

    @Test("records exactly the span of time apart are in it, and a tick more is not")
    func edge() {
        let text =
            kinds("a") + "\n---\n"
            + correlation("type: event_count, rules: [a], timespan: 10s, condition: {gte: 2}")

        #expect(correlated(text, records("a", at: [0, 10])) == ["C 0..10 at 10: 2 records, 2.0"])
        #expect(correlated(text, records("a", at: [0, 11])) == [])
    }

    @Test("one record that several rules fit is one event")
    func oneRecordOnce() {
        let text =
            kinds("a") + "\n---\n"
            + rule("s: {Kind: a}", condition: "s", logSource: "{product: test, service: log}")
            .replacing("title: Test", with: "title: Test\nname: b") + "\n---\n"
            + correlation("type: event_count, rules: [a, b], timespan: 10s, condition: {gte: 2}")

        #expect(correlated(text, records("a", at: [0])) == [])
        #expect(correlated(text, records("a", at: [0, 1])) == ["C 0..1 at 1: 2 records, 2.0"])
    }

    @Test("groups are told apart by value in either case of letters; a record without the field is in none")
    func groups() {
        let text =
            kinds("a") + "\n---\n"
            + correlation("type: event_count, rules: [a], group-by: [u, v], timespan: 10s, condition: {gte: 2}")
        let found = correlated(
            text,
            records("a", at: [0], ["u": "X", "v": 5]) + records("a", at: [1], ["u": "x", "v": "5"])
                + records("a", at: [2, 3], ["u": "x"]) + records("a", at: [4], ["u": "x", "v": 6])
                + records("a", at: [5, 6], ["u": .null, "v": 5]))

        #expect(found == ["C u=X v=5 0..1 at 1: 2 records, 2.0"])
    }

    @Test("value_count: so many different values; of several fields, combinations")
    func valueCount() {
        let one =
            kinds("a") + "\n---\n"
            + correlation("type: value_count, rules: [a], group-by: [h], timespan: 1m, condition: {field: u, gt: 1}")
        let two =
            kinds("a") + "\n---\n"
            + correlation("type: value_count, rules: [a], timespan: 1m, condition: {field: [u, v], gte: 3}")
        let happenings =
            records("a", at: [0, 1], ["h": "x", "u": "p", "v": 1])
            + records("a", at: [2], ["h": "x", "u": "P", "v": 2])
            + records("a", at: [3], ["h": "x", "u": "q", "v": 2]) + records("a", at: [4], ["h": "x"])

        #expect(correlated(one, happenings) == ["C h=x 0..3 at 3: 4 records, 2.0"])
        #expect(correlated(two, happenings) == ["C 0..3 at 3: 4 records, 3.0"])
    }

    @Test("temporal: all rules within the span of time, in any order, in one group")
    func temporal() {
        let text =
            kinds("a", "b", "c") + "\n---\n"
            + correlation("type: temporal, rules: [a, b, c], group-by: [u], timespan: 10s")
        let found = correlated(
            text,
            records("c", at: [0], ["u": "x"]) + records("a", at: [4], ["u": "x"]) + records("b", at: [9], ["u": "x"])
                + records("a", at: [20], ["u": "x"]) + records("b", at: [25], ["u": "y"])
                + records("c", at: [26], ["u": "x"]) + records("b", at: [31], ["u": "x"]))

        #expect(found == ["C u=x 0..9 at 9: 3 records, 3.0"])
    }

    @Test("temporal can ask for fewer of its rules")
    func temporalCount() {
        let text =
            kinds("a", "b", "c") + "\n---\n"
            + correlation("type: temporal, rules: [a, b, c], timespan: 10s, condition: {gte: 2}")

        #expect(correlated(text, records("a", at: [0, 1]) + records("c", at: [5])) == ["C 0..5 at 5: 3 records, 2.0"])
    }

    @Test("temporal_ordered: each rule after the one before it, to the last")
    func ordered() {
        let text =
            kinds("a", "b", "c") + "\n---\n"
            + correlation("type: temporal_ordered, rules: [a, b, c], timespan: 10s")
        func found(_ order: [(String, Int)]) -> Int {
            correlated(text, order.flatMap { records($0.0, at: [$0.1]) }).count
        }

        #expect(found([("a", 0), ("b", 1), ("c", 2)]) == 1)
        #expect(found([("a", 0), ("c", 1), ("b", 2)]) == 0)
        #expect(found([("b", 0), ("a", 1), ("c", 2)]) == 0)
        #expect(found([("c", 0), ("a", 1), ("b", 2), ("a", 3), ("c", 9)]) == 1)
        #expect(found([("a", 0), ("b", 5), ("c", 11)]) == 0)
        // At one moment each order is possible.
        #expect(found([("c", 5), ("b", 5), ("a", 5)]) == 1)
    }

    @Test("one record does not come after itself")
    func notAfterItself() {
        let both = "{product: test, service: log}"
        let text =
            ["a", "b"].map { name in
                rule("s: {Kind: x}", condition: "s", logSource: both).replacing(
                    "title: Test", with: "title: T\nname: \(name)")
            }.joined(separator: "\n---\n") + "\n---\n"
            + correlation("type: temporal_ordered, rules: [a, b], timespan: 10s")

        #expect(correlated(text, records("x", at: [0])) == [])
        #expect(correlated(text, records("x", at: [0, 0])).count == 1)
    }

    @Test("value_sum, value_avg, value_median and value_percentile work numbers out, and leave out what is none")
    func numbers() {
        func found(_ type: String, _ condition: String) -> [String] {
            let numbers: [Stored] = [10, "2.5", "x", 4, "0x10"]
            return correlated(
                kinds("a") + "\n---\n"
                    + correlation("type: \(type), rules: [a], timespan: 1m, condition: {field: n, \(condition)}"),
                numbers.enumerated().map { Happening($0.offset, ["Kind": "a", "n": $0.element]) }
                    + [Happening(5, ["Kind": "a"])])
        }

        #expect(found("value_sum", "gt: 30") == ["C 0..4 at 4: 4 records, 32.5"])
        #expect(found("value_sum", "gt: 33") == [])
        #expect(found("value_avg", "gte: 8") == ["C 0..4 at 4: 4 records, 8.13"])
        #expect(found("value_median", "eq: 7") == ["C 0..4 at 4: 4 records, 7.0"])
        #expect(found("value_percentile", "percentile: 100, lte: 16") == ["C 0..4 at 4: 4 records, 16.0"])
        #expect(found("value_percentile", "percentile: 0, lt: 2.5") == [])
    }

    @Test("value_percentile without a percentile: values that so many percent of the records have")
    func share() {
        let text =
            kinds("a") + "\n---\n"
            + correlation(
                "type: value_percentile, rules: [a], group-by: [h], timespan: 1m, condition: {field: i, lte: 10}")
        let found = correlated(
            text,
            records("a", at: Array(0..<19), ["h": "x", "i": "usual"]) + records("a", at: [7], ["h": "x", "i": "rare"]))

        #expect(found == ["C h=x i=rare 7..7 at 7: 1 records, 5.0"])
    }

    @Test(
        "what is not a threshold is asked of whole spans of time, each from its first record on",
        arguments: [
            ("lt: 3", [[0, 1]]), ("lte: 3", [[0, 1], [20, 21, 22]]), ("eq: 3", [[20, 21, 22]]),
            ("neq: 2", [[20, 21, 22], [40, 41, 42, 43]]), ("gt: 2, lte: 3", [[20, 21, 22]]),
            ("gte: 1, neq: 3", [[0, 1], [40, 41, 42, 43]]),
        ])
    func wholeSpans(condition: String, windows: [[Int]]) {
        let text =
            kinds("a") + "\n---\n"
            + correlation("type: event_count, rules: [a], timespan: 10s, condition: {\(condition)}")
        let expected = windows.map {
            "C \($0[0])..\($0[$0.count - 1]) at \($0[$0.count - 1]): \($0.count) records, \($0.count).0"
        }

        #expect(correlated(text, records("a", at: [0, 1, 20, 21, 22, 40, 41, 42, 43])) == expected)
    }

    @Test("a condition in words says which rules match within the span of time, and which do not")
    func words() {
        let text =
            kinds("a", "b", "c") + "\n---\n"
            + correlation(
                "type: temporal, rules: [a, b, c], group-by: [u], timespan: 10s, condition: (a or b) and not c")
        let found = correlated(
            text,
            records("a", at: [0], ["u": "x"]) + records("c", at: [5], ["u": "x"]) + records("c", at: [6], ["u": "y"])
                + records("b", at: [8], ["u": "z"]) + records("a", at: [30], ["u": "x"]))
        let without = kinds("a", "b") + "\n---\n" + correlation("type: temporal, timespan: 10s, condition: a and b")

        #expect(found == ["C u=z 8..8 at 8: 1 records, 1.0", "C u=x 30..30 at 30: 1 records, 1.0"])
        #expect(
            correlated(without, records("b", at: [0]) + records("a", at: [10])) == ["C 0..10 at 10: 2 records, 1.0"])
    }

    /// Several values of a field, in an order that must not matter.
    private static let orders: [[Stored]] = [["x", "y", "X"], ["y", "x"]]

    @Test("a record with several values of a field is in the group of each, and once", arguments: orders)
    func severalGroups(values: [Stored]) {
        func several(_ second: Int) -> Happening { Happening(second, [("Kind", "a")] + values.map { ("u", $0) }) }
        let text = [
            kinds("a"),
            correlation("type: event_count,\nrules: [a],\ngroup-by: [u],\ntimespan: 1m,\ncondition: {gte: 2}"),
        ].joined(separator: "\n---\n")
        func one(_ u: Stored) -> Happening { Happening(9, ["Kind": "a", "u": u]) }

        #expect(correlated(text, [several(0), one("x")]) == ["C u=x 0..9 at 9: 2 records, 2.0"])
        #expect(correlated(text, [several(0), one("y")]) == ["C u=y 0..9 at 9: 2 records, 2.0"])
        #expect(correlated(text, [several(0), one("z")]) == [])
        #expect(correlated(text, [several(0)]) == [])
        #expect(
            correlated(text, [several(0), several(5)]).sorted() == [
                "C u=x 0..5 at 5: 2 records, 2.0", "C u=y 0..5 at 5: 2 records, 2.0",
            ])
    }

    @Test("each of several values of a field counts", arguments: orders)
    func severalValues(values: [Stored]) {
        func found(_ type: String, _ condition: String, _ fields: [(String, Stored)]) -> [String] {
            correlated(
                [
                    kinds("a"),
                    correlation("type: \(type),\nrules: [a],\ntimespan: 1m,\ncondition: {\(condition)}"),
                ].joined(separator: "\n---\n"), [Happening(0, [("Kind", "a")] + fields)])
        }
        let fields = values.map { ("u", $0) }

        #expect(found("value_count", "field: u, gte: 2", fields) == ["C 0..0 at 0: 1 records, 2.0"])
        #expect(found("value_count", "field: u, gte: 3", fields) == [])
        #expect(
            found("value_count", "field: [u, v], gte: 4", fields + [("v", 1), ("v", 2)])
                == ["C 0..0 at 0: 1 records, 4.0"])
        #expect(
            found("value_sum", "field: v, gte: 5", [("v", 2), ("v", "-"), ("v", 3)]) == ["C 0..0 at 0: 1 records, 5.0"])
        #expect(
            found("value_percentile", "field: v, lte: 50", [("v", 2), ("v", 3)]).sorted() == [
                "C v=2 0..0 at 0: 1 records, 50.0", "C v=3 0..0 at 0: 1 records, 50.0",
            ])
        #expect(found("event_count", "gte: 2", fields) == [])
    }

    @Test("of very many values of a record, so many are counted, and that there are more is told")
    func manyValues() {
        let text = [
            kinds("a"),
            correlation("type: value_count,\nrules: [a],\ntimespan: 1m,\ncondition: {field: [u, v], gte: 1}"),
        ].joined(separator: "\n---\n")
        let rules = RuleSet.load([RuleSource(name: "f", text: text)]).rules
        func measured(_ count: Int) -> (measure: Double?, letGo: Int) {
            let values = (0..<count).flatMap { [("u", Stored.number(UInt32($0))), ("v", .number(UInt32($0)))] }
            let happenings = [Happening(0, [("Kind", "a")] + values)]
            var correlator = rules.makeCorrelator()
            var found: [CorrelationFinding] = []
            for one in Timeline.occurrences(rules, in: Timeline.batches(happenings)) {
                correlator.add(one) { found.append($0) }
            }
            correlator.finish { found.append($0) }
            return (found.first?.measure, correlator.losses[0].letGo)
        }

        #expect(measured(8) == (64, 0))
        #expect(measured(9) == (64, 1))
        #expect(measured(1_000) == (64, 1))
    }

    @Test("temporal_ordered: a rule that is named twice is asked for twice")
    func orderedRepeats() {
        let text = [kinds("a", "b"), correlation("type: temporal_ordered,\nrules: [a, b, a],\ntimespan: 1m")]
            .joined(separator: "\n---\n")
        func found(_ order: String) -> [String] {
            correlated(text, order.enumerated().map { Happening($0.offset, ["Kind": .text(String($0.element))]) })
        }

        #expect(found("aba") == ["C 0..2 at 2: 3 records, 3.0"])
        #expect(found("ab") == [])
        #expect(found("bab") == [])
        #expect(found("aab") == [])
        #expect(found("baab").isEmpty && found("abba").count == 1)
    }

    @Test("an alias is a field that has another name in each rule")
    func aliases() {
        let text =
            kinds("a", "b") + "\n---\n"
            + correlation(
                """
                type: temporal, rules: [a, b], group-by: [inside, outside], timespan: 10s,
                aliases: {inside: {a: dst, b: src}, outside: {a: src, b: dst}}
                """)
        let found = correlated(
            text,
            [
                Happening(0, ["Kind": "a", "src": "1", "dst": "2"]),
                Happening(1, ["Kind": "b", "src": "1", "dst": "2"]),
                Happening(2, ["Kind": "b", "src": "2", "dst": "1"]),
            ])

        #expect(found == ["C inside=2 outside=1 0..2 at 2: 2 records, 2.0"])
    }

    @Test("correlations of correlations: many failures, then a success of the same user")
    func chain() {
        let text =
            correlation(
                "type: temporal_ordered, rules: [many, ok], group-by: [u], timespan: 10m", title: "outer") + "\n---\n"
            + correlation(
                "type: event_count, rules: [fail], group-by: [u], timespan: 10m, condition: {gte: 3}", title: "many")
            + "\n---\n" + kinds("fail", "ok")

        #expect(
            correlated(text, records("fail", at: [0, 60, 120], ["u": "x"]) + records("ok", at: [200], ["u": "x"]))
                == ["outer u=x 0..200 at 200: 4 records, 2.0"])
        #expect(
            correlated(text, records("fail", at: [0, 60, 120], ["u": "x"]) + records("ok", at: [200], ["u": "y"])) == []
        )
        #expect(
            correlated(text, records("fail", at: [0, 60], ["u": "x"]) + records("ok", at: [200], ["u": "x"])) == [])
        #expect(
            correlated(text, records("ok", at: [10], ["u": "x"]) + records("fail", at: [20, 60, 120], ["u": "x"])) == []
        )
        // As long as failures go on, the success that ends them is behind them.
        let long = records("fail", at: Array(stride(from: 0, to: 7_200, by: 100)), ["u": "x"])
        #expect(correlated(text, long + records("ok", at: [7_300], ["u": "x"])).count == 1)
    }

    @Test("a correlation of a correlation has groups of its own")
    func chainGroups() {
        let text =
            kinds("fail", "ok") + "\n---\n"
            + correlation(
                "type: event_count, rules: [fail], group-by: [h], timespan: 10m, condition: {gte: 3}", title: "many")
            + "\n---\n"
            + correlation("type: temporal_ordered, rules: [many, ok], group-by: [u], timespan: 1h", title: "outer")
        let failures = zip([0, 1, 2], ["p", "q", "r"]).flatMap { second, user in
            records("fail", at: [second], ["h": "x", "u": .text(user)])
        }

        #expect(
            correlated(text, failures + records("ok", at: [9], ["u": "q"])) == ["outer u=q 1..9 at 9: 2 records, 2.0"])
    }

    @Test("a correlation counts matches of another one, each once, however many records it is made of")
    func countOfMatches() {
        let text =
            kinds("a") + "\n---\n"
            + correlation("type: event_count, rules: [a], timespan: 10s, condition: {gte: 2}", title: "pair")
            + "\n---\n"
            + correlation("type: event_count, rules: [pair], timespan: 1h, condition: {gte: 2}", title: "pairs")

        #expect(correlated(text, records("a", at: [0, 1, 2, 3])) == [])
        #expect(correlated(text, records("a", at: [0, 1, 100, 101])) == ["pairs 0..101 at 101: 4 records, 2.0"])
    }

    @Test("a span of time that is not over when the records end is asked as it is")
    func unfinished() {
        let text = kinds("a", "b") + "\n---\n" + correlation("type: temporal, timespan: 1d, condition: a and not b")

        #expect(correlated(text, records("a", at: [0])) == ["C 0..0 at 0: 1 records, 1.0"])
    }

    @Test("the computer of a record groups it, whatever it calls it, and so does what its log source calls a field")
    func mappedNames() {
        let text = """
            title: Start
            name: start
            logsource: {product: windows, category: process_creation}
            detection: {s: {Image|endswith: x.exe}, condition: s}
            ---
            \(correlation("type: event_count, rules: [start], group-by: [ComputerName, Image], timespan: 1m, condition: {gte: 1}"))
            """
        let rules = RuleSet.load([RuleSource(name: "f", text: text)]).rules
        var builder = RecordBatchBuilder()
        builder.beginRecord(position: 0, number: 1)
        for (name, value, mark) in [
            ("Channel", "Security", RecordBatchBuilder.Mark.channel), ("EventID", "4688", .eventCode),
            ("Computer", "HOST", .host), ("NewProcessName", #"C:\x.exe"#, nil),
        ] as [(String, String, RecordBatchBuilder.Mark?)] {
            builder.append(builder.intern(FieldName(name, path: [.element(name)])), .utf8, Array(value.utf8))
            if let mark { builder.mark(mark) }
        }
        if let moment = Timestamp(ticks: Timeline.start) { builder.setTime(moment, zone: .stated) }
        builder.endRecord()
        let findings = Timeline.findings(rules, Timeline.occurrences(rules, in: [builder.finish()]))

        #expect(findings.map { $0.group.map(\.value) } == [["HOST", #"C:\x.exe"#]])
        #expect(findings.map(\.host) == ["HOST"])
    }

    @Test(
        "a computer is the same in either case of letters", arguments: [("Host1", "HOST1", "host1"), ("a", "b", nil)])
    func hostsInEitherCase(first: String, second: String, host: String?) {
        let text =
            kinds("a") + "\n---\n" + correlation("type: event_count, rules: [a], timespan: 1m, condition: {gte: 2}")
        let rules = RuleSet.load([RuleSource(name: "f", text: text)]).rules
        let batches = [first, second].enumerated().map { number, name in
            var builder = RecordBatchBuilder()
            builder.beginRecord(position: UInt64(number), number: UInt64(number))
            for (field, value, mark) in [
                ("Channel", "log", .channel), ("Computer", name, .host), ("Kind", "a", nil),
            ] as [(String, String, RecordBatchBuilder.Mark?)] {
                builder.append(
                    builder.intern(FieldName(field, path: [.element(field)])), .utf8, Array(value.utf8))
                if let mark { builder.mark(mark) }
            }
            if let moment = Timestamp(ticks: Timeline.start) { builder.setTime(moment, zone: .stated) }
            builder.endRecord()
            return builder.finish()
        }

        #expect(
            Timeline.findings(rules, Timeline.occurrences(rules, in: batches)).map { $0.host?.lowercased() } == [host])
    }

    @Test("a match is told of when it is met, and again when it is over, by a correlator that announces")
    func announcing() {
        let text =
            kinds("a") + "\n---\n"
            + correlation("type: event_count, rules: [a], timespan: 10s, condition: {gte: 2}")
        let rules = RuleSet.load([RuleSource(name: "f", text: text)]).rules
        var correlator = rules.makeCorrelator(announces: true)
        var told: [String] = []
        for one in Timeline.occurrences(rules, in: Timeline.batches(records("a", at: [0, 1, 2, 30]))) {
            correlator.add(one) { told.append("\($0.isOver) \($0.count)") }
        }

        #expect(told == ["false 2", "true 3"])
    }

    @Test("what cannot be held any more is let go, oldest first, and counted")
    func bounded() {
        let text =
            kinds("a") + "\n---\n"
            + correlation("type: event_count, rules: [a], group-by: [u], timespan: 1h, condition: {gte: 2}")
        let rules = RuleSet.load([RuleSource(name: "f", text: text)]).rules
        var correlator = Correlator(rules, announces: false, heldLimit: 3)
        var found: [CorrelationFinding] = []
        let happenings =
            [0, 1, 2, 3].flatMap { records("a", at: [$0], ["u": .text("u\($0)")]) }
            + records("a", at: [4], ["u": "u3"]) + records("a", at: [5], ["u": "u0"])
        for one in Timeline.occurrences(rules, in: Timeline.batches(happenings)) {
            correlator.add(one) { found.append($0) }
        }
        correlator.finish { found.append($0) }

        #expect(found.map { $0.group.map(\.value) } == [["u3"]])
        #expect(correlator.losses.map(\.letGo) == [3])
    }

    @Test("what cannot be counted is counted as such")
    func losses() {
        let text =
            kinds("a") + "\n---\n"
            + correlation("type: value_sum, rules: [a], group-by: [u], timespan: 1h, condition: {field: n, gt: 1}")
        let rules = RuleSet.load([RuleSource(name: "f", text: text)]).rules
        var correlator = rules.makeCorrelator()
        let happenings: [Happening] = [
            Happening(0, ["Kind": "a", "n": 1]), Happening(1, ["Kind": "a", "u": "x"]),
            Happening(2, ["Kind": "a", "u": "x", "n": "many"]),
        ]
        for one in Timeline.occurrences(rules, in: Timeline.batches(happenings)) { correlator.add(one) { _ in } }
        correlator.finish { _ in }

        #expect(correlator.losses.map(\.withoutGroup) == [1])
        #expect(correlator.losses.map(\.withoutValue) == [2])
    }
}
