import ArgumentParser
import CaseLifecycle

struct ContainGo: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "go", abstract: "Order the containment of the whole set at once; a part only in an emergency.",
        discussion: """
            cordon contain go C-1
            cordon contain go C-1 --emergency --only FS-01,FS-02 --left-out WKS-014 --left-out-reason 'no agent on it' \\
                --impact F-12 --kind encryption --reason 'files are being encrypted now'

            An emergency names everything that it leaves out, judged or not, and why; it rests on evidence of harm on what it
            contains, is confirmed by a second person within four hours, and leaves a debt. It is never taken for containment.
            """)

    @OptionGroup var change: ChangeOptions

    @Flag(help: "Contain a part, because waiting does more harm than warning the intruder.")
    var emergency = false

    @Option(help: "Systems that are contained, with commas between them; may be repeated.")
    var only: [String] = []

    @Option(help: "An account that is contained; may be repeated.")
    var onlyAccount: [String] = []

    @Option(help: "Systems that are knowingly left out, with commas between them; may be repeated.")
    var leftOut: [String] = []

    @Option(help: "An account that is knowingly left out; may be repeated.")
    var leftOutAccount: [String] = []

    @Option(help: "Why the rest is left out.")
    var leftOutReason: String?

    @Option(help: "A finding or record that shows the harm: F-1 or <sha256>#<record>; may be repeated.")
    var impact: [String] = []

    @Option(help: "What sort of harm it is.")
    var kind: ContainmentOrder.Emergency.Kind?

    @Option(help: "Why waiting is worse.")
    var reason: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if emergency, kind == nil || reason == nil { throw ValidationError("--emergency needs --kind and --reason") }
        let leavesOut = !leftOut.isEmpty || !leftOutAccount.isEmpty || leftOutReason != nil
        if !emergency, kind != nil || leavesOut || !impact.isEmpty {
            throw ValidationError("--kind, --left-out and --impact go with --emergency")
        }
    }

    func run() async throws {
        let targets = Self.systems(only) + onlyAccount.map(Target.account)
        guard emergency, let kind, let reason else {
            try change.run([.containment(.go(only: targets))], output)
            return
        }
        let claim = EmergencyClaim(
            targets: targets, leftOut: Self.systems(leftOut) + leftOutAccount.map(Target.account),
            emergency: ContainmentOrder.Emergency(
                kind: kind, impact: impact, reason: reason, leftOutReason: leftOutReason))
        try change.run([.containment(.goInEmergency(claim))], output)
    }

    private static func systems(_ lists: [String]) -> [Target] {
        lists.flatMap { $0.split(separator: ",") }.map { .system(String($0)) }
    }
}

extension ContainmentOrder.Emergency.Kind: ExpressibleByArgument {}
