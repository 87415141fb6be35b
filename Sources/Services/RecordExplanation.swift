package import Detection
import EvidenceParsing
import Foundation
import Vocabulary

/// Which record of a file.
package enum RecordChoice: Hashable, Sendable {
    /// The record's own number, as matches show it; where records have none, as in text, how many come before it.
    case number(UInt64)
    /// The place in the file at which it begins, as matches show it.
    case offset(UInt64)
}

/// Explains rules on one record.
package struct RecordExplanation: Sendable {
    /// What was found out.
    package struct Result: Sendable {
        /// For each rule, on the first record of the number.
        package var explanations: [RuleExplanation] = []
        /// How many records of the file have the number: those of a damaged or merged log can repeat.
        package var records = 0
        fileprivate var failure: ServiceFailure?
    }

    let rules: RuleSet
    let chosen: [Int]

    /// - Parameters:
    ///   - rules: Loaded to be explained.
    ///   - name: The id or title of the rules to explain; nil for any.
    ///   - file: The rule file that they are in; nil for any.
    /// - Throws: ``ServiceFailure`` where no rule has the name, and for a correlation, which no single record fits.
    package init(_ rules: RuleSet, named name: String? = nil, ofFile file: String? = nil) throws(ServiceFailure) {
        self.rules = rules
        func isChosen(_ rule: RuleSummary) -> Bool {
            (name.map { MatchChoice.names($0, rule) } ?? true) && (file.map { $0 == rule.source } ?? true)
        }
        chosen = rules.rules.indices.filter { isChosen(rules.rules[$0].summary) }
        guard chosen.isEmpty else { return }
        let isCorrelation = rules.correlations.contains { isChosen($0.summary) }
        throw ServiceFailure(
            code: "no-such-rule", subject: name ?? file ?? "",
            cause: isCorrelation
                ? "a correlation fits many records: explain the rules that it is made of" : "no rule can be explained")
    }

    /// Explains the rules on a record of a file.
    ///
    /// - Throws: ``ServiceFailure`` where the file cannot be read, or has no such record.
    package func explain(_ choice: RecordChoice, of file: EvidenceFile) async throws -> Result {
        let (rules, chosen) = (rules, chosen)
        let result = try await EvidencePipeline(width: 1).run(
            over: [file], state: Result(), makeWorker: { (explainer: RuleExplainer(rules), seen: UInt64(0)) },
            process: { worker, _, _, parsed in
                // There is one worker, so that records come in the order of the file.
                let seen = worker.seen
                worker.seen += UInt64(parsed.batch.count)
                let records = parsed.batch.records.filter { record in
                    switch choice {
                    case .number(let number):
                        (record.number == 0 ? seen + UInt64(record.index) : record.number) == number
                    case .offset(let offset): record.position == offset
                    }
                }
                let explanations = records.first.map { record in
                    chosen.compactMap { worker.explainer.explain($0, record) }
                }
                return (explanations: explanations ?? [], records: records.count)
            },
            accept: { result, delivery in
                switch delivery {
                case .portion(_, _, let product):
                    if result.records == 0 { result.explanations = product.explanations }
                    result.records += product.records
                case .end(let file, let ending):
                    guard ending.format == .unknown else { break }
                    result.failure = ServiceFailure(code: "unreadable", subject: file.path, cause: ending.whyUnread)
                case .missed: break
                case .failed(_, let failure): result.failure = failure
                }
            })
        if result.records > 0 { return result }
        throw result.failure
            ?? ServiceFailure(code: "no-such-record", subject: file.path, cause: choice.whyNone)
    }

    /// Explains the rules on a record that is one line of JSON.
    ///
    /// - Throws: ``ServiceFailure`` where the bytes are no such line.
    package func explain(json bytes: [UInt8]) throws(ServiceFailure) -> Result {
        let line = bytes.map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? UInt8(ascii: " ") : $0 }
        let parsed = JSONLinesParser().parse(EvidencePortion(bytes: line + [UInt8(ascii: "\n")], offset: 0))
        // What else is told of a record, as that it has no time, stands in the way of nothing.
        let damage = parsed.issues.first { $0.kind == .damagedRecord || $0.kind == .truncated }
        guard let record = parsed.batch.records.first, parsed.batch.count == 1, damage == nil else {
            throw ServiceFailure(
                code: "unreadable", subject: "-",
                cause: "a record is one object of JSON" + (damage.map { ": \($0.words)" } ?? ""))
        }
        let explainer = RuleExplainer(rules)
        return Result(explanations: chosen.compactMap { explainer.explain($0, record) }, records: 1)
    }
}

extension RecordChoice {
    /// Why there may be no such record.
    fileprivate var whyNone: String {
        switch self {
        case .number(let number):
            "no record has number \(number): it is what matches show as 'record', or in text counts from 0"
        case .offset(let offset): "no record begins at byte \(offset): it is what matches show as 'offset'"
        }
    }
}
