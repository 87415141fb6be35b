import ArgumentParser
import CaseLifecycle
import Vocabulary

struct EradicateCell: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "cell", abstract: "Record what became of one cause on systems or accounts.",
        discussion: """
            cordon eradicate cell C-1 V-1 WKS-014 WKS-015 --done 'task deleted'
            cordon eradicate cell C-1 V-1 WKS-014 --verified 'schtasks shows none' --at 2026-03-04T12:00Z
            cordon eradicate cell C-1 V-1 LNX-01 --not-applicable 'runs no Windows'     (one system at a time)
            cordon eradicate cell C-1 V-1 WKS-014 --failed 'the task is back'           (back to eradication)
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The cause.")
    var cause: CauseID

    @OptionGroup var targets: TargetOptions

    @Option(help: "What was done about it.")
    var done: String?

    @Flag(help: "It destroyed traces; removing malware, persistence or an account always does.")
    var destroysTraces = false

    @Option(help: "How it was seen to be gone; a later act than what was done.")
    var verified: String?

    @Option(help: "Why it does not apply.")
    var notApplicable: String?

    @Option(help: "How it was seen to be still there.")
    var failed: String?

    @Option(help: ArgumentHelp("When it was observed; default: now.", valueName: "time"))
    var at: Timestamp?

    @Option(help: ArgumentHelp("Evidence of the observation; may be repeated.", valueName: "sha256"))
    var evidence: [EvidenceID] = []

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [done, verified, notApplicable, failed].compactMap(\.self).count == 1 else {
            throw ValidationError("give one of --done, --verified, --not-applicable and --failed")
        }
        if at != nil, verified == nil, failed == nil { throw ValidationError("--at goes with --verified or --failed") }
        if !evidence.isEmpty, verified == nil { throw ValidationError("--evidence goes with --verified") }
    }

    func run() async throws {
        guard let act else { return }
        try change.run([.recovery(.cells(targets: targets.all, cause: cause, act: act))], output)
    }

    private var act: RecoveryCommand.CellAct? {
        if let done { return .done(what: done, destroysTraces: destroysTraces) }
        if let verified { return .verified(observed: verified, at: at, evidence: evidence) }
        if let notApplicable { return .notApplicable(reason: notApplicable) }
        return failed.map { .failed(observed: $0, at: at) }
    }
}
