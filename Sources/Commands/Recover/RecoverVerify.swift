import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct RecoverVerify: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Compare a system with its baseline and record what came of it.",
        discussion: """
            cordon recover verify WKS-014 --case C-1 --baseline golden.json --observed today.json
            cordon recover verify WEB-01 --case C-1 --baseline jan.sha256 --taken-at 2026-01-10T02:00Z --observed now.sha256 \\
                --kinds autostarts,accounts,network,packages,policy,indicators --verdict verified --how 'osquery pack 12'

            A file is the output of sha256sum, or JSON:
            {"host":"WKS-014","takenAt":"2026-01-10T02:00:00Z","kinds":{"files":{"PATH":"HASH"},"autostarts":{"NAME":"COMMAND"}, ..}}
            Kinds: files, autostarts, accounts, network, packages, policy, indicators. A system is verified when every kind
            was compared, with a baseline from before the first compromise, and nothing differs.
            """)

    @Argument(help: "The system; the case may stand before it.")
    var names: [String]

    @Option(name: .customLong("case"), help: "The case; default: the only one that is in recovery.")
    var caseID: CaseID?

    @Option(help: ArgumentHelp("The state to go back to.", valueName: "file"))
    var baseline: String

    @Option(help: ArgumentHelp("The state after the restore.", valueName: "file"))
    var observed: String

    @Option(help: "Where the baseline comes from; default: its file.")
    var source: String?

    @Option(help: ArgumentHelp("Of when the baseline is, where it does not say.", valueName: "time"))
    var takenAt: Timestamp?

    @Option(
        help: ArgumentHelp(
            "When the system was observed, where that file does not say; default: now.", valueName: "time"))
    var observedAt: Timestamp?

    @Option(
        help: ArgumentHelp(
            "A difference to look past, as KIND:KEY=REASON; a KEY that ends in / is a folder. May be repeated."))
    var ignore: [IgnoreRule] = []

    @Option(help: ArgumentHelp("Kinds that were compared by other means, with commas between.", valueName: "kinds"))
    var kinds: String?

    @Option(help: "What came of those: verified or drift.")
    var verdict: HandVerdict?

    @Option(help: "How those were compared.")
    var how: String?

    @Option(help: ArgumentHelp("Refuse if the case is no longer at this version.", valueName: "version"))
    var ifVersion: Int?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    enum HandVerdict: String, ExpressibleByArgument, CaseIterable { case verified, drift }

    func validate() throws {
        guard names.count == 1 || (names.count == 2 && caseID == nil && CaseID(names[0]) != nil) else {
            throw ValidationError("name one system: cordon recover verify --help")
        }
        let byHand = [kinds, verdict?.rawValue, how].compactMap(\.self).count
        if byHand != 0, byHand != 3 { throw ValidationError("--kinds, --verdict and --how go together") }
        _ = try byHandKinds
    }

    func run() async throws {
        let then = try SnapshotFile(baseline)
        let now = try SnapshotFile(observed)
        let workspace = try store.openExisting()
        let id = try caseID ?? CaseID(names[0]) ?? onlyCase(in: workspace)
        let incident = try workspace.queries.incident(id)
        let comparison = BaselineComparison(
            system: names.last ?? "", source: source ?? baseline, baseline: then.snapshot, baselineHash: then.sha256,
            takenAt: try date(then.snapshot.takenAt, takenAt, "the baseline is of", "--taken-at TIME"),
            observed: now.snapshot, observedHash: now.sha256,
            observedAt: try date(
                now.snapshot.takenAt, observedAt, "the system was observed at", "--observed-at TIME",
                default: workspace.queries.context().now), ignoring: ignore,
            byHand: try byHandKinds.map { .init(kind: $0, matches: verdict == .verified, how: how ?? "") },
            indicators: KnownIndicators(incident))
        let outcome = try workspace.cases.run([.recovery(.compare(comparison))], on: id, expected: ifVersion)
        // The case knows the system by its own name, whatever alias was typed.
        for case .recovery(.compared(let recorded)) in outcome.events.map(\.event) {
            let shape = ComparisonShape(recorded, in: outcome.incident)
            try output.print(shape.lines.joined(separator: "\n"), json: try WireJSON.line(shape))
        }
    }

    /// What a file says of its own date outranks what was typed; where both speak they agree.
    private func date(
        _ inside: Timestamp?, _ typed: Timestamp?, _ what: String, _ option: String, default: Timestamp? = nil
    ) throws -> Timestamp {
        if let inside, let typed, inside != typed {
            throw CaseRefusal.impossible("\(what) \(inside), as its file says, not \(typed)")
        }
        guard let date = inside ?? typed ?? `default` else { throw CaseRefusal.missing(["its date: \(option)"]) }
        return date
    }

    private func onlyCase(in workspace: Workspace) throws -> CaseID {
        let open = try workspace.queries.cases().filter { $0.state == .recovery || $0.state == .review }
        guard let only = open.first, open.count == 1 else {
            throw CaseRefusal.missing(["the case, of \(open.count) that are in recovery: --case C-1"])
        }
        return only.id
    }

    private var byHandKinds: [BaselineKind] {
        get throws {
            try (kinds ?? "").split(separator: ",").map { name in
                guard let kind = BaselineKind(rawValue: String(name)) else {
                    throw ValidationError("\(name) is no kind of a baseline")
                }
                return kind
            }
        }
    }
}

extension IgnoreRule: ExpressibleByArgument {
    package init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let kind = BaselineKind(rawValue: String(parts[0])),
            let mark = parts[1].lastIndex(of: "="), mark > parts[1].startIndex
        else { return nil }
        self.init(
            kind: kind, key: String(parts[1][..<mark]), reason: String(parts[1][parts[1].index(after: mark)...]))
    }
}
