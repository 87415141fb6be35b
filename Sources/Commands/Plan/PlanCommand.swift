import ArgumentParser

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Plans of containment, eradication and recovery, and overrides of gates.",
        subcommands: [PlanDraft.self, PlanShow.self, PlanEdit.self, PlanApprove.self, PlanOverride.self])
}
