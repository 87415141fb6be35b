import CaseLifecycle
import Testing
import Vocabulary

@Suite("The roster and its roles")
struct RosterTests {
    typealias Builder = OrganisationBuilder

    @Test("whoever made the store keeps the roster until it has an administrator, and not one moment longer")
    func bootstrap() throws {
        var builder = Builder.fresh()
        #expect(
            builder.refusal(of: .addPerson(name: "x", kind: .human, accounts: [], title: "", phone: ""), by: "eve")
                != nil)
        builder.actor = Principal(account: "root")
        try builder.add("ann")
        try builder.run(.grant(.lead, to: "ann"))
        try builder.run(.grant(.administrator, to: "ann"))

        #expect(builder.refusal(of: .grant(.lead, to: "ann"), by: "root") != nil)
        #expect(builder.refusal(of: .changeSetting(name: "allow-as", value: "true"), by: "root") != nil)
        try builder.run(.changeSetting(name: "allow-as", value: "true"), by: "ann")
    }

    @Test("whoever made the store may name himself administrator while there is none, and nothing else")
    func makerOnly() throws {
        var builder = Builder.fresh()
        try builder.add("root")
        #expect(
            builder.refusal(of: .grant(.lead, to: "root"))
                == .secondPersonNeeded(act: "granting a role to root", first: "root"))
        try builder.run(.grant(.administrator, to: "root"))

        for role in Role.allCases where role != .administrator {
            #expect(builder.refusal(of: .grant(role, to: "root")) != nil, "\(role)")
        }
    }

    @Test(
        "until an exercise has an administrator its maker keeps the roster as itself, and under no other name",
        arguments: ["ann", "gone", "nobody"])
    func playing(name: String) throws {
        var builder = Builder.fresh()
        builder.organisation.apply(.exerciseBegun(start: Staff.start), Staff.before)
        for person in ["ann", "gone"] { try builder.add(person) }
        try builder.run(.disable("gone"))
        builder.actor = Principal(account: "root", actingAs: name)

        for command in [
            OrganisationCommand.addPerson(name: "new", kind: .human, accounts: [], title: "", phone: ""),
            .grant(.executive, to: "ann"), .grant(.administrator, to: "ann"), .enable("gone"),
            .changePolicy(name: "staffing-hours", value: 12), .assign("ann", .detection, from: nil, until: nil),
        ] {
            #expect(builder.refusal(of: command) != nil, "\(command)")
        }
        builder.actor = Principal(account: "root")
        try builder.run(.grant(.administrator, to: "ann"))
        builder.actor = Principal(account: "root", actingAs: "ann")
        try builder.run(.enable("gone"))
    }

    @Test("who made the store is not disabled while nobody else keeps the roster")
    func lastKeeper() throws {
        var builder = Builder.fresh()
        try builder.add("root")
        guard case .impossible = builder.refusal(of: .disable("root")) else {
            Issue.record("nobody was left to keep the roster")
            return
        }
        try builder.add("ann")
        try builder.run(.grant(.administrator, to: "ann"))
        try builder.run(.disable("root"), by: "ann")
    }

    @Test("nobody gives himself a role, under whichever account of his")
    func himself() throws {
        var builder = Builder()
        try builder.run(.addAccount("root-admin", to: "root"), by: "root")

        for account in ["root", "root-admin"] {
            #expect(
                builder.refusal(of: .grant(.executive, to: "root"), by: account)
                    == .secondPersonNeeded(act: "granting a role to root", first: "root"))
        }
    }

    @Test("two persons who turn out to be one are one person, in all that was done before, too")
    func joined() throws {
        var builder = Builder()
        try builder.add("zed")
        try builder.run(.grant(.deputy, to: "zed"), by: "root")
        let (ann, zed) = (Principal(account: "ann"), Principal(account: "zed"))
        #expect(!builder.organisation.isSamePerson(ann, zed))
        guard case .impossible(let why) = builder.refusal(of: .addAccount("zed", to: "ann"), by: "root") else {
            Issue.record("the name of a person was given to another")
            return
        }
        #expect(why.hasSuffix("cordon staff roster join zed --into ann"))

        #expect(builder.refusal(of: .join("zed", into: "root"), by: "root") != nil, "by one of the two")
        #expect(builder.refusal(of: .join("zed", into: "robot"), by: "root") != nil)
        #expect(builder.refusal(of: .join("robot", into: "ann"), by: "root") != nil)
        builder.openCases = [.init(id: CaseID(number: 1), lead: "zed")]
        #expect(builder.refusal(of: .join("zed", into: "ann"), by: "root") != nil, "who leads a case")
        builder.openCases = []
        try builder.run(.join("zed", into: "ann"), by: "root")

        #expect(builder.organisation.isSamePerson(ann, zed))
        #expect(builder.organisation.person(of: zed)?.roles == [.lead])
        #expect(builder.organisation.person(named: "zed")?.name == "ann")
        #expect(builder.refusal(of: .join("zed", into: "ann"), by: "root") == .impossible("zed is ann already"))
        #expect(
            builder.refusal(of: .addPerson(name: "zed", kind: .human, accounts: [], title: "", phone: ""), by: "root")
                != nil)
    }

    @Test("the second word of somebody who turned out to be the first person is no second word")
    func joinedApprover() throws {
        var builder = try CaseBuilder.readyToContain(["A"])
        builder.organisation.apply(.people(event: .personJoined(person: "bob", into: "carl")), Staff.before)
        builder.organisation.apply(.people(event: .roleGranted(person: "carl", role: .deputy)), Staff.before)

        #expect(unmet(builder.refusal(of: .advance, by: "ann")).contains("GATE-APPROVAL"))
    }

    @Test("nobody puts his account to somebody who has roles")
    func borrowed() throws {
        var builder = Builder.fresh()
        try builder.add("eve")
        try builder.run(.grant(.executive, to: "eve"))

        #expect(builder.refusal(of: .addAccount("root", to: "eve")) != nil)
        #expect(builder.organisation.person(of: Principal(account: "root")) == nil)
    }

    @Test(
        "only an administrator changes the roster, roles, thresholds and settings",
        arguments: [
            OrganisationCommand.addPerson(name: "new", kind: .human, accounts: [], title: "", phone: ""),
            .addAccount("x1", to: "carl"), .grant(.deputy, to: "carl"), .take(.handler, from: "carl"),
            .disable("carl"), .changePolicy(name: "staffing-hours", value: 12),
            .changeSetting(name: "allow-as", value: "true"),
        ])
    func administrators(command: OrganisationCommand) throws {
        for name in ["ann", "bob", "carl", "eve", "lou", "robot", "stranger"] {
            var builder = Builder()
            guard case .roleNeeded = builder.refusal(of: command, by: name) else {
                Issue.record("\(name) was not refused for the role")
                continue
            }
        }
        var builder = Builder()
        #expect(try !builder.run(command, by: "root").isEmpty)
    }

    @Test("a program and a mailbox get no role, a disabled person neither", arguments: ["robot", "team", "gone"])
    func unfit(name: String) throws {
        var builder = Builder()
        try builder.add("team", kind: .group)
        try builder.add("gone")
        try builder.run(.disable("gone"))

        for role in Role.allCases { #expect(builder.refusal(of: .grant(role, to: name)) != nil) }
    }

    @Test("a disabled administrator changes nothing")
    func disabledAdministrator() throws {
        var builder = Builder()
        try builder.run(.grant(.administrator, to: "dora"), by: "root")
        try builder.run(.disable("dora"), by: "root")

        #expect(builder.refusal(of: .enable("dora"), by: "dora") != nil)
        try builder.run(.enable("dora"), by: "root")
    }

    @Test("the last administrator stays one, so the maker of the store never gets its roster back")
    func lastAdministrator() throws {
        var builder = Builder()

        #expect(builder.refusal(of: .disable("root"), by: "root") != nil)
        #expect(builder.refusal(of: .take(.administrator, from: "root"), by: "root") != nil)
        try builder.run(.grant(.administrator, to: "dora"), by: "root")
        try builder.run(.take(.administrator, from: "root"), by: "dora")
        #expect(builder.refusal(of: .grant(.administrator, to: "carl"), by: "root") != nil)
    }

    @Test("an account or a name is one person's, in whichever case it is written")
    func oneOwner() throws {
        var builder = Builder()
        try builder.run(.addAccount("c.smith", to: "carl"), by: "root")

        for (name, accounts) in [
            ("carl", []), ("Carl", []), ("C.Smith", []), ("CARL", []), ("new", ["carl"]), ("new", ["ok", "C.SMITH"]),
        ] {
            let command = OrganisationCommand.addPerson(
                name: name, kind: .human, accounts: accounts, title: "", phone: "")
            #expect(builder.refusal(of: command) != nil, "\(name)")
        }
        #expect(builder.refusal(of: .addAccount("c.smith", to: "dora")) != nil)
        #expect(builder.refusal(of: .addAccount("Ann", to: "dora")) != nil)
        #expect(try builder.run(.addAccount("c.smith", to: "carl")).isEmpty)
    }

    @Test(
        "a name shows all there is of it",
        arguments: [
            "", " ", "...", "12", " ann2", "ann2 ", "a\u{0}b", "a\nb", "a\u{1B}[1m", "ann\u{200B}", "\u{202E}nna",
            "a\u{AD}nn",
            "a\u{A0}b", "a  b", "ann\u{2066}x", "\u{430}nna", "ann\u{3B1}", "\u{FF41}nna", "\u{1D41A}nna",
            "anna\u{2071}",
            String(repeating: "x", count: 101),
        ])
    func names(name: String) throws {
        var builder = Builder()

        #expect(
            builder.refusal(of: .addPerson(name: name, kind: .human, accounts: [], title: "", phone: "")) != nil)
        #expect(
            builder.refusal(of: .addPerson(name: "new", kind: .human, accounts: [name], title: "", phone: "")) != nil)
        #expect(builder.refusal(of: .addAccount(name, to: "carl")) != nil)
    }

    @Test(
        "names that differ in spaces and the case of letters alone are one",
        arguments: ["Anna Groß", "ANNA GROSS", "anna gross", "Anna Gro\u{DF}"])
    func folded(name: String) throws {
        var builder = Builder()
        try builder.add("Anna Gross")

        #expect(
            builder.refusal(of: .addPerson(name: name, kind: .human, accounts: [], title: "", phone: "")) != nil)
        try builder.run(.grant(.handler, to: "anna  GROSS "), by: "root")
        #expect(builder.organisation.people["Anna Gross"]?.roles == [.handler])
    }

    @Test(
        "nobody acts under what only looks like a name",
        arguments: ["ann\u{200B}", "\u{430}nn", "a\u{1B}nn", "\u{202E}nna"])
    func actingAs(name: String) throws {
        let organisation = Staff.organisation
        func admitted(_ name: String) throws(CaseRefusal) -> String? {
            try organisation.admitted(Principal(account: "root", actingAs: name)).actingAs
        }

        #expect(refusal { () throws(CaseRefusal) in try admitted(name) } != nil)
        #expect(try ["ann", " Ann ", "ANN\n", "some  body"].map(admitted) == ["ann", "ann", "ann", "some body"])
    }

    @Test(
        "names of every script are names",
        arguments: ["Łukasz", "李雷", "Anne-Marie O'Neil", "أحمد", "Иван Ива́нов", "Ελένη", "น้ำ", "José Groß", "山田 たろう"])
    func scripts(name: String) throws {
        var builder = Builder()
        try builder.add(name)

        #expect(builder.organisation.people[name]?.isActive == true)
    }

    @Test("whoever leads an open case is not disabled, and stays able to lead, until somebody else leads it")
    func leading() throws {
        var builder = Builder()
        builder.openCases = [
            .init(id: CaseID(number: 1), lead: "ann"),
            .init(id: CaseID(number: 4), lead: "ann"),
        ]

        guard case .impossible(let why) = builder.refusal(of: .disable("ann")) else {
            Issue.record("the lead was disabled")
            return
        }
        #expect(why.contains("C-1, C-4"))
        #expect(builder.refusal(of: .take(.lead, from: "ann")) != nil)
        try builder.run(.grant(.deputy, to: "ann"))
        try builder.run(.take(.lead, from: "ann"))
        builder.openCases = []
        try builder.run(.disable("ann"))
    }

    @Test("disabling ends the duties, and enabling does not bring them back")
    func dutiesEnd() throws {
        var builder = Builder()
        try builder.run(.assign("carl", .response, from: nil, until: nil), by: "ann")
        builder.wait(hours: 1)

        let events = try builder.run(.disable("carl"), by: "root")
        try builder.run(.enable("carl"), by: "root")

        #expect(
            events == [
                .people(event: .personDisabled(person: "carl")),
                .people(event: .dutyEnded(person: "carl", at: Builder.hour(1))),
            ])
        #expect(builder.organisation.duties.shifts(of: "carl").map(\.until) == [Builder.hour(1)])
    }

    @Test("what holds already is no event")
    func unchanged() throws {
        var builder = Builder()
        try builder.run(.assign("carl", .response, from: nil, until: nil), by: "ann")
        builder.wait(hours: 1)

        for command in [
            OrganisationCommand.grant(.handler, to: "carl"), .take(.legal, from: "carl"), .enable("carl"),
            .changePolicy(name: "staffing-hours", value: 24), .assign("carl", .response, from: nil, until: nil),
            .release("dora", at: nil),
        ] {
            #expect(try builder.run(command, by: "root").isEmpty)
        }
    }

    @Test("no threshold is set so that its gate asks for nothing")
    func thresholds() throws {
        var builder = Builder()

        for (name, value) in [
            ("staffing-hours", 0), ("monitoring-hours", -1), ("tier-zero-coverage", 0), ("tier-zero-coverage", 101),
            ("scope-growth-limit", 21), ("late-entry-hours", Int.max), ("unheard-of", 1),
        ] {
            #expect(builder.refusal(of: .changePolicy(name: name, value: value)) != nil, "\(name)")
        }
        try builder.run(.changePolicy(name: "staffing-hours", value: 48))
        #expect(builder.organisation.policy.staffingHours == 48)
        let untouched = Policy()
        #expect(
            Policy.numbers.allSatisfy { Policy.range(of: $0.name).contains(untouched[keyPath: $0.path]) })
    }

    @Test("in an exercise one account plays everybody, and still nobody gives himself a role")
    func exercise() throws {
        var builder = Builder.fresh()
        builder.organisation.apply(.exerciseBegun(start: Staff.start), Stamp(time: builder.clock, actor: builder.actor))
        for name in ["root", "carl", "dora"] { try builder.add(name) }
        try builder.run(.grant(.administrator, to: "root"))
        builder.actor = Principal(account: "root", actingAs: "root")

        try builder.run(.grant(.deputy, to: "carl"))
        #expect(builder.refusal(of: .grant(.deputy, to: "root")) != nil)
        builder.actor = Principal(account: "root", actingAs: "carl")
        #expect(builder.refusal(of: .grant(.lead, to: "carl")) != nil)
        #expect(builder.refusal(of: .grant(.lead, to: "dora")) != nil)
    }

    @Test("an exercise may lie before the day on which its store was made")
    func earlierExercise() {
        var builder = Builder.fresh()
        let start = Builder.hour(-24 * 365)
        builder.organisation.apply(.exerciseBegun(start: start), Stamp(time: builder.clock, actor: builder.actor))

        #expect(builder.now == start)
    }
}
