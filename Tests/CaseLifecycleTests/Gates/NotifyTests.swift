import CaseLifecycle
import Testing
import Vocabulary

@Suite("GATE-NOTIFY")
struct NotifyTests {
    private let duty = DutyID(number: 1)

    private func start(
        at time: Timestamp = Staff.start, limit: ClockLimit = .hours(count: 72), recipients: [String] = ["BfDI"],
        regime: String = "GDPR article 33"
    ) -> CaseCommand {
        .notification(
            .start(
                NotificationDuty.Terms(
                    regime: regime, kind: .aware, limit: limit, recipients: recipients, content: ["nature"]),
                at: time))
    }

    private func sent(
        _ recipient: String = "BfDI", at time: Timestamp, reference: String = "2026-1234", late: String? = nil
    ) -> CaseCommand {
        .notification(.notify(duty, recipient: recipient, at: time, reference: reference, lateReason: late))
    }

    private func begun() throws -> CaseBuilder {
        var builder = try CaseBuilder.underReview()
        try builder.run(start())
        return builder
    }

    @Test(
        "nobody, nobody yet, and a system of the case are no recipients",
        arguments: ["to be named", "niemand", "TBA", "WEB", "someone"])
    func noRecipient(name: String) throws {
        var builder = try CaseBuilder.underReview()

        #expect(builder.refusal(of: start(recipients: [name])) != nil)
        #expect(builder.refusal(of: start(recipients: ["BfDI"])) == nil)
    }

    @Test("who was made counsel during the incident lets no duty go within a day, though before the clock began")
    func newCounsel() throws {
        var builder = try CaseBuilder.underReview()
        let stamp = Stamp(time: builder.context.now.advanced(bySeconds: -60), actor: Principal(account: "root"))
        builder.organisation.apply(.people(event: .roleGranted(person: "dora", role: .legal)), stamp)
        try builder.run(start(at: builder.context.now), by: "carl")
        let waive = CaseCommand.notification(.release(duty, .waived, reason: "no risk to persons"))

        #expect(builder.refusal(of: waive, by: "dora") != nil)
        #expect(builder.refusal(of: waive, by: "lou") == nil)
    }

    @Test("somebody says whom to tell, or counsel or the lead that nobody needs to be told")
    func required() throws {
        var builder = try CaseBuilder.underReview()
        let none = CaseCommand.notification(.findNoDuty(reason: "no personal data"))
        #expect(builder.missed("GATE-NOTIFY").count == 1)
        #expect(builder.refusal(of: none, by: "carl") != nil)
        #expect(builder.refusal(of: .notification(.findNoDuty(reason: ".")), by: "lou") != nil)

        try builder.run(none, by: "lou")
        #expect(builder.missed("GATE-NOTIFY").isEmpty)
        var signal = try CaseBuilder.opened()
        #expect(signal.refusal(of: none, by: "lou") != nil)
    }

    @Test("nobody says that nobody must be told while a duty is open")
    func contradiction() throws {
        var builder = try begun()
        let none = CaseCommand.notification(.findNoDuty(reason: "no personal data"))
        #expect(
            builder.refusal(of: none, by: "lou")
                == .impossible(
                    "N-1 is open: whoever must be told is told, or counsel lets the duty go: "
                        + "cordon clock waive C-1 N-1 --reason TEXT"))

