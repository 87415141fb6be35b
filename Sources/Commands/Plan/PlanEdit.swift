import ArgumentParser
import CaseLifecycle

struct PlanEdit: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Add, change or remove an action of a plan, or withdraw the plan.",
        discussion: """
            cordon plan edit C-1 P-1 --add --system FS-01 --text 'Cut its VPN' --before 'the lead says so' \\
                --verify 'no tunnel is left' --rollback 'open the tunnel again' --no-destroys-traces
            cordon plan edit C-1 P-1 --change 3 --owner carl
            cordon plan edit C-1 P-1 --remove 3 --reason 'done by action 2'
            cordon plan edit C-1 P-1 --withdraw --reason 'the set has grown'

            Every change is a new revision, which nobody has approved and no member is ready for. removeCauses and
            restoreSystem always destroy traces: what came of them is recorded once evidence is preserved.
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The plan.")
    var plan: PlanID

    @Flag(help: "Add an action.")
    var add = false

    @Option(name: .customLong("change"), help: ArgumentHelp("Change an action.", valueName: "number"))
    var number: Int?

    @Option(help: ArgumentHelp("Remove an action.", valueName: "number"))
    var remove: Int?

    @Flag(help: "Withdraw the plan.")
    var withdraw = false

    @Option(help: "What sort of action it is.")
    var kind: PlanAction.Kind?

    @Option(help: "The system that is acted on.")
    var system: String?

    @Option(help: "The account that is acted on.")
    var account: String?

    @Option(help: "The address that is blocked.")
    var address: String?

    @Option(help: "What is to be done.")
    var text: String?

    @Option(help: "Who does it.")
    var owner: String?

    @Option(help: "What must hold before it is begun.")
    var before: String?

    @Option(help: "How it is seen that it worked.")
    var verify: String?

    @Option(help: "How it is undone.")
    var rollback: String?

    @Flag(
        inversion: .prefixedNo,
        help:
            "Whether it destroys traces of the intruder; of an action of the kind other on a system or account, to be said."
    )
    var destroysTraces: Bool?

    @Option(help: "Why it is removed or withdrawn.")
    var reason: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        let acts = [add, number != nil, remove != nil, withdraw].filter(\.self).count
        guard acts == 1 else { throw ValidationError("give one of --add, --change, --remove and --withdraw") }
        if remove != nil || withdraw, reason == nil { throw ValidationError("say why: --reason") }
        if system != nil, account != nil { throw ValidationError("give either --system or --account") }
    }

    func run() async throws {
        try PlanOutput.print(change, [.plan(command)], output) { $0.plans[plan] }
    }

    private var command: CaseLifecycle.PlanCommand {
        if let number { return .changeAction(ActionKey(plan: plan, number: number), words) }
        if let remove { return .removeAction(ActionKey(plan: plan, number: remove), reason: reason ?? "") }
        return withdraw ? .withdraw(plan, reason: reason ?? "") : .addAction(plan, words)
    }

    private var words: PlanActionText {
        var words = PlanActionText()
        words.kind = kind
        words.target = system.map(Target.system) ?? account.map(Target.account)
        words.address = address
        words.text = text
        words.owner = owner
        words.precondition = before
        words.verification = verify
        words.rollback = rollback
        words.destroysTraces = destroysTraces
        return words
    }
}

extension PlanAction.Kind: ExpressibleByArgument {}
