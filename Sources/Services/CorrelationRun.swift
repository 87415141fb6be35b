package import Detection
package import Vocabulary

/// A correlation that was met, with all that is shown of it.
package struct DetectedCorrelation: Sendable {
    /// One of the records it is made of.
    package struct Record: Sendable {
        /// The rule that fits it.
        package let rule: RuleSummary
        package let moment: Timestamp
        package let host: String
        package let file: String
        package let number: UInt64
        /// Where it begins in its file, in bytes.
        package let offset: UInt64
    }

    package let rule: RuleSummary
    package let finding: CorrelationFinding
    /// The first of its records.
    package let records: [Record]

    /// - Parameter files: The names of files by their numbers.
    init(_ finding: CorrelationFinding, _ rules: RuleSet, files: [String]) {
        rule = rules.correlations[finding.correlation].summary
        self.finding = finding
        records = finding.records.map { one in
            let file = Int(one.place.file)
            return Record(
                rule: rules.rules[one.rule].summary, moment: one.moment, host: one.host,
                file: files.indices.contains(file) ? files[file] : "", number: one.place.record,
                offset: one.place.position)
        }
    }
}

/// What a run learned about its correlations.
package struct CorrelationSummary: Sendable {
    /// Matches of correlations that are shown.
    package var matches = 0
    /// Matches of rules that could not be correlated, since their records state no time.
    package var undated = 0
    /// Matches of rules that came later than the tolerance of a live run allows.
    package var late = 0
    /// What could not be correlated, of each correlation that has any of that.
    package var losses: [RuleSummary: CorrelationLosses] = [:]

    mutating func note(_ correlator: borrowing Correlator, _ rules: RuleSet) {
        for (correlation, losses) in zip(rules.correlations, correlator.losses) where losses != CorrelationLosses() {
            self.losses[correlation.summary, default: CorrelationLosses()] += losses
        }
    }
}

/// The matches that correlations are made of, as they come out of files in any order.
struct CorrelationInput: Sendable {
    private var store: OccurrenceStore
    /// The names of the files that matches are in, by their numbers.
    private(set) var files: [String] = []
    private(set) var undated = 0

    init(in folder: String) { store = OccurrenceStore(in: folder) }

    /// Says that what is added next is in another file.
    mutating func begin(file: String) { files.append(file) }

    /// Takes matches of the file that was begun last.
    ///
    /// - Parameter firstRecord: How many records of the file came before, where records are known by their place.
    mutating func add(_ portion: CorrelationPortion, firstRecord: Int = 0) throws {
        undated += portion.undated
        let file = UInt32(max(0, files.count - 1))
        try store.add(portion.occurrences.map { $0.moved(to: file, by: UInt64(firstRecord)) })
    }

    /// Finds the correlations in all of it.
    mutating func correlate(
        _ rules: RuleSet, _ found: (CorrelationFinding) throws -> Void
    ) throws -> CorrelationSummary {
        var summary = CorrelationSummary()
        summary.undated = undated
        guard !rules.correlations.isEmpty else { return summary }
        var correlator = rules.makeCorrelator()
        var findings: [CorrelationFinding] = []
        func hand() throws {
            for finding in findings where rules.correlations[finding.correlation].isShown { try found(finding) }
            findings.removeAll(keepingCapacity: true)
        }
        try store.drain { one in
            correlator.add(one) { findings.append($0) }
            if !findings.isEmpty { try hand() }
        }
        correlator.finish { findings.append($0) }
        try hand()
        summary.note(correlator, rules)
        return summary
    }
}

/// The matches of one portion that correlations are made of.
struct CorrelationPortion: Sendable {
    fileprivate(set) var occurrences: [Occurrence] = []
    /// Matches of records that state no time.
    fileprivate(set) var undated = 0
}

extension RuleMatcher {
    /// Matches a batch, and keeps what correlations are made of.
    ///
    /// - Parameter byPlace: Whether records are known by their place in the batch, and not by their own numbers.
    mutating func matchKeeping(
        _ batch: RecordBatch, byPlace: Bool = false, _ found: (RuleMatch) -> Void
    ) -> CorrelationPortion {
        var portion = CorrelationPortion()
        match(
            batch,
            correlated: { match in
                let record = match.match.record
                let place =
                    byPlace
                    ? RecordPlace(file: 0, record: UInt64(record.index), position: UInt64(record.index))
                    : RecordPlace(file: 0, record: record.number, position: record.position)
                if let one = match.occurrence(at: place) {
                    portion.occurrences.append(one)
                } else {
                    portion.undated += 1
                }
            }, found)
        return portion
    }
}
