import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-STAFFING")
struct StaffingTests {
    typealias Builder = OrganisationBuilder

    @Test(
        "the last person on preparation or detection is not taken off it, whichever way",
        arguments: [
            ("carl", Duty.preparation, OrganisationCommand.assign("carl", .response, from: nil, until: nil)),
            ("carl", .preparation, .assign("carl", .detection, from: nil, until: nil)),
            ("carl", .preparation, .release("carl", at: nil)),
            ("carl", .preparation, .release("carl", at: Builder.hour(1))),
            ("dora", .detection, .assign("dora", .response, from: nil, until: Builder.hour(1))),
            ("dora", .detection, .assign("dora", .preparation, from: nil, until: nil)),
        ])
    func last(name: String, duty: Duty, command: OrganisationCommand) throws {
        var builder = try Builder.staffed()

        let refused = builder.refusal(of: command, by: "ann")

        #expect(unmet(refused) == ["GATE-STAFFING"])
        #expect(missing(refused).allSatisfy { $0.contains("somebody on \(duty.rawValue) from") && $0.contains(name) })
    }

    @Test("the last person on a duty is not disabled")
    func disabled() throws {
        var builder = try Builder.staffed()

        #expect(unmet(builder.refusal(of: .disable("carl"), by: "root")) == ["GATE-STAFFING"])
        try builder.run(.assign("bob", .preparation, from: nil, until: nil), by: "ann")
        try builder.run(.disable("carl"), by: "root")
        #expect(builder.organisation.onDuty(.preparation, at: builder.now).map(\.person) == ["bob"])
    }

    @Test("whoever is followed by somebody else may go, and response then takes the person off the duty")
    func followed() throws {
        var builder = try Builder.staffed()
        try builder.run(.assign("bob", .preparation, from: nil, until: nil), by: "ann")

        try builder.run(.assign("carl", .response, from: nil, until: nil), by: "ann")

        #expect(builder.organisation.onDuty(.preparation, at: builder.now).map(\.person) == ["bob"])
        #expect(builder.organisation.onDuty(.response, at: builder.now).map(\.person) == ["carl"])
        #expect(unmet(builder.refusal(of: .release("bob", at: nil), by: "ann")) == ["GATE-STAFFING"])
    }

