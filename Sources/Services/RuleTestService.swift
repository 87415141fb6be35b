import Detection
import EvidenceParsing
import Foundation
import Vocabulary

/// Tests rules on events that must, and that must not, match: `RULE.yml` beside `RULE.match.jsonl` and
/// `RULE.nomatch.jsonl`, in any format that evidence has.
package struct RuleTestService: Sendable {
    /// What became of one rule file.
    package struct Outcome: Hashable, Sendable {
        package let rule: String
        /// Records that were tried.
        package fileprivate(set) var records = 0
        /// What is not as it must be, a sentence each; none where the rule passes.
        package fileprivate(set) var failures: [String] = []
        /// Whether there is an event that must match. A rule without one passes, but is not tested.
        package fileprivate(set) var isTested = false
    }

    /// Records of a file that are named one by one.
    private static let namedRecords = 5

    private let mappings: [String]

    package init(mappings: [String] = []) { self.mappings = mappings }

    /// Tests every rule file below folders.
    ///
    /// - Returns: An outcome for each, in the order of their paths.
    /// - Throws: ``ServiceFailure`` where there is no rule file.
    package func test(_ folders: [String]) async throws -> [Outcome] {
        let files = try EvidenceFinder.find(under: folders, namesHosts: false).files
        let rules = files.filter { RuleLibrary.isRule($0.name) }.sorted { $0.path < $1.path }
        guard !rules.isEmpty else {
            throw ServiceFailure(
                code: "no-rules", subject: folders.joined(separator: ", "), cause: "there is no rule file there")
        }
        var outcomes: [Outcome] = []
        for rule in rules { outcomes.append(try await test(rule, among: files)) }
        return outcomes
    }

    private func test(_ rule: EvidenceFile, among files: [EvidenceFile]) async throws -> Outcome {
        var outcome = Outcome(rule: rule.path)
        let (rules, problems) = try RuleLibrary.load([rule.path], mappings: mappings)
        outcome.failures += problems.filter(\.leavesRuleOut).map { "\($0.line):\($0.column): \($0.message)" }
        let stem = (rule.path as NSString).deletingPathExtension
        for file in files where file.path.hasPrefix(stem + ".match.") {
            outcome.isTested = true
            try await check(file, rules, mustMatch: true, &outcome)
        }
        for file in files where file.path.hasPrefix(stem + ".nomatch.") {
            try await check(file, rules, mustMatch: false, &outcome)
        }
        return outcome
    }

    /// What is known of the records of one file.
    private struct Found: Sendable {
        var records = 0
        /// Records, counted from 1, that fit no rule, and those that fit one.
        var unmatched: [Int] = []
        var matched: [Int] = []
        var isJSONLines = false
        var unread: String?
        /// The first issue of a file of JSON lines.
        var damage: String?
    }

    private func check(
        _ file: EvidenceFile, _ rules: RuleSet, mustMatch: Bool, _ outcome: inout Outcome
    ) async throws {
        var found = try await find(file, rules)
        outcome.records += found.records
        if let reason = found.unread { outcome.failures.append("\(file.name) is not read: \(reason)") }
        if let damage = found.damage { outcome.failures.append("\(file.name): \(damage)") }
        if !rules.correlations.isEmpty {
            // Of a correlation the file as a whole is the event.
            let summary = try await DetectionService(rules: rules, width: 1).detect(
                [file], render: { _, _ in }, write: { _ in })
            found.matched = summary.matches > 0 ? [1] : []
            found.isJSONLines = false
        }
        if mustMatch, found.records == 0 {
            outcome.failures.append("\(file.name) holds no record")
        } else if mustMatch, found.isJSONLines, !found.unmatched.isEmpty {
            outcome.failures.append("\(file.name): no match for record \(Self.words(found.unmatched))")
        } else if mustMatch, found.matched.isEmpty {
            outcome.failures.append("\(file.name): no match")
        } else if !mustMatch, !found.matched.isEmpty {
            let records = found.isJSONLines ? " for record \(Self.words(found.matched))" : ""
            outcome.failures.append("\(file.name): a match\(records)")
        }
    }

    private static func words(_ records: [Int]) -> String {
        let named = records.prefix(namedRecords).map(\.description).joined(separator: ", ")
        return records.count > namedRecords ? named + " and \(records.count - namedRecords) more" : named
    }

    private func find(_ file: EvidenceFile, _ rules: RuleSet) async throws -> Found {
        try await EvidencePipeline(width: 1).run(
            over: [file], state: Found(), makeWorker: { CountedMatcher(rules) },
            process: { worker, _, format, parsed in
                var fits = [Bool](repeating: false, count: parsed.batch.count)
                worker.matcher.match(parsed.batch) { fits[$0.record.index] = true }
                let damage = parsed.issues.first { $0.kind != .badTime }
                return (fits: fits, isJSONLines: format == .jsonLines, issue: damage?.words)
            },
            accept: { found, delivery in
                switch delivery {
                case .portion(_, _, let product):
                    for fits in product.fits {
                        found.records += 1
                        if fits { found.matched.append(found.records) } else { found.unmatched.append(found.records) }
                    }
                    found.isJSONLines = product.isJSONLines
                    // A line that is no JSON would be an event that is tried by nothing.
                    if product.isJSONLines, found.damage == nil { found.damage = product.issue }
                case .end(_, let ending): if ending.format == .unknown { found.unread = ending.whyUnread }
                case .missed(_, let issue): found.unread = issue.words
                case .failed(_, let failure): found.unread = failure.cause
                }
            })
    }
}
