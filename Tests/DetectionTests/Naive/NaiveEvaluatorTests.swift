import Foundation
import Testing
import Vocabulary

@testable import Detection

@Suite("The indexed engine against a naive one")
struct NaiveEvaluatorTests {
    /// How many records are matched: a sample here; `CORDON_RULE_RECORDS` asks for more.
    private static let records = Int(ProcessInfo.processInfo.environment["CORDON_RULE_RECORDS"] ?? "") ?? 3_000
    private static let recordsForRules = 150
    private static let rulesAtATime = 12

    @Test("both find the same in random records by random rules")
    func same() throws {
        var matches = 0
        for round in 0..<(Self.records + Self.recordsForRules - 1) / Self.recordsForRules {
            var made = RandomRules(seed: UInt64(round) + 1)
            let rules = (0..<Self.rulesAtATime).map { _ in made.rule() }
            let sources = rules.enumerated().map { number, rule in
                RuleSource(name: "\(number).yml", text: rule.yaml(title: "R\(number)"))
            }
            let (engine, told) = RuleSet.load(sources)
            try #require(told.filter { $0.kind != .warning } == [], "round \(round)")
            var evaluators = rules.map(NaiveEvaluator.init)
            var records: [NaiveRecord] = []
            var builder = RecordBatchBuilder()
            for _ in 0..<Self.recordsForRules {
                let record = made.record(near: rules)
                record.append(to: &builder)
                records.append(record)
            }
            var found = records.map { _ in [Int]() }
            var matcher = engine.makeMatcher()
            matcher.match(builder.finish()) { found[$0.record.index].append($0.rule) }

            for (number, record) in records.enumerated() {
                let expected = evaluators.indices.filter { evaluators[$0].fits(record) }
                matches += expected.count
                guard expected != found[number] else { continue }
                let different = Set(expected).symmetricDifference(found[number]).sorted()
                let fields = record.fields.map { "\($0.name)=\($0.stored)" }
                Issue.record("round \(round): \(fields)\n\(different.map { sources[$0].text }.joined(separator: "\n"))")
            }
        }
        // Where nearly nothing matches, nothing is compared.
        #expect(matches > Self.records / 2)
    }
}