        try builder.run(.notification(.release(duty, .notRequired, reason: "no personal data")), by: "lou")
        try builder.run(none, by: "lou")
    }

    @Test("a notification that is entered a day after it was sent is a late entry, also where it was sent in time")
    func lateEntry() throws {
        var builder = try begun()
        builder.wait(hours: 100)
        let sentAt = Staff.start.advanced(bySeconds: 30 * 3600)
        let unexplained = builder.refusal(of: sent(at: sentAt))
        #expect(
            unexplained
                == .missing(["why it was entered after the limit, 2026-03-05T08:00:00.000000Z: --late-reason TEXT"]))
        try builder.run(sent(at: sentAt, late: "it was sent by post, and entered after the holiday"))

        #expect(
            try builder.conformance().deviations.contains {
                $0.rule == "NOTIFIED-IN-TIME" && !$0.isBreach && $0.text.contains("was entered only after it")
            })
        let late = try builder.conformance().lateEntries.filter { $0.text.contains("BfDI notified") }
        #expect(late.map(\.happenedAt) == [sentAt])
    }

    @Test("that nobody must be told falls when information turns out to be affected")
    func outdated() throws {
        var builder = try CaseBuilder.underReview()
        try builder.run(.notification(.findNoDuty(reason: "no personal data")), by: "lou")
        builder.wait(hours: 1)
        try builder.run(.assessImpact(.low), by: "ann")
        #expect(builder.missed("GATE-NOTIFY").isEmpty)
        try builder.run(.assessImpact(.high), by: "ann")

        #expect(builder.missed("GATE-NOTIFY").count == 1)
    }

    @Test("a duty holds the case open, also on the day before its limit, until each recipient was told")
    func open() throws {
        var builder = try CaseBuilder.underReview()
        try builder.run(start(recipients: ["BfDI", "the insurer"]))
        #expect(builder.now < Staff.start.advanced(bySeconds: 48 * 3600))
        let names = ["BfDI", "the insurer"]
        #expect(builder.missed("GATE-NOTIFY").count == 2)
        for (text, name) in zip(builder.missed("GATE-NOTIFY"), names) {
            #expect(text.hasPrefix("the notification of \(name) under GDPR"))
        }

        try builder.run(sent(at: builder.now))
        #expect(builder.missed("GATE-NOTIFY")[0].hasPrefix("the notification of the insurer"))
        try builder.run(sent("The Insurer", at: builder.now))
        #expect(builder.missed("GATE-NOTIFY").isEmpty)
    }

    @Test("what was sent to nobody, to somebody else, in times to come or without a trace was not sent")
    func sending() throws {
        var builder = try begun()
        let now = builder.now

        #expect(builder.refusal(of: sent("", at: now)) != nil)
        #expect(builder.refusal(of: sent(" ", at: now)) != nil)
        #expect(builder.refusal(of: sent("my brother", at: now)) != nil)
        #expect(builder.refusal(of: sent(at: now.advanced(bySeconds: 1))) != nil)
        #expect(builder.refusal(of: sent(at: Staff.start.advanced(bySeconds: -1))) != nil)
        #expect(builder.refusal(of: sent(at: now, reference: "n/a")) != nil)
        #expect(builder.refusal(of: sent(at: now), by: "robot") != nil)
        #expect(builder.missed("GATE-NOTIFY").count == 1)
    }

    @Test("who is late says why")
    func late() throws {
        var builder = try begun()
        builder.wait(hours: 100)
        #expect(builder.refusal(of: sent(at: builder.now)) != nil)
        #expect(builder.refusal(of: sent(at: builder.now, late: ".")) != nil)

        try builder.run(sent(at: builder.now, late: "the authority's site was down"))
        #expect(builder.missed("GATE-NOTIFY").isEmpty)
        #expect(
            builder.incident.notifications.duty(duty)?.warnings(at: builder.now) == [
                "N-1: sent late to BfDI", "N-1: not acknowledged by BfDI",
            ])
    }

    @Test("only counsel lets a duty go, with a reason, and only counsel approves an override")
    func released() throws {
        var builder = try begun()
        let waive = CaseCommand.notification(.release(duty, .waived, reason: "no risk to persons"))
        for name in ["ann", "bob", "carl", "eve", "robot"] { #expect(builder.refusal(of: waive, by: name) != nil) }
        #expect(builder.refusal(of: .notification(.release(duty, .notRequired, reason: "-")), by: "lou") != nil)

        #expect(try builder.overridable("GATE-NOTIFY") == ["duty N-1 to BfDI"])
        let approve = CaseCommand.override(.approve(OverrideID(number: 1)))
        #expect(builder.refusal(of: approve, by: "eve") != nil)
        var overridden = builder
        try overridden.run(approve, by: "lou")
        #expect(!overridden.incident.overrides.openDebts.isEmpty)

        try builder.run(waive, by: "lou")
        #expect(builder.missed("GATE-NOTIFY").isEmpty)
        #expect(builder.refusal(of: waive, by: "lou") != nil)
    }

    @Test("a clock begins in the past and runs for a time, and says for whom and why")
    func possible() throws {
        var builder = try CaseBuilder.underReview()
        let farOff = try #require(Timestamp(iso8601: "9999-12-31T00:00:00Z"))
        let refused = [
            start(at: builder.now.advanced(bySeconds: 1)), start(at: farOff), start(at: .earliest),
            start(limit: .hours(count: 0)),
            start(limit: .hours(count: -1)), start(limit: .hours(count: .max)),
            start(limit: .calendarDays(count: 400, offsetInMinutes: 0)),
            start(limit: .calendarDays(count: 3, offsetInMinutes: 15 * 60)), start(limit: .due(at: farOff)),
            start(limit: .due(at: Staff.start)), start(recipients: []), start(recipients: [" "]), start(regime: "."),
        ]

        for command in refused { #expect(builder.refusal(of: command) != nil) }
    }

    @Test("a start that is moved stays as it was said first; moved later after the limit, it moves nothing")
    func moved() throws {
        var builder = try begun()
        func move(_ hours: Int64, _ reason: String = "the mail of the night shift") -> CaseCommand {
            .notification(.move(duty, to: Staff.start.advanced(bySeconds: hours * 3600), reason: reason))
        }
        builder.actor = "lou"
        #expect(builder.refusal(of: move(1, " ")) != nil)
        #expect(builder.refusal(of: move(9999)) != nil)

        try builder.run(move(10))
        let limit = Staff.start.advanced(bySeconds: 82 * 3600)
        #expect(builder.incident.notifications.duty(duty)?.due == limit)

        builder.wait(hours: 100)
        try builder.run(move(40))
        let moved = try #require(builder.incident.notifications.duty(duty))
        #expect(moved.due == limit)
        #expect(moved.deadlines.map(\.due) == [72, 82, 112].map { Staff.start.advanced(bySeconds: $0 * 3600) })
        #expect(moved.starts.map(\.isAfterLimit) == [false, false, true])
        #expect(moved.warnings(at: builder.now).contains("N-1: the start was moved after the limit had passed"))
    }

    @Test("only counsel makes a limit later, and it is told of what it was before")
    func postponed() throws {
        var builder = try begun()
        builder.wait(hours: 2)
        func move(_ hours: Int64) -> CaseCommand {
            let moment = Staff.start.advanced(bySeconds: hours * 3600)
            return .notification(.move(duty, to: moment, reason: "the mail of the night shift"))
        }
        for name in ["ann", "bob", "carl", "eve", "stranger"] {
            guard case .roleNeeded = builder.refusal(of: move(10), by: name) else {
                Issue.record("\(name) made the limit later")
                return
            }
        }
        try builder.run(move(-10), by: "carl")
        #expect(try builder.conformance().deviations.allSatisfy { $0.rule != "NOTIFIED-IN-TIME" })

        try builder.run(move(10), by: "lou")
        let limit = "2026-03-04T22:00:00.000000Z"
        #expect(
            builder.incident.notifications.duty(duty)?.warnings(at: builder.now).contains {
                $0.contains("the limit was \(limit) before")
            } == true)
        #expect(
            try builder.conformance().deviations.contains {
                $0.rule == "NOTIFIED-IN-TIME" && $0.text.contains("the limit was \(limit)")
            })
    }

    @Test("a clock that counts from a moment after the incident was known is told of from its start")
    func lateAwareness() throws {
        var builder = try CaseBuilder.underReview()
        let declared = try #require(builder.incident.declaredAt)
        try builder.run(start(at: declared))
        #expect(try builder.conformance().deviations.allSatisfy { $0.rule != "NOTIFIED-IN-TIME" })
        try builder.run(start(at: declared.advanced(bySeconds: 3600)))

        let late = builder.incident.notifications.duties.flatMap { $0.warnings(at: declared) }
        #expect(late.count == 1 && late[0].contains("after the incident was known (\(declared))"))
        #expect(
            try builder.conformance().deviations.contains {
                $0.rule == "NOTIFIED-IN-TIME" && !$0.isBreach && $0.text.hasPrefix("N-2 counts from")
            })
    }

    @Test("a duty that is let go after its limit was met late")
    func releasedLate() throws {
        var builder = try begun()
        builder.wait(hours: 100)
        try builder.run(.notification(.release(duty, .waived, reason: "no risk to persons")), by: "lou")

        #expect(
            builder.incident.notifications.duty(duty)?.warnings(at: builder.now).contains {
                $0.hasPrefix("N-1: waived at")
            } == true)
        #expect(
            try builder.conformance().deviations.contains {
                $0.rule == "NOTIFIED-IN-TIME" && $0.text.contains("the duty was let go only after it")
            })
    }

    @Test("who recorded a duty does not let it go")
    func ownDuty() throws {
        var builder = try CaseBuilder.underReview()
        try builder.run(start(), by: "lou")
        let waive = CaseCommand.notification(.release(duty, .notRequired, reason: "no risk to persons"))

        #expect(builder.refusal(of: waive, by: "lou") == .secondPersonNeeded(act: "letting a duty go", first: "lou"))
    }

    @Test("a recipient is one name that can be seen, and the same however it is typed")
    func recipientNames() throws {
        var builder = try CaseBuilder.underReview()
        for name in ["Bf\nDI", "Bf\u{200B}DI", "BfDI, LDI", "BfD\u{456}"] {
            guard case .impossible = builder.refusal(of: start(recipients: [name])) else {
                Issue.record("\(name) was taken")
                return
            }
        }
        try builder.run(start(recipients: [" the  insurer ", "The Insurer"]))

        #expect(builder.incident.notifications.duty(duty)?.terms.recipients == ["the insurer"])
        try builder.run(sent("the  INSURER ", at: builder.now))
        #expect(builder.missed("GATE-NOTIFY").isEmpty)
    }

    @Test(
        "half, three quarters and all of the time are told of",
        arguments: [(35, nil), (36, "50"), (54, "75"), (72, "has passed")])
    func clock(hours: Int, warning: String?) throws {
        let builder = try begun()
        let now = Staff.start.advanced(bySeconds: Int64(hours) * 3600)

        let warnings = builder.incident.notifications.duties.flatMap { $0.warnings(at: now) }
        #expect(warnings.count == (warning == nil ? 0 : 1))
        if let warning { #expect(warnings.first?.contains(warning) == true) }
    }

    @Test("an acknowledgement belongs to something that was sent")
    func acknowledged() throws {
        var builder = try begun()
        let acknowledge = CaseCommand.notification(.acknowledge(duty, recipient: "bfdi", reference: "letter"))
        #expect(builder.refusal(of: acknowledge) != nil)
        try builder.run(sent(at: builder.now))
        try builder.run(acknowledge)

        #expect(builder.incident.notifications.duty(duty)?.sent.first?.acknowledgement?.reference == "letter")
    }

    @Test("a duty is owed to somebody", arguments: ["nobody", "No one", "someone", "Everybody."])
    func nobody(name: String) throws {
        var builder = try CaseBuilder.underReview()

        #expect(builder.refusal(of: start(recipients: [name])) == .missing(["who is to be notified"]))
    }

    @Test("where privacy was breached, that nobody must be told is for counsel to say, where there is counsel")
    func privacy() throws {
        let none = CaseCommand.notification(.findNoDuty(reason: "no personal data within reach"))
        var builder = try CaseBuilder.underReview()
        #expect(builder.refusal(of: none, by: "ann") == nil)
        let breach = ImpactAssessment(
            functionalNow: .low, functionalIfNotContained: .high, information: [.privacyBreach],
            recoverability: .regular, reason: "the files of the staff")
        try builder.run(.assessImpact(breach), by: "ann")

        #expect(builder.refusal(of: none, by: "ann") != nil)
        #expect(builder.refusal(of: none, by: "lou") == nil)
        builder.roster(.personDisabled(person: "lou"))
        #expect(builder.refusal(of: none, by: "ann") == nil)

        // What was said without counsel is not enough once there is counsel.
        builder.wait(hours: 1)
        try builder.run(none, by: "ann")
        func asked() -> Int {
            builder.incident.unmetGates(for: Step(.close), in: builder.context).flatMap(\.missing)
                .filter { $0.hasPrefix("counsel's word that nobody") }.count
        }
        #expect(asked() == 0)
        builder.roster(.roleGranted(person: "bob", role: .legal))
        #expect(asked() == 1)
        builder.wait(hours: 25)
        try builder.run(none, by: "bob")
        #expect(asked() == 0)
    }

    @Test("a clock did not begin after its notice was sent")
    func sentBefore() throws {
        var builder = try begun()
        try builder.run(sent(at: builder.now))
        builder.wait(hours: 1)
        let later = CaseCommand.notification(.move(duty, to: builder.now, reason: "it was clear only then"))

        #expect(builder.refusal(of: later, by: "lou") != nil)
    }

    @Test("counsel of this hour lets no duty go and finds none missing")
    func freshCounsel() throws {
        var builder = try begun()
        var without = try CaseBuilder.underReview()
        for index in [0, 1] {
            func change(_ builder: inout CaseBuilder) {
                builder.wait(hours: 1)
                let stamp = Stamp(time: builder.now, actor: Principal(account: "root"))
                builder.organisation.apply(.people(event: .roleGranted(person: "dora", role: .legal)), stamp)
                builder.wait(hours: 1)
            }
            if index == 0 { change(&builder) } else { change(&without) }
        }
        let waive = CaseCommand.notification(.release(duty, .waived, reason: "the regulator knows"))
        let none = CaseCommand.notification(.findNoDuty(reason: "no personal data within reach"))

        #expect(builder.refusal(of: waive, by: "dora") != nil && without.refusal(of: none, by: "dora") != nil)
        builder.wait(hours: 24)
        without.wait(hours: 24)
        #expect(builder.refusal(of: waive, by: "dora") == nil && without.refusal(of: none, by: "dora") == nil)
    }
}
