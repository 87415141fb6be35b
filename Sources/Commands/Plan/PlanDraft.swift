import ArgumentParser
import CaseLifecycle

struct PlanDraft: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Draft a plan for everything that is confirmed, or that was contained.",
        discussion: """
            cordon plan draft C-1 containment
            cordon plan draft C-1 containment --with WKS-014 --owner carl
            cordon plan draft C-1 eradication

            The set is copied by the system and frozen: a containment plan is for all that is confirmed, the others are for
            all that was contained. Another set is another plan.
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "containment, eradication or recovery.")
    var kind: Plan.Kind

    @Option(help: "A suspected system that is treated like a confirmed one; may be repeated.")
    var with: [String] = []

    @Option(help: "Likewise an account.")
    var withAccount: [String] = []

    @Option(help: "Who does the actions, until that is edited: a person or a program's account. Default: yourself.")
    var owner: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let including = with.map(Target.system) + withAccount.map(Target.account)
        try PlanOutput.print(change, [.plan(.draft(kind, including: including, owner: owner))], output) { incident in
            incident.plans.plans.last
        }
    }
}

extension Plan.Kind: ExpressibleByArgument {}
