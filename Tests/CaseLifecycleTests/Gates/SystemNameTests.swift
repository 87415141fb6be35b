import CaseLifecycle
import Testing
import Vocabulary

@Suite("Names of systems and accounts")
struct SystemNameTests {
    private func enrol(_ name: String) -> CaseCommand { .scope(.enrol(.system(name), tier: 2, owner: nil)) }

    @Test(
        "one host is not enrolled twice, however its name is typed",
        arguments: ["HOST-1", "host-1", "HOST-1 ", "  host-1", "\u{A0}Host-1"])
    func once(name: String) throws {
        var builder = try CaseBuilder.opened()
        try builder.run(enrol("host-1"))

        #expect(builder.refusal(of: enrol(name)) == .impossible("the case knows HOST-1 already"))
        try builder.run(.scope(.judge(.system(name), verdict: .confirmed, reason: "a beacon")))
        #expect(builder.incident.systems.count == 1)
        #expect(builder.incident.confirmedTargets == [.system("HOST-1")])
    }

    @Test(
        "what a language folds is not one host: a sharp s is no double s, and a sign that looks like a letter is none",
        arguments: [("STRASSE-1", "STRA\u{DF}E-1"), ("HOSTS", "HOST\u{17F}"), ("HOST-I", "HOST-\u{131}")])
    func foldedLetters(plain: String, other: String) throws {
        var builder = try CaseBuilder.scoped([(plain, .unknown), (other, .unknown)])
        try builder.run(.scope(.judge(.system(other.lowercased()), verdict: .confirmed, reason: "a beacon")))

        #expect(builder.incident.confirmedTargets == [.system(other)])
    }

    @Test("two names that differ in what cannot be seen do not read the same")
    func readsApart() throws {
        let builder = try CaseBuilder.scoped([("A\nB", .unknown), ("A B", .unknown)])

        let told = builder.missing("GATE-SCOPE", Step(.contain)).filter { $0.hasPrefix("a verdict for") }
        #expect(told.map { String($0.prefix(18)) } == ["a verdict for A\\u{", "a verdict for A B:"])
    }

