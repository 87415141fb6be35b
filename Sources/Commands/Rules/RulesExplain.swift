import ArgumentParser
import Detection
import Foundation
import Services
import Vocabulary
import Wire

struct RulesExplain: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Why a rule matches a record, or why it does not: the condition as a tree.",
        discussion: """
            cordon rules explain rule.yml Security.evtx#4711
            cordon rules explain 5f9f2b2c-0a3e-4a5d-9d7f-6a1c2f1f0a11 'C:/logs/Sysmon.evtx#12' --rules rules/
            jq -c 'select(.EventID == 4688)' events.jsonl | head -1 | cordon rules explain rule.yml

            cordon rules explain rule.yml events.jsonl@81920

            The number of a record is what matches show as 'record'; records of text have none, and count from 0. Behind an @
            stands where a record begins in its file, which matches show as 'offset'.
            """)

    @Argument(help: "A rule file; or the id or title of a rule of --rules.")
    var rule: String

    @Argument(
        help: ArgumentHelp(
            "FILE#N, record N of an evidence file, or FILE@OFFSET; - reads one JSON object from standard input.",
            valueName: "record"))
    var record: String = "-"

    @OptionGroup var rules: RuleOptions
    @OptionGroup var times: TimeOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let isFile = FileManager.default.fileExists(atPath: rule)
        let (loaded, problems) = try RuleLibrary.loadSome(
            isFile ? [rule] + rules.paths : rules.paths, mappings: rules.mapping.paths, explains: true, checks: true)
        for problem in problems where isFile && problem.file == rule { StandardOutput.note(problem.description) }
        let explaining = try RecordExplanation(loaded, named: isFile ? nil : rule, ofFile: isFile ? rule : nil)
        let result = try await explain(explaining)
        if result.records > 1 {
            StandardOutput.note("\(result.records) records have this number: the first is explained")
        }
        let explanations = result.explanations
        try output.print(
            explanations.map { ExplanationText($0).text }.joined(separator: "\n\n"),
            json: try WireJSON.line(explanations.map(ExplanationShape.init)))
    }

    private func explain(_ explaining: RecordExplanation) async throws -> RecordExplanation.Result {
        guard record != "-" else {
            return try explaining.explain(json: Array(FileHandle.standardInput.readDataToEndOfFile()))
        }
        guard let mark = record.lastIndex(where: { $0 == "#" || $0 == "@" }),
            let number = UInt64(record[record.index(after: mark)...])
        else { throw ValidationError("a record is FILE#N, FILE@OFFSET, or - for one of standard input") }
        var found = try EvidenceFinder.find(under: [String(record[..<mark])])
        found.assume(times.assumptions)
        guard found.files.count == 1 else { throw ValidationError("FILE must be one file") }
        return try await explaining.explain(record[mark] == "#" ? .number(number) : .offset(number), of: found.files[0])
    }
}