    @Test("every uncovered span is named, with the command that would fill it")
    func spans() throws {
        var builder = try Builder.staffed()
        try builder.run(.assign("bob", .preparation, from: Builder.hour(2), until: Builder.hour(4)), by: "ann")

        #expect(
            missing(builder.refusal(of: .release("carl", at: nil), by: "ann")) == [
                "somebody on preparation from 2026-03-02T08:00:00Z until 2026-03-02T10:00:00Z, for which there is nobody "
                    + "but carl: cordon staff assign NAME --duty preparation --until 2026-03-02T10:00:00.000000Z",
                "somebody on preparation from 2026-03-02T12:00:00Z until further notice, for which there is nobody but "
                    + "carl: cordon staff assign NAME --duty preparation --from 2026-03-02T12:00:00.000000Z",
            ])
    }

    @Test("a minute that is booked does not free the person who was there")
    func oneMinute() throws {
        var builder = try Builder.staffed()
        let minute = Staff.start.advanced(bySeconds: 60)
        try builder.run(.assign("bob", .preparation, from: nil, until: minute), by: "ann")

        #expect(
            unmet(builder.refusal(of: .assign("carl", .response, from: nil, until: nil), by: "ann"))
                == ["GATE-STAFFING"])
    }

    @Test("nobody is taken off today for some later day that nobody covers", arguments: [25, 24 * 40])
    func later(hours: Int) throws {
        var builder = try Builder.staffed()

        let later = OrganisationCommand.assign("carl", .response, from: Builder.hour(hours), until: nil)
        #expect(unmet(builder.refusal(of: later, by: "ann")) == ["GATE-STAFFING"])
    }

    @Test("a disabled person, a program and a mailbox cover nothing", arguments: ["robot", "team", "gone", "stranger"])
    func nobody(name: String) throws {
        var builder = try Builder.staffed()
        try builder.run(.addPerson(name: "team", kind: .group, accounts: [], title: "", phone: ""), by: "root")
        try builder.run(.addPerson(name: "gone", kind: .human, accounts: [], title: "", phone: ""), by: "root")
        try builder.run(.disable("gone"), by: "root")

        #expect(builder.refusal(of: .assign(name, .preparation, from: nil, until: nil), by: "ann") != nil)
    }

    @Test("hours are not booked afterwards, nor for nothing, nor for ever ahead")
    func times() throws {
        var builder = try Builder.staffed()
        builder.wait(hours: 5)
        for (from, until) in [(1, nil), (1, 9), (6, 6), (7, 6), (6, 24 * 400), (24 * 400, nil)] as [(Int, Int?)] {
            let command = OrganisationCommand.assign(
                "bob", .preparation, from: Builder.hour(from), until: until.map(Builder.hour))
            #expect(builder.refusal(of: command, by: "ann") != nil, "\(from) to \(String(describing: until))")
        }
        #expect(builder.refusal(of: .release("bob", at: Builder.hour(1)), by: "ann") != nil)
    }

    @Test("a clock that is put back books no past hours")
    func clock() throws {
        var builder = try Builder.staffed()
        builder.wait(hours: -48)

        let past = OrganisationCommand.assign("bob", .preparation, from: Builder.hour(-24), until: nil)
        #expect(builder.refusal(of: past, by: "ann") != nil)
        try builder.run(.assign("bob", .preparation, from: nil, until: nil), by: "ann")
        #expect(builder.organisation.duties.shifts(of: "bob").map(\.from) == [Staff.start])
    }

    @Test("one person is on one duty, so nobody covers both")
    func both() throws {
        var builder = OrganisationBuilder()
        try builder.run(.assign("carl", .preparation, from: nil, until: Builder.hour(8)), by: "ann")
        #expect(
            unmet(builder.refusal(of: .assign("carl", .detection, from: Builder.hour(2), until: nil), by: "ann"))
                == ["GATE-STAFFING"])
        try builder.run(.assign("bob", .preparation, from: nil, until: nil), by: "ann")
        try builder.run(.assign("carl", .detection, from: Builder.hour(2), until: Builder.hour(4)), by: "ann")

        #expect(
            builder.organisation.duties.shifts(of: "carl").map {
                "\($0.duty.rawValue) \($0.from.text(digits: 0).dropFirst(11).prefix(2))"
            }
                == ["preparation 08", "detection 10", "preparation 12"])
    }

    @Test("whoever leads a case covers no standing duty, so nobody is freed by putting the lead on it")
    func leadsDoNotCount() throws {
        var builder = try Builder.staffed()
        builder.openCases = [.init(id: CaseID(number: 1), lead: "bob")]
        try builder.run(.assign("bob", .preparation, from: nil, until: nil), by: "ann")
        let command = OrganisationCommand.assign("carl", .response, from: nil, until: nil)

        #expect(unmet(builder.refusal(of: command, by: "ann")) == ["GATE-STAFFING"])
        builder.openCases = []
        try builder.run(command, by: "ann")
    }

    @Test("two who cover each other are not both made leads")
    func twoLeads() throws {
        var builder = try CaseBuilder.opened()
        var people = try Builder.staffed()
        try people.run(.assign("bob", .preparation, from: nil, until: nil), by: "ann")
        let context = DecisionContext(
            organisation: people.organisation, actor: Principal(account: "ann"), now: builder.now,
            leadsElsewhere: ["carl"])
        var incident = builder.incident

        #expect(throws: CaseRefusal.self) { try incident.perform(.assignLead(person: "bob"), in: context) }
        builder.organisation = people.organisation
        try builder.run(.assignLead(person: "bob"))
    }

    @Test("where a duty was empty before, acts that take nothing from it are free")
    func emptyBefore() throws {
        var builder = OrganisationBuilder()

        try builder.run(.assign("carl", .response, from: nil, until: nil), by: "ann")
        try builder.run(.release("carl", at: nil), by: "ann")
        try builder.run(.assign("dora", .detection, from: nil, until: nil), by: "ann")
        #expect(
            builder.organisation.coverWarnings(at: builder.now, leads: []).map { String($0.prefix(21)) } == [
                "nobody on preparation", "no hours on preparati",
            ])
    }

    @Test("who is on which duty is said by leads, deputies, executives and administrators")
    func roles() throws {
        let builder = OrganisationBuilder()

        for (name, may) in [
            ("ann", true), ("bob", true), ("eve", true), ("root", true), ("carl", false), ("lou", false),
            ("robot", false), ("stranger", false),
        ] {
            let command = OrganisationCommand.assign("dora", .detection, from: nil, until: nil)
            var copy = builder
            #expect((copy.refusal(of: command, by: name) == nil) == may, "\(name)")
        }
    }

    @Test("somebody who is the only one on a duty is not made the lead of a case, nor handed work")
    func lead() throws {
        var builder = try CaseBuilder.opened()
        builder.organisation = try Builder.staffed().organisation
        builder.organisation.apply(
            .people(event: .roleGranted(person: "carl", role: .lead)),
            Stamp(time: Staff.start, actor: Principal(account: "root")))

        #expect(unmet(builder.refusal(of: .assignLead(person: "carl"))) == ["GATE-STAFFING"])
        #expect(unmet(builder.refusal(of: .people(.offer(to: "dora", text: "image the disks")))) == ["GATE-STAFFING"])
        builder.organisation.apply(
            .people(event: .dutyAssigned(person: "bob", duty: .preparation, from: Staff.start, until: nil)),
            Stamp(time: Staff.start, actor: Principal(account: "root")))
        let events = try builder.run(.assignLead(person: "carl"))
        #expect(events.contains(.leadAssigned(person: "carl")))
        guard case .gatesPassed(_, _, let gates) = events.first else {
            Issue.record("the verdict is not recorded")
            return
        }
        #expect(gates.map(\.gate) == ["GATE-STAFFING"])
    }

    @Test("lowering the threshold does not let a declared case take somebody who is needed")
    func threshold() throws {
        var builder = try CaseBuilder.opened()
        try builder.run(.assignLead(person: "ann"))
        try builder.run(.declare(criterion: "theft"))
        var people = try Builder.staffed()
        try people.run(.assign("bob", .preparation, from: nil, until: Builder.hour(2)), by: "ann")
        try people.run(.changePolicy(name: "staffing-hours", value: 1), by: "root")
        builder.organisation = people.organisation

        #expect(
            unmet(builder.refusal(of: .people(.offer(to: "carl", text: "image the disks")), by: "bob")) == [
                "GATE-STAFFING"
            ])
    }
}
