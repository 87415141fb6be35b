import ArgumentParser
import Services

struct ExerciseGenerate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Write the evidence of a made-up intrusion to a new folder.",
        discussion: """
            cordon exercise generate sample/ && cordon investigate sample/
            cordon exercise generate two/ --story spread && cordon investigate two/first/
            cordon exercise generate --seed 7 --hosts 40 --days 5 --difficulty hard --out world/
            cordon investigate world/evidence/

            The story sample is of three hosts. In spread an intruder goes from host to host: first/ is of ten hosts,
            later/ of an eleventh, to be added when the scope of the ten is known. With --hosts, --days, --profile,
            --difficulty or --benign a whole company is drawn by seed: evidence/ holds its logs, truth/truth.json what
            really happened.
            """)

    @Argument(help: "The folder to make. One that exists is refused.")
    var folder: String?

    @Option(help: ArgumentHelp("The same as the argument.", valueName: "dir"))
    var out: String?

    @Option(help: "Which intrusion to write.")
    var story: ExerciseStory?

    @Option(help: "The same seed gives the same bytes.")
    var seed: UInt64 = 1

    @OptionGroup var world: ExerciseWorldOptions

    func validate() throws {
        if (folder == nil) == (out == nil) { throw ValidationError("name one folder to make") }
        if story != nil, world.isGiven {
            throw ValidationError("--story is written as it is; leave out \(ExerciseWorldOptions.names)")
        }
    }

    func run() async throws {
        guard let target = folder ?? out else { return }
        let files =
            world.isGiven
            ? try ExerciseService.generate(world.request(seed: seed), into: target)
            : try ExerciseService.generate(story ?? .sample, into: target, seed: seed)
        StandardOutput.note("wrote \(files) files to \(target)")
    }
}

/// What kind of company is drawn.
struct ExerciseWorldOptions: ParsableArguments {
    static let names = "--hosts, --days, --profile, --difficulty and --benign"

    @Option(help: ArgumentHelp("Computers of the company. Default: 30.", valueName: "count"))
    var hosts: Int?

    @Option(help: ArgumentHelp("Days that its logs span. Default: 5.", valueName: "count"))
    var days: Int?

    @Option(help: "Which logs are kept: \(Self.list(ExerciseRequest.profiles)). Default: mixed.")
    var profile: String?

    @Option(
        help: """
            How much the intruder gives away, and how much was kept: \(Self.list(ExerciseRequest.difficulties)). \
            Default: normal.
            """)
    var difficulty: String?

    @Flag(help: "No intruder: the right answer is that no intrusion is shown.")
    var benign = false

    var isGiven: Bool { hosts != nil || days != nil || profile != nil || difficulty != nil || benign }

    func validate() throws {
        try Self.check(hosts, in: ExerciseRequest.hostCounts, "--hosts")
        try Self.check(days, in: ExerciseRequest.dayCounts, "--days")
        try Self.check(profile, in: ExerciseRequest.profiles, "--profile")
        try Self.check(difficulty, in: ExerciseRequest.difficulties, "--difficulty")
    }

    func request(seed: UInt64) -> ExerciseRequest {
        ExerciseRequest(
            seed: seed, hosts: hosts, days: days, profile: profile, difficulty: difficulty, hasIntrusion: !benign)
    }

    private static func check(_ count: Int?, in range: ClosedRange<Int>, _ name: String) throws {
        guard let count, !range.contains(count) else { return }
        throw ValidationError("\(name) takes \(range.lowerBound) to \(range.upperBound)")
    }

    private static func check(_ word: String?, in words: [String], _ name: String) throws {
        guard let word, !words.contains(word) else { return }
        throw ValidationError("\(name) takes \(list(words))")
    }

    private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}

extension ExerciseStory: ExpressibleByArgument {}
