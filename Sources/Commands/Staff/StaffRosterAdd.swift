import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services

struct StaffRosterAdd: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Put somebody on the roster.",
        discussion: """
            cordon staff roster add asha --account a.rao --title 'Incident lead' --phone '+49 30 1234' --role lead
            cordon staff roster add soc-mailbox --kind group

            An administrator keeps the roster; until there is one, whoever made the store does. Makes the store where
            there is none: preparation comes before the first case.
            """)

    @Argument(help: "The name by which the roster knows the person.")
    var name: String

    @Option(help: "human, service (a program) or group (a mailbox or team).")
    var kind = Person.Kind.human

    @Option(help: "An account of the operating system that is this person's; may be repeated.")
    var account: [String] = []

    @Option(help: "What the person is, as evidence logs name those who handle evidence.")
    var title = ""

    @Option(help: "How to reach the person.")
    var phone = ""

    @Option(help: "What the person may do; may be repeated.")
    var role: [Role] = []

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let commands =
            [OrganisationCommand.addPerson(name: name, kind: kind, accounts: account, title: title, phone: phone)]
            + role.map { .grant($0, to: name) }
        let outcome = try store.open(forPreparation: commands).organisation.run(commands)
        try RosterText.print(name, outcome, output)
    }
}
