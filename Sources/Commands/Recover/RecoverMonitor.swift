import ArgumentParser
import CaseLifecycle
import Vocabulary

struct RecoverMonitor: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor", abstract: "Watch for the intruder's return, or decide with two people to do without.",
        discussion: """
            cordon recover monitor C-1 --until 2026-04-10T08:00Z --signal 'old addresses' --signal 'decoys' --owner dora
            cordon recover monitor C-1 --gap-from 2026-03-12T01:00Z --gap-to 2026-03-12T05:00Z --what 'sensor 3 was off'
            cordon recover monitor C-1 --seen-again 'beacon of WKS-014' --on WKS-014     (back to containment)
            cordon recover monitor C-1 --waive 'the network is gone'
            cordon recover monitor C-1 --confirm-waiver 'I agree: ..'                   (another person)

            Who adds to what is watched, or watches longer, names all signals again; a lead or deputy takes one out or changes
            who watches.
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: ArgumentHelp("Begin to watch, until then.", valueName: "time"))
    var until: Timestamp?

    @Option(help: "What is watched; may be repeated.")
    var signal: [String] = []

    @Option(help: "Who watches.")
    var owner: String?

    @Option(help: ArgumentHelp("Nothing was watched from then,", valueName: "time"))
    var gapFrom: Timestamp?

    @Option(help: ArgumentHelp("until then.", valueName: "time"))
    var gapTo: Timestamp?

    @Option(help: "What was not watched.")
    var what: String?

    @Option(help: "What was seen of the intruder.")
    var seenAgain: String?

    @Option(
        name: .customLong("on"),
        help: ArgumentHelp("A system on which it was seen; may be repeated.", valueName: "system"))
    var systems: [String] = []

    @Option(
        name: .customLong("on-account"),
        help: ArgumentHelp("An account with which it was seen; may be repeated.", valueName: "account"))
    var accounts: [String] = []

    @Option(help: ArgumentHelp("When it was seen; default: now.", valueName: "time"))
    var at: Timestamp?

    @Option(help: "Why no monitoring is necessary.")
    var waive: String?

    @Option(help: "Why another person agrees.")
    var confirmWaiver: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        let acts = [until != nil, gapFrom != nil, seenAgain != nil, waive != nil, confirmWaiver != nil].count { $0 }
        guard acts == 1 else {
            throw ValidationError("give one of --until, --gap-from, --seen-again, --waive and --confirm-waiver")
        }
        if until != nil, owner == nil { throw ValidationError("--until needs --signal and --owner") }
        if gapFrom != nil, gapTo == nil || what == nil { throw ValidationError("--gap-from needs --gap-to and --what") }
    }

    func run() async throws {
        guard let command else { return }
        try change.run([.recovery(command)], output)
    }

    private var command: RecoveryCommand? {
        if let until, let owner { return .beginMonitoring(until: until, signals: signal, owner: owner) }
        if let gapFrom, let gapTo, let what { return .recordSensorGap(from: gapFrom, to: gapTo, what: what) }
        if let seenAgain {
            let targets = systems.map(Target.system) + accounts.map(Target.account)
            return .reappeared(targets: targets, observed: seenAgain, at: at)
        }
        if let waive { return .proposeMonitoringWaiver(reason: waive) }
        return confirmWaiver.map { .confirmMonitoringWaiver(reason: $0) }
    }
}
