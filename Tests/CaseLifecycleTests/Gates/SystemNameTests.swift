import CaseLifecycle
import Testing
import Vocabulary

@Suite("Names of systems and accounts")
struct SystemNameTests {
    private func enrol(_ name: String) -> CaseCommand { .scope(.enrol(.system(name), tier: 2, owner: nil)) }

    @Test(
        "one host is not enrolled twice, however its name is typed",
        arguments: ["HOST-1", "host-1", "HOST-1 ", " \thost-1", "host-1\n", "\u{A0}Host-1"])
    func once(name: String) throws {
        var builder = try CaseBuilder.opened()
        try builder.run(enrol("host-1"))

        #expect(builder.refusal(of: enrol(name)) == .impossible("the case knows HOST-1 already"))
        try builder.run(.scope(.judge(.system(name), verdict: .confirmed, reason: "a beacon")))
        #expect(builder.incident.systems.count == 1)
        #expect(builder.incident.confirmedTargets == [.system("HOST-1")])
    }

    @Test("a name is kept as it is read: without spaces at its ends, with single ones inside")
    func tidied() throws {
        var builder = try CaseBuilder.opened()
        try builder.run(enrol("  old \n web\tserver "))
        try builder.run(.scope(.enrol(.account(" svc  backup "), tier: 2, owner: nil)))

        #expect(builder.incident.systems.keys.sorted() == ["OLD WEB SERVER"])
        #expect(builder.incident.accounts.keys.sorted() == ["svc backup"])
    }

    @Test(
        "nothing is enrolled under a name that cannot be seen whole, or that looks like another",
        arguments: [
            "", " \n", "\u{1B}[31mred", "HO\u{200B}ST", "\u{202E}TSOH", "HOST\u{0}", "H\u{41E}ST", "HOST\u{FF11}",
            "HO\u{AD}ST", "\u{397}OST",
        ])
    func hidden(name: String) throws {
        var builder = try CaseBuilder.opened()

        #expect(builder.refusal(of: enrol(name)) != nil)
        #expect(builder.refusal(of: .scope(.enrol(.account(name), tier: 2, owner: nil))) != nil)
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
