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
            cordon recover verify WEB-01 --case C-1 --baseline jan.sha256 --observed now.sha256 \\
                --observed-at 2026-03-05T10:00Z --kinds network,packages,policy,indicators --verdict verified \\
                --how 'osquery pack 12, all four tables read'

            A file is the output of sha256sum, or JSON:
            {"host":"WKS-014","takenAt":"2026-01-10T02:00:00Z","kinds":{"files":{"PATH":"HASH"},"autostarts":{"NAME":"COMMAND"}, ..}}
            Kinds: files, autostarts, accounts, network, packages, policy, indicators. A system is verified when every kind
            was compared, with a baseline from before the first compromise, and nothing differs.

            Of when a baseline is another person says, also where its file says so itself: cordon recover baseline --help; and
            whose state a file is that names no host, such as one of checksums: cordon recover snapshot --help. A system is
            compared by people who did not restore or clean it; autostarts and accounts, where they are looked at by hand, by
            two of them, each with this command. Only data files, and changes of known listeners and packages, can be ignored.
            What differed is observed anew after it was put right.
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

    @Option(
        help: ArgumentHelp(
            "When the system was observed, where that file does not say.", valueName: "time"))
    var observedAt: Timestamp?

    @Option(
        help: ArgumentHelp(
            "A difference to look past, as KIND:KEY=REASON; a KEY of files that ends in / is a folder. May be repeated."
        ))
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
            takenAt: try then.snapshot.takenAt ?? incident.dateOfBaseline(then.sha256), observed: now.snapshot,
            observedHash: now.sha256, observedAt: try observationTime(now.snapshot.takenAt), ignoring: ignore,
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
    private func observationTime(_ inside: Timestamp?) throws(CaseRefusal) -> Timestamp {
        if let inside, let observedAt, inside != observedAt {
            throw .impossible("the system was observed at \(inside), as its file says, not \(observedAt)")
        }
        guard let moment = inside ?? observedAt else {
            throw .missing(["when the system was observed, which the file does not say: --observed-at TIME"])
        }
        return moment
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
