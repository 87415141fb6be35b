import ArgumentParser
import CaseLifecycle

struct PlanApprove: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve a plan as it now is; not for those who wrote it.",
        discussion: """
            cordon plan approve C-1 P-1

            A lead, deputy or executive approves; where the plan touches a system of tier 0, two of them do. The approval
            is of this revision alone.
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The plan.")
    var plan: PlanID

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try PlanOutput.print(change, [.plan(.approve(plan))], output) { $0.plans[plan] }
    }
}
