import ArgumentParser
import Bootstrap
import CaseLifecycle
import Vocabulary

struct StaffOverride: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "override", abstract: "Agree that preparation or detection is left without anybody for a while.",
        subcommands: [
            StaffOverridePropose.self, StaffOverrideApprove.self, StaffOverrideSettle.self, StaffOverrideAccept.self,
        ])
}

struct StaffOverridePropose: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Propose that the only person on a duty may be taken off it (lead or deputy).",
        discussion: """
            cordon staff override propose asha --until 2026-03-02T18:00Z --category harmOfWaiting \\
                --reason 'everybody is needed on C-7'

            It covers the hours in which nobody else is there, at most two weeks, and nothing else. Using it leaves a debt.
            """)

    @Argument(help: "The person who is to be taken off.")
    var name: String

    @Option(help: ArgumentHelp("Until when, two weeks from now at most.", valueName: "time"))
    var until: Timestamp

    @Option(help: "What sort of reason it is.")
    var category: Override.Category

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try store.changeStaff(
            [.proposeOverride(person: name, until: until, category: category, reason: reason)], output)
    }
}

struct StaffOverrideApprove: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approve such a proposal: a lead, deputy or executive who did not propose it.",
        discussion: "cordon staff override approve O-1")

    @Argument(help: "The proposal.")
    var override: OverrideID

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try store.changeStaff([.approveOverride(override)], output) }
}

struct StaffOverrideSettle: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Settle what is owed for an uncovered duty, which is covered again.",
        discussion: "cordon staff override settle D-1 --reason 'dora is on preparation'")

    @Argument(help: "The debt.")
    var debt: DebtID

    @Option(help: "How it was settled.")
    var reason: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try store.changeStaff([.settleDebt(debt, reason: reason)], output) }
}

struct StaffOverrideAccept: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Bear what is owed for an uncovered duty: an executive who had no part in it.",
        discussion: "cordon staff override accept D-1 --reason 'there was nobody to be had'")

    @Argument(help: "The debt.")
    var debt: DebtID

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try store.changeStaff([.acceptDebt(debt, reason: reason)], output) }
}
