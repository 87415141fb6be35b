import ArgumentParser
import AttackKnowledge
import Detection
import Foundation
import Services
import Vocabulary
import Wire

struct RulesCoverage: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "What rules cover of ATT&CK; as JSON, a layer of the ATT&CK Navigator.",
        discussion: """
            cordon rules coverage rules/ --format json > layer.json
            cordon rules coverage rules/ --evidence logs/
            """)

    @Argument(help: "Rule files or folders. Default: the starter rules.")
    var path: [String] = []

    @Option(
        help: ArgumentHelp(
            "Evidence, for which it is told what log sources of the rules it does not have; may be repeated.",
            valueName: "path"))
    var evidence: [String] = []

    @OptionGroup var mapping: MappingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (rules, _) = try RuleLibrary.loadSome(path, mappings: mapping.paths)
        let files = evidence.isEmpty ? nil : try EvidenceFinder.find(under: evidence).files
        let width = ProcessInfo.processInfo.activeProcessorCount
        let coverage = try await RuleCoverageService(width: width).coverage(of: rules, in: files)
        for (file, reason) in coverage.unread { StandardOutput.note("not read: \(file): \(reason)") }
        try output.print(Self.text(coverage), json: try WireJSON.line(shape(coverage)))
    }

    private func shape(_ coverage: RuleCoverage) -> CoverageShape {
        CoverageShape(
            name: "Cordon rules",
            description:
                "\(coverage.rules) rules of \(path.isEmpty ? "the starter set" : path.joined(separator: ", "))",
            techniques: coverage.techniques.map {
                .init($0.technique, levels: $0.levels, blindRules: $0.blindRules)
            },
            sources: coverage.sources.map {
                .init(
                    product: $0.source.product, category: $0.source.category, service: $0.source.service,
                    rules: $0.rules, records: $0.records)
            })
    }

    private static func text(_ coverage: RuleCoverage) -> String {
        let techniques = coverage.techniques.map { count in
            let levels = count.levels.sorted { $0.key > $1.key }.map { "\($0.value) \($0.key.rawValue)" }
            let name = TechniqueTable.technique(count.technique)?.name ?? "not known"
            return [count.technique.text, count.rules.description, name, levels.joined(separator: ", ")]
        }
        let sources = coverage.sources.map { count in
            [count.records.map { $0 == 0 ? "none" : "\($0)" } ?? "", "\(count.rules)", count.source.words]
        }
        let looked = coverage.sources.contains { $0.records != nil }
        let missing = coverage.sources.filter { $0.records == 0 }
        var parts = [
            PlainText.table([["TECHNIQUE", "RULES", "NAME", "LEVELS"]] + techniques),
            PlainText.table([[looked ? "RECORDS" : "", "RULES", "LOG SOURCE"]] + sources),
            "\(coverage.rules) rules, \(coverage.techniques.count) techniques; \(coverage.untagged) rules name no technique",
        ]
        if looked {
            let blind = missing.reduce(0) { $0 + $1.rules }
            parts.append("the evidence lacks \(missing.count) log sources, which \(blind) rules ask for")
        }
        return parts.joined(separator: "\n\n")
    }
}
