import Vocabulary

@testable import Detection

/// A record of a test: so many seconds after the start, with these fields.
struct Happening {
    let seconds: Int
    let fields: [(String, Stored)]

    init(_ seconds: Int, _ fields: [(String, Stored)]) {
        self.seconds = seconds
        self.fields = fields
    }

    init(_ seconds: Int, _ fields: KeyValuePairs<String, Stored>) {
        self.init(seconds, fields.map { ($0.key, $0.value) })
    }
}

/// Rules that fit records by their field `Kind`, each named after it.
func kinds(_ kinds: String...) -> String {
    kinds.map { kind in
        """
        title: \(kind)
        name: \(kind)
        logsource: {product: test, service: log}
        detection: {selection: {Kind: \(kind)}, condition: selection}
        """
    }.joined(separator: "\n---\n")
}

/// A correlation around the lines of its section.
func correlation(_ section: String, title: String = "C", more: String = "") -> String {
    """
    title: \(title)
    name: \(title)
    \(more)
    correlation: {\(section.split(separator: "\n").joined(separator: " "))}
    """
}

enum Timeline {
    static let start = Timestamp(unixSeconds: 1_800_000_000)?.ticks ?? 0

    /// Records in batches of one each.
    static func batches(_ happenings: [Happening]) -> [RecordBatch] {
        happenings.enumerated().map { number, happening in
            var builder = RecordBatchBuilder()
            builder.beginRecord(position: UInt64(number), number: UInt64(number))
            func add(_ name: String, _ value: Stored) {
                let (encoding, bytes) = value.encoded
                builder.append(builder.intern(FieldName(name, path: [.element(name)])), encoding, bytes)
            }
            add("Channel", "log")
            builder.mark(.channel)
            for (name, value) in happening.fields { add(name, value) }
            let ticks = start + Int64(happening.seconds) * Timestamp.ticksPerSecond
            if let moment = Timestamp(ticks: ticks) { builder.setTime(moment, zone: .stated) }
            builder.endRecord()
            return builder.finish()
        }
    }

    /// What correlations are made of, in the order of the batches; each batch is a file of its own.
    static func occurrences(_ rules: RuleSet, in batches: [RecordBatch], files: [Int]? = nil) -> [Occurrence] {
        var matcher = rules.makeMatcher()
        var occurrences: [Occurrence] = []
        for (number, batch) in batches.enumerated() {
            matcher.match(
                batch,
                correlated: { match in
                    let record = match.match.record
                    let place = RecordPlace(
                        file: UInt32(files?[number] ?? 0), record: record.number, position: record.position)
                    if let one = match.occurrence(at: place) { occurrences.append(one) }
                }, { _ in })
        }
        return occurrences
    }

    /// The findings of what happened, in the order in which they are told.
    static func findings(_ rules: RuleSet, _ occurrences: [Occurrence]) -> [CorrelationFinding] {
        var correlator = rules.makeCorrelator()
        var findings: [CorrelationFinding] = []
        for one in occurrences.sorted(by: Occurrence.precedes) { correlator.add(one) { findings.append($0) } }
        correlator.finish { findings.append($0) }
        return findings
    }

    /// A finding in short: `C u=x 3..9 at 7: 4 records, 2`.
    static func words(_ finding: CorrelationFinding, _ rules: RuleSet) -> String {
        func seconds(_ moment: Timestamp) -> Int64 { (moment.ticks - start) / Timestamp.ticksPerSecond }
        let group = finding.group.map { " \($0.name)=\($0.value)" }.joined()
        let measure = (finding.measure * 100).rounded() / 100
        return "\(rules.correlations[finding.correlation].summary.title)\(group) "
            + "\(seconds(finding.first))..\(seconds(finding.last)) at \(seconds(finding.met)): "
            + "\(finding.count) records, \(measure)"
    }
}

/// What correlations of a text find, in short; problems of the text where it has any.
func correlated(_ text: String, _ happenings: [Happening]) -> [String] {
    let (rules, problems) = RuleSet.load([RuleSource(name: "test.yml", text: text)])
    guard problems.isEmpty else { return problems.map(\.description) }
    return Timeline.findings(rules, Timeline.occurrences(rules, in: Timeline.batches(happenings)))
        .filter { rules.correlations[$0.correlation].isShown }.map { Timeline.words($0, rules) }
}
