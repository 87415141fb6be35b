import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct StaffRoster: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roster", abstract: "The roster: who is on it, and what they may do.",
        subcommands: [
            StaffRosterList.self, StaffRosterAdd.self, StaffRosterAccount.self, StaffRosterGrant.self,
            StaffRosterTake.self, StaffRosterDisable.self, StaffRosterEnable.self, StaffRosterJoin.self,
        ],
        defaultSubcommand: StaffRosterList.self)
}

struct StaffRosterList: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Everybody on the roster, with accounts and roles.",
        discussion: "cordon staff roster list")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let current = try store.openForReading().organisation.current()
        let people = current.organisation.people.values.sorted { $0.name < $1.name }
        let shapes = people.map { PersonShape($0, of: current.organisation, at: current.now) }
        try output.print(
            people.isEmpty
                ? "nobody is on the roster: cordon staff roster add NAME --account ACCOUNT --role administrator"
                : RosterText.table(people, current), json: try WireJSON.line(shapes))
    }
}

/// People of the roster as lines.
enum RosterText {
    static func table(_ people: [Person], _ outcome: OrganisationService.Outcome) -> String {
        PlainText.table(
            [["name", "kind", "accounts", "roles", "duty now", "title", "phone"]]
                + people.map { person in
                    [
                        person.name, person.kind.rawValue + (person.isEnabled ? "" : ", disabled"),
                        person.accounts.sorted().joined(separator: ", "),
                        person.roles.map(\.rawValue).sorted().joined(separator: ", "),
                        outcome.organisation.duties.shift(of: person.name, at: outcome.now)?.duty.rawValue ?? "-",
                        person.title, person.phone,
                    ]
                })
    }

    /// Prints one person as the roster has it after a change.
    static func print(_ name: String, _ outcome: OrganisationService.Outcome, _ output: OutputOptions) throws {
        guard let person = outcome.organisation.people[name] else { return }
        try output.print(
            table([person], outcome),
            json: try WireJSON.line(PersonShape(person, of: outcome.organisation, at: outcome.now)))
    }
}
