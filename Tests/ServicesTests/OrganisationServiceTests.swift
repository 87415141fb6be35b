import CaseLifecycle
import Services
import Storage
import Testing
import Vocabulary

@Suite("Changing what spans cases")
struct OrganisationServiceTests {
    let store: Store

    init() throws { store = try Store() }

    private func organisation(as account: String = "alice") -> OrganisationService {
        OrganisationService(database: store.database, actor: Principal(account: account), now: { Store.time })
    }

    private func person(_ name: String) -> OrganisationCommand {
        .addPerson(name: name, kind: .human, accounts: [name], title: "", phone: "")
    }

    @Test("commands are run all or none, and each sees what the one before did")
    func allOrNone() throws {
        let made = try organisation().run([person("ada"), .grant(.lead, to: "ada")])
        #expect(made.organisation.people["ada"]?.roles == [.lead])
        let version = try store.database.organisation().version

        #expect(throws: CaseRefusal.self) {
            try organisation().run([person("bo"), .grant(.lead, to: "bo"), .grant(.deputy, to: "nobody")])
        }
        #expect(try store.database.organisation().version == version)
        #expect(try store.database.organisation().people.keys.sorted() == ["ada"])
    }

    @Test("whoever leads an open case is not disabled, whichever case it is")
    func leads() throws {
        _ = try organisation().run([
            person("ada"), .grant(.lead, to: "ada"), person("bo"), .grant(.deputy, to: "bo"),
        ])
        _ = try store.cases().open(title: "one")
        let second = try store.cases().open(title: "two").incident.id
        _ = try store.cases().run([.assignLead(person: "ada")], on: second)

        #expect(throws: CaseRefusal.self) { try organisation().run([.disable("ada")]) }
        _ = try store.cases().run([.assignLead(person: "bo")], on: second)
        _ = try organisation().run([.disable("ada")])
        #expect(try organisation().current().leads == ["bo"])
    }

    @Test("a lead of one case does not stand in where another is taken for a case of his own")
    func coverAcrossCases() throws {
        _ = try organisation().run([
            person("ada"), .grant(.lead, to: "ada"), person("bo"), .grant(.deputy, to: "bo"),
            .assign("ada", .preparation, from: nil, until: nil), .assign("bo", .preparation, from: nil, until: nil),
        ])
        let ids = try ["one", "two"].map { try store.cases().open(title: $0).incident.id }
        _ = try store.cases().run([.assignLead(person: "ada")], on: ids[0])

        #expect(throws: CaseRefusal.self) { try store.cases().run([.assignLead(person: "bo")], on: ids[1]) }
        #expect(throws: CaseRefusal.self) { try store.cases().rehearse([.assignLead(person: "bo")], on: ids[1]) }
        #expect(throws: CaseRefusal.self) { try organisation().run([.release("bo", at: nil)]) }
        #expect(try store.queries.incident(ids[1]).lead == nil)
    }

    @Test("somebody who did not make the store changes nothing of it")
    func strangers() throws {
        for command in [
            person("eve"), .changeSetting(name: "allow-as", value: "true"),
            .changePolicy(name: "meeting-days", value: 3),
        ] {
            #expect(throws: CaseRefusal.self) { try organisation(as: "eve").run([command]) }
        }
        #expect(throws: CaseRefusal.self) {
            try store.admin(as: Principal(account: "eve")).change("meeting-days", to: "3")
        }
        #expect(try store.database.organisation().version == 1)
    }

    @Test("thresholds are changed like settings, to whole numbers within their bounds")
    func thresholds() throws {
        #expect(throws: CaseRefusal.self) { try store.admin().change("meeting-days", to: "soon") }
        #expect(throws: CaseRefusal.self) { try store.admin().change("meeting-days", to: "0") }
        try store.admin().change("meeting-days", to: "7")

        #expect(try store.admin().thresholds().first { $0.name == "meeting-days" }?.value == "7")
        #expect(try store.admin().thresholds().count == Policy.numbers.count)
    }
}
