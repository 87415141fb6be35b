import ArgumentParser
import Foundation
import Services
import Wire

struct ExerciseScoreCommand: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Investigate made-up worlds and tell how much of the truth was found.",
        discussion: """
            cordon exercise score world/
            cordon exercise score --seeds 1-99 --difficulty normal --format json
            cordon exercise score --seeds 1-100 --benign

            Simple methods are measured on the same worlds. Figures of made-up worlds say nothing of real intrusions.
            """)

    @Argument(help: "A world that cordon exercise generate wrote, or a folder of them.")
    var folder: String?

    @Option(help: ArgumentHelp("Make and score the worlds of these seeds: 7, or 1-99.", valueName: "seeds"))
    var seeds: SeedRange?

    @OptionGroup var world: ExerciseWorldOptions
    @OptionGroup var rules: RuleOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if (folder == nil) == (seeds == nil) { throw ValidationError("name a folder or --seeds") }
        if seeds == nil, world.isGiven {
            throw ValidationError("the worlds in a folder are as they are; leave out \(ExerciseWorldOptions.names)")
        }
    }

    func run() async throws {
        let loaded = try RuleLibrary.loadSome(rules.paths, mappings: rules.mapping.paths)
        let scoring = ExerciseScoring(rules: loaded.rules, width: ProcessInfo.processInfo.activeProcessorCount)
        let rows: [ExerciseScoring.Row]
        if let seeds {
            rows = try await scoring.score(seeds.range.map(world.request(seed:)))
        } else if let folder {
            rows = try await scoring.score(below: folder)
        } else {
            rows = []
        }
        try output.print(ExerciseScoreText.table(rows), json: try WireJSON.line(rows))
    }
}

/// Seeds as people type them: one, or the first and the last.
struct SeedRange: ExpressibleByArgument {
    /// More worlds at a time would take days.
    private static let most: UInt64 = 10_000

    let range: ClosedRange<UInt64>

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { UInt64($0) }
        guard (1...2).contains(parts.count), let first = parts[0], let last = parts[parts.count - 1], first <= last,
            last - first < Self.most
        else { return nil }
        range = first...last
    }
}

/// The figures of several methods side by side, one a column.
enum ExerciseScoreText {
    static func table(_ rows: [ExerciseScoring.Row]) -> String {
        guard let first = rows.first?.figures else { return "no worlds" }
        var lines = [
            "\(first.worlds) worlds: \(first.intrusions) with an intrusion, \(first.benign) without",
            "evidence shows the way in and every movement: \(share(first.shown))", "",
        ]
        let width = 24
        func line(_ name: String, _ cells: [String]) -> String {
            padded(name, 36) + cells.map { padded($0, width) }.joined()
        }
        lines.append(line("", rows.map(\.method)))
        for (name, figure) in figures {
            lines.append(line(name, rows.map { figure($0.figures) }))
        }
        return lines.map { trimmed($0) }.joined(separator: "\n")
    }

    private static let figures: [(name: String, text: @Sendable (ExerciseSummary) -> String)] = [
        ("patient zero first", { share($0.firstAtOnce) }),
        ("patient zero in the first three", { share($0.firstInThree) }),
        ("hosts: precision / recall / F1", { shares([$0.hostPrecision, $0.hostRecall, $0.hostBalance]) }),
        ("accounts: precision / recall / F1", { shares([$0.accountPrecision, $0.accountRecall, $0.accountBalance]) }),
        ("movements: precision / recall", { shares([$0.movementPrecision, $0.movementRecall]) }),
        ("movements, exact", { shares([$0.exactPrecision, $0.exactRecall]) }),
        ("techniques: recall", { share($0.techniqueRecall) }),
        ("Brier score of systems", { share($0.brier) }),
        ("systems flagged per true one", { share($0.effort) }),
        ("claims whose records exist", { share($0.proven) }),
        ("worlds without intrusion, flagged", { "\($0.falseScopes) of \($0.benign)" }),
    ]

    private static func shares(_ values: [Double]) -> String { values.map(share).joined(separator: " / ") }

    /// Three digits behind the point.
    private static func share(_ value: Double) -> String { String(format: "%.3f", value) }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}
