package import CaseLifecycle
import Vocabulary

/// What came of comparing a system with its baseline, as `cordon recover verify` prints it.
package struct ComparisonShape: Encodable {
    struct DriftShape: Encodable {
        let kind: String
        let key: String
        let change: String
        @OrNull var expected: String?
        @OrNull var observed: String?

        init(_ item: DriftItem) {
            kind = item.kind.rawValue
            key = item.key
            change = item.change.rawValue
            expected = item.expected
            observed = item.observed
        }
    }

    struct HandShape: Encodable {
        let kind: String
        let matches: Bool
        let how: String
    }

    let `case`: String
    let version: Int
    let system: String
    /// `verified`, `drift` or `notVerifiable`.
    let verdict: String
    let compared: [String]
    let notCompared: [String]
    /// What one person looked at by hand, and a second one must.
    let awaitingSecond: [String]
    let byHand: [HandShape]
    let driftCount: Int
    /// The first differences.
    let drift: [DriftShape]
    /// Differences that an ignore rule hides.
    let ignored: [DriftShape]
    /// Known indicators that were found on the system.
    let indicators: [String]
    let baseline: String
    let baselineTakenAt: String
    let observed: String
    let observedAt: String

    /// - Parameters:
    ///   - comparison: As the case holds it.
    ///   - incident: The case with the comparison in it.
    package init(_ comparison: BaselineComparison, in incident: Case) {
        let name = comparison.system
        `case` = incident.id.description
        version = incident.version
        system = name
        verdict = (incident.baselineVerdict(of: name) ?? .notVerifiable).rawValue
        compared = comparison.covered.sorted().map(\.rawValue)
        let alone = comparison.awaitingSecond ?? []
        notCompared = BaselineKind.allCases.filter { !comparison.covered.contains($0) && !alone.contains($0) }
            .map(\.rawValue)
        awaitingSecond = alone.map(\.rawValue)
        byHand = comparison.byHand.map { HandShape(kind: $0.kind.rawValue, matches: $0.matches, how: $0.how) }
        driftCount = comparison.driftCount
        drift = comparison.drift.map(DriftShape.init)
        ignored = comparison.hidden.map(DriftShape.init)
        indicators = comparison.observedHits
        baseline = comparison.baselineHash.hex
        baselineTakenAt = comparison.takenAt.description
        observed = comparison.observedHash.hex
        observedAt = comparison.observedAt.description
    }

    /// The same for people.
    package var lines: [String] {
        var lines = ["\(system): \(verdict)"]
        lines += drift.map { "  \($0.kind) \($0.change): \($0.key)" }
        if driftCount > drift.count { lines.append("  and \(driftCount - drift.count) more") }
        lines += indicators.map { "  known indicator: \($0)" }
        lines += byHand.filter { !$0.matches }.map { "  \($0.kind) differs: \($0.how)" }
        if !notCompared.isEmpty { lines.append("  not compared: \(notCompared.joined(separator: ", "))") }
        if !awaitingSecond.isEmpty {
            lines.append("  awaiting a second person's look: \(awaitingSecond.joined(separator: ", "))")
        }
        if !ignored.isEmpty { lines.append("  \(ignored.count) differences are ignored, with reasons") }
        return lines.map(PlainText.safe)
    }
}
