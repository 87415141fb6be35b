import CaseLifecycle
import Foundation
import Testing
import Vocabulary
import Wire

@Suite("What is printed of a case")
struct CaseShapeTests {
    let sample: ShapeSample

    init() throws { sample = try ShapeSample() }

    private func object(_ shape: some Encodable) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: try WireJSON.line(shape)) as? [String: Any])
    }

    @Test("a case has all its keys, whatever it holds")
    func caseKeys() throws {
        let keys: Set = [
            "case", "version", "title", "state", "phase", "lead", "criterion", "evidence", "records", "issues",
            "findings",
            "hosts", "accounts", "movements", "patientZero", "tools", "techniques", "leads", "notes", "unmetGates",
            "reopenedGates", "phases", "response", "impact", "openDebts", "overrides", "partialContainment", "plans",
            "openClocks", "openTasks", "loopBacks",
        ]
        let context = DecisionContext(
            organisation: Organisation(), actor: Principal(account: "ann"), now: .earliest)
        let (empty, full) = (
            try object(CaseShape(sample.empty, in: context)), try object(CaseShape(sample.full, in: context))
        )

        #expect(Set(empty.keys) == keys)
        #expect(Set(full.keys) == keys)
        #expect(empty["lead"] is NSNull && empty["criterion"] is NSNull)
        #expect(empty["state"] as? String == "signal")
        #expect(empty["phase"] as? String == "Detection and Analysis")
        let gates = try #require(empty["unmetGates"] as? [[String: Any]])
        #expect(gates.map { $0["id"] as? String } == ["GATE-DECLARE", "GATE-LEAD"])
        #expect(gates.allSatisfy { ($0["missing"] as? [String])?.isEmpty == false })
    }

    @Test("a line of the list of cases has all its keys")
    func summary() throws {
        let object = try object(
            CaseSummaryShape(
                CaseSummary(sample.full, opened: .earliest, updated: Timestamp.earliest.advanced(bySeconds: 1)),
                unmetGates: nil, at: Timestamp.earliest.advanced(bySeconds: 90)))

        #expect(
            Set(object.keys) == [
                "case", "title", "state", "lead", "version", "opened", "updated", "evidence", "findings", "systems",
                "confirmedSystems", "priority", "stateSince", "secondsInState", "unmetGates", "openDebts", "openTasks",
            ])
        #expect(object["priority"] is NSNull && object["unmetGates"] is NSNull)
        #expect(object["secondsInState"] as? Int == 90)
        #expect(object["lead"] is NSNull)
        #expect(object["opened"] as? String == "1601-01-01T00:00:00.000000Z")
        #expect(object["updated"] as? String == "1601-01-01T00:00:01.000000Z")
        #expect(["version", "evidence", "findings", "systems"].map { object[$0] as? Int } == [7, 1, 2, 2])
    }

    @Test("the scope tells derivation and a person's word apart")
    func scope() throws {
        var incident = sample.full
        incident.apply(.systemCleared(system: "FS-01", reason: "reinstalled", seen: 1))
        let systems = try #require(try object(ScopeShape(incident))["systems"] as? [[String: Any]])

        #expect(systems.allSatisfy { Set($0.keys) == ["host", "judgement", "reason", "staleClearance"] })
        #expect(systems.map { $0["judgement"] as? String } == [nil, "cleared"])
        #expect(systems.map { $0["reason"] as? String } == [nil, "reinstalled"])
        #expect(systems.map { $0["staleClearance"] as? Bool } == [false, true])
        #expect(systems[0]["judgement"] is NSNull)
    }

    @Test("an entry of the timeline has all its keys")
    func timeline() throws {
        let entry = TimelineEntry(
            time: .earliest, lane: .responders, host: nil, text: "t", techniques: [], severity: nil, evidence: [])
        let object = try object(TimelineEntryShape(entry))

        #expect(
            Set(object.keys) == [
                "time", "lane", "kind", "host", "text", "techniques", "severity", "evidence", "enteredAt", "late",
            ])
        #expect(object["host"] is NSNull && object["severity"] is NSNull && object["enteredAt"] is NSNull)
        #expect(object["kind"] as? String == "fact" && object["late"] as? Bool == false)
        #expect(object["lane"] as? String == "responders")
    }

    @Test("an event of the journal names who did it, under both names")
    func journal() throws {
        let event = RecordedEvent(
            version: 2, sequence: 9, time: .earliest, actor: Principal(account: "a", actingAs: "B"),
            event: .noteAdded(text: "n"), hash: "h")
        let object = try object(JournalEventShape(event))

        #expect(Set(object.keys) == ["version", "sequence", "time", "account", "actingAs", "event", "hash"])
        #expect(object["account"] as? String == "a")
        #expect(object["actingAs"] as? String == "B")
    }

    @Test("a sound journal has a head and no fault, a damaged one the place of its first bad event")
    func verification() throws {
        let sound = try object(VerificationShape(events: 3, head: "h", publicKey: "k", keyChecked: true))
        let damaged = try object(
            VerificationShape(
                stream: "C-1", version: 2, line: nil, reason: "r", events: 1, publicKey: nil, keyChecked: false))
        let fault = try #require(damaged["fault"] as? [String: Any])

        #expect(Set(sound.keys) == ["ok", "events", "head", "publicKey", "keyChecked", "fault"])
        #expect(Set(damaged.keys) == ["ok", "events", "head", "publicKey", "keyChecked", "fault"])
        #expect(sound["ok"] as? Bool == true && sound["fault"] is NSNull)
        #expect(sound["publicKey"] as? String == "k" && sound["keyChecked"] as? Bool == true)
        #expect(damaged["ok"] as? Bool == false && damaged["head"] is NSNull)
        #expect(Set(fault.keys) == ["stream", "version", "line", "reason"])
        #expect(fault["line"] is NSNull)
    }
}
