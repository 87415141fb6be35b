import CaseLifecycle
import Services
import Storage
import Testing
import Vocabulary

@Suite("Changing a case")
struct CaseServiceTests {
    let store: Store

    init() throws { store = try Store() }

    @Test("cases are numbered in the order of opening")
    func opening() throws {
        let ids = try ["one", "two"].map { try store.cases().open(title: $0).incident.id.description }

        #expect(ids == ["C-1", "C-2"])
        #expect(try store.queries.cases().map(\.title) == ["one", "two"])
        #expect(throws: CaseRefusal.missing(["a title"])) { try store.cases().open(title: " \n") }
        #expect(try store.queries.cases().count == 2)
    }

    @Test("commands are run all or none, and each sees what the one before did")
    func allOrNone() throws {
        try store.addLead("Ada")
        try store.addLead("Bo")
        _ = try store.cases().open(title: "t")
        let done = try store.cases().run(
            [.assignLead(person: "Ada"), .declare(criterion: "c"), .note(text: "n")], on: .first)

        #expect(done.events.map(\.version) == [2, 3, 4, 5, 6])
        #expect(done.incident.state == .declared)
        #expect(throws: CaseRefusal.missing(["the text of the note"])) {
            try store.cases().run([.note(text: "kept?"), .assignLead(person: "Bo"), .note(text: "")], on: .first)
        }
        #expect(try store.queries.incident(.first) == done.incident)
        #expect(try store.queries.events(.first).count == 6)
        #expect(try store.database.differingReadModels() == [])
    }

    @Test("what is recorded names the actor and the time")
    func recorded() throws {
        let opened = try store.cases().open(title: "t")

        #expect(opened.events.map(\.actor) == [.alice])
        #expect(opened.events.map(\.time) == [Store.time])
        #expect(opened.events == (try store.queries.events(.first)))
    }

    @Test("what is recorded bears the time that was decided on, also when the clock was put back")
    func clockPutBack() throws {
        _ = try store.cases().open(title: "t")
        let early = CaseService(
            database: store.database, actor: .alice, now: { Store.time.advanced(bySeconds: -3600) })

        let noted = try early.run([.note(text: "n")], on: .first)

        #expect(noted.events.map(\.time) == [Store.time, Store.time] && noted.context.now == Store.time)
        #expect(noted.events.first?.event == .clockPutBack(shows: Store.time.advanced(bySeconds: -3600)))
        #expect(try store.queries.incident(.first) == noted.incident)
    }

    @Test("a clock that is set against what the machine counts is seen at once, and once")
    func clockSet() throws {
        func noted(at seconds: Int64, uptime: Int64, boot: String = "b") throws -> [CaseEvent] {
            try CaseService(
                database: store.database, actor: .alice, now: { Store.time.advanced(bySeconds: seconds) },
                machineStart: { MachineStart(boot: boot, time: $0.advanced(bySeconds: -uptime)) }
            ).run([.note(text: "n")], on: .first).events.map(\.event).filter { $0 != .noteAdded(text: "n") }
        }
        _ = try store.cases().open(title: "t")

        #expect(try noted(at: 0, uptime: 600) == [], "nothing to hold it against")
        #expect(try noted(at: 3600, uptime: 4200) == [], "an hour later")
        #expect(try noted(at: 90_000, uptime: 4201) == [.clockSet(seconds: 86_399)])
        #expect(try noted(at: 90_030, uptime: 4231) == [], "once is enough")
        #expect(try noted(at: 95_000, uptime: 4300, boot: "c") == [], "the machine was started anew")
        #expect(try noted(at: 95_050, uptime: 4300, boot: "c") == [], "less than a minute")
        #expect(
            try noted(at: 95_100, uptime: 8000, boot: "c") == [.clockSet(seconds: -3600)],
            "put back while nobody worked")
        #expect(
            try noted(at: 5000, uptime: 8010, boot: "c")
                == [.clockSet(seconds: -90_110), .clockPutBack(shows: Store.time.advanced(bySeconds: 5000))])
    }

    @Test("whoever acts under a name is known by the name on the roster, however it was typed")
    func typedName() throws {
        try store.addLead("Bob")
        _ = try store.cases().open(title: "t")
        try store.admin().change("allow-as", to: "true")
        func noted(as name: String) throws -> [String?] {
            try store.cases(as: Principal(account: "alice", actingAs: name)).run([.note(text: "n")], on: .first)
                .events.map(\.actor.actingAs)
        }

        #expect(try ["Bob", " bob ", "BOB\n", "some  body"].map(noted) == [["Bob"], ["Bob"], ["Bob"], ["some body"]])
        for name in ["Bob\u{200B}", "B\u{43E}b", "\u{1B}[1mBob"] {
            #expect(throws: CaseRefusal.self) { try noted(as: name) }
        }
    }

    @Test("a command that changes nothing appends nothing")
    func nothing() throws {
        _ = try store.cases().open(title: "t")
        _ = try store.cases().run([.assignLead(person: "Ada")], on: .first)
        let again = try store.cases().run([.assignLead(person: "Ada")], on: .first)

        #expect(again.events.isEmpty)
        #expect(again.incident.version == 2)
    }

    @Test("a case that has moved on since the caller saw it is refused")
    func stale() throws {
        _ = try store.cases().open(title: "t")
        _ = try store.cases().run([.note(text: "n")], on: .first, expected: 1)

        #expect(throws: CaseRefusal.stale(expected: 1, actual: 2)) {
            try store.cases().run([.note(text: "late")], on: .first, expected: 1)
        }
        #expect(throws: CaseRefusal.stale(expected: 3, actual: 2)) {
            try store.cases().run([], on: .first, expected: 3)
        }
        #expect(try store.queries.incident(.first).notes == ["n"])
    }

    @Test("a case that does not exist is refused, and is not made")
    func unknown() throws {
        #expect(throws: CaseRefusal.unknownCase("C-7")) {
            try store.cases().run([.note(text: "n")], on: CaseID(number: 7))
        }
        #expect(throws: CaseRefusal.unknownCase("C-7")) { try store.queries.incident(CaseID(number: 7)) }
        #expect(throws: CaseRefusal.unknownCase("C-7")) { try store.queries.events(CaseID(number: 7)) }
        #expect(try store.queries.cases().isEmpty)
    }

    @Test("acting under another name is refused until the store allows it; then both names are recorded")
    func actingAs() throws {
        _ = try store.cases().open(title: "t")
        let refusal = CaseRefusal.actingAsNotAllowed("Bob")

        #expect(throws: refusal) { try store.cases(as: .bob).open(title: "t") }
        #expect(throws: refusal) { try store.cases(as: .bob).run([.note(text: "n")], on: .first) }
        #expect(throws: refusal) { try store.admin(as: .bob).change("allow-as", to: "true") }
        try store.admin().change("allow-as", to: "true")
        let noted = try store.cases(as: .bob).run([.note(text: "n")], on: .first)
        #expect(noted.events.map(\.actor) == [Principal(account: "alice", actingAs: "Bob")])
        try store.admin().change("allow-as", to: "false")
        #expect(throws: refusal) { try store.cases(as: .bob).run([.note(text: "n")], on: .first) }
    }

    @Test("an account may always act as itself")
    func actingAsItself() throws {
        let opened = try store.cases(as: Principal(account: "alice", actingAs: "alice")).open(title: "t")

        #expect(opened.incident.version == 1)
    }

    @Test("only settings that exist can be changed, and only to values that they have")
    func settings() throws {
        let version = try store.database.organisation().version

        #expect(try store.admin().settings().map { "\($0.name)=\($0.value)" } == ["allow-as=false"])
        #expect(throws: CaseRefusal.self) { try store.admin().change("allow-everything", to: "true") }
        #expect(throws: CaseRefusal.self) { try store.admin().change("allow-as", to: "yes") }
        #expect(try store.database.organisation().version == version)
        try store.admin().change("allow-as", to: "true")
        try store.admin().change("allow-as", to: "true")
        #expect(try store.database.organisation().version == version + 1)
        #expect(try store.admin().settings().map(\.value) == ["true"])
    }
}