    @Test("a name that only newer evidence has for what was contained is told of before the case goes on")
    func laterName() throws {
        var builder = try CaseBuilder.contained(["A"])
        var scope = CaseBuilder.scope([("A", .confirmed)])
        scope.systems[0].aliases = ["A.OTHER.EXAMPLE"]
        try builder.run(.recordScope(scope))

        #expect(builder.incident.systems["A"]?.laterNames == ["A.OTHER.EXAMPLE"])
        try builder.preserve([.system("A")])
        let events = try builder.run(.advance, by: "ann")
        #expect(
            verdict("GATE-NEW-HOST", in: events)?.warnings?.contains { $0.contains("A.OTHER.EXAMPLE") } == true)
    }

    @Test("a letter and its other case are one")
    func otherCase() throws {
        var builder = try CaseBuilder.opened()
        try builder.run(enrol("m\u{FC}ller-1"))
        #expect(builder.refusal(of: enrol("M\u{DC}LLER-1")) != nil)
        try builder.run(enrol("stra\u{DF}e-1"))
        try builder.run(enrol("strasse-1"))

        #expect(builder.incident.systems.keys.sorted() == ["M\u{DC}LLER-1", "STRASSE-1", "STRA\u{DF}E-1"])
    }

    @Test("a name is kept as it is read: without spaces at its ends, with single ones inside")
    func tidied() throws {
        var builder = try CaseBuilder.opened()
        try builder.run(enrol("  old  web \u{2003}server "))
        try builder.run(.scope(.enrol(.account(" svc  backup "), tier: 2, owner: nil)))

        #expect(builder.incident.systems.keys.sorted() == ["OLD WEB SERVER"])
        #expect(builder.incident.accounts.keys.sorted() == ["svc backup"])
    }

    @Test(
        "nothing is enrolled under a name that cannot be seen whole, or that looks like another",
        arguments: [
            "", " \n", "\u{1B}[31mred", "HO\u{200B}ST", "\u{202E}TSOH", "HOST\u{0}", "H\u{41E}ST", "HOST\u{FF11}",
            "HO\u{AD}ST", "\u{397}OST", "HO\nST", "HOST\n", "HO\tST", "   ", "HO\\u{200B}ST",
        ])
    func hidden(name: String) throws {
        var builder = try CaseBuilder.opened()

        #expect(builder.refusal(of: enrol(name)) != nil)
        #expect(builder.refusal(of: .scope(.enrol(.account(name), tier: 2, owner: nil))) != nil)
    }

    @Test(
        "a name from evidence that cannot be seen whole is taken as the program writes it, and as no other",
        arguments: [
            "HO\u{202E}ST", "HO\u{1B}[31mST", "HO\nST", " \t ", "HO\\u{202E}ST", "HO\u{200B}\\u{200B}ST", "'\u{7}'",
        ])
    func spelled(name: String) throws {
        var builder = try CaseBuilder.opened()
        for system in [name, "HO\u{202E}ST", "HO\\u{202E}ST", "HOST"] {
            builder.given(.scope(event: .enrolled(target: .system(system), tier: 2, owner: nil)))
            builder.given(.scope(event: .enrolled(target: .account(system), tier: 2, owner: nil)))
        }
        let spelled = VisibleName.spelled(name)
        #expect(spelled.unicodeScalars.allSatisfy { !VisibleName.isHidden($0, after: " ") })
        #expect(Array(VisibleName.read(spelled).unicodeScalars) == Array(name.unicodeScalars))

        for target in [Target.system, Target.account] {
            try builder.run(.scope(.judge(target(spelled), verdict: .confirmed, reason: "a beacon")))
        }

        #expect(builder.incident.confirmedTargets == [.system(name), .account(name)])
    }

    @Test("what a gate tells people to type of a name with hidden characters is read back as that name")
    func told() throws {
        let name = "HO\u{202E}ST"
        var builder = try CaseBuilder.scoped([(name, .unknown)]).analysed()
        let told = builder.missing("GATE-SCOPE", Step(.contain)).joined(separator: " ")

        #expect(told.contains("'HO\\u{202E}ST'"))
        try builder.run(.scope(.judge(.system("HO\\u{202E}ST"), verdict: .confirmed, reason: "a beacon")))
        #expect(!builder.missing("GATE-SCOPE", Step(.contain)).contains { $0.contains("\\u{202E}") })
    }

    @Test("a name from evidence that begins as an option does is told so that it is taken for a name")
    func hyphen() throws {
        var builder = try CaseBuilder.opened()
        #expect(builder.refusal(of: enrol("-HOST")) != nil)
        try builder.run(.recordScope(CaseBuilder.scope([("-HOST", .confirmed), ("B", .confirmed)])))
        builder = try builder.analysed().settled()
        try builder.nameChannel()
        try builder.planContainment()

        let texts = missing(builder.refusal(of: .advance, by: "ann"))
        #expect(texts.contains { $0.contains("contain prepare C-1 --target=-HOST --reachable TEXT") })
        #expect(texts.contains { $0.contains("contain prepare C-1 --target B --reachable TEXT") })
    }

    @Test("a system of an earlier journal keeps its name, and is found under it")
    func old() throws {
        var builder = try CaseBuilder.opened()
        for name in ["HOST", "HOST "] {
            builder.given(.scope(event: .enrolled(target: .system(name), tier: 2, owner: nil)))
        }

        try builder.run(.scope(.judge(.system("HOST "), verdict: .confirmed, reason: "a beacon")))

        #expect(builder.incident.confirmedTargets == [.system("HOST ")])
    }

    @Test("the owner of a system is the person of the roster, however the name is typed")
    func owner() throws {
        var builder = try CaseBuilder.opened()
        try builder.run(.scope(.enrol(.system("host"), tier: 2, owner: " EVE\n")))

        #expect(builder.incident.systems["HOST"]?.owner == "eve")
        #expect(try builder.run(.scope(.nameOwner(system: "host ", owner: "Eve "))).isEmpty)
    }
}
