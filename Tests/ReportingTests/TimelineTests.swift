import CaseLifecycle
import Reporting
import Testing
import Vocabulary

@Suite("Timeline of a case")
struct TimelineTests {
    @Test("adversary and responders stand in one order of time; taking evidence in is one entry")
    func entries() throws {
        let sample = try #require(SampleCase("x"))
        let dossier = try #require(sample.dossier)

        let entries = Timeline.entries(of: dossier.incident, events: dossier.events)

        #expect(
            entries.map { "\($0.lane.rawValue) \($0.time.seconds(since: sample.start)) \($0.host ?? "-"): \($0.text)" }
                == [
                    "adversary 0.0 x: F-1: x", "adversary 5.0 x: Reached from x3 as x: x",
                    "responders 86400.0 -: Case opened: x, by x (account x)",
                    """
                    responders 86460.0 -: Evidence sealed: x; Evidence read: 20 records in 1 file; Recorded: 1 finding; \
                    Scope derived from the evidence, by x (account x)
                    """, "responders 86700.0 -: Lead assigned: x, by x (account x)",
                    "responders 86760.0 -: Incident declared: x, by x (account x)",
                    "responders 86820.0 -: State declared entered through x, by x (account x)",
                    "responders 86880.0 -: State analysis entered, by x (account x)",
                    "responders 86940.0 -: Returned to declared: x, by x (account x)",
                    "responders 87000.0 -: State analysis entered, by x (account x)",
                    "responders 87060.0 x: Confirmed as compromised: x, by x (account x)",
                    "responders 87120.0 x: Cleared: x, by x (account x)",
                    "responders 87180.0 -: Note: x, by x (account x)",
                ])
    }

    @Test("evidence that arrives after a long pause is an entry of its own")
    func pause() throws {
        let sample = try #require(SampleCase("x"))
        let file = try #require(SampleCase.evidence(1))
        let event = CaseEvent.evidenceSealed(evidence: SealedEvidence(id: file, name: "a.evtx", origin: "/", bytes: 1))
        let actor = Principal(account: "ann")
        let events = [0, 600, 1201].enumerated().map {
            RecordedEvent(
                version: $0.offset + 1, sequence: $0.offset + 1, time: sample.at(Int64($0.element)), actor: actor,
                event: event, hash: "")
        }

        let entries = Timeline.entries(of: Case(id: CaseID(number: 1)), events: events)

        #expect(entries.map(\.text) == ["Evidence sealed: 2 files, by ann", "Evidence sealed: a.evtx, by ann"])
    }

    @Test("a system that no movement leads to enters with its first sign of compromise")
    func firstSign() throws {
        let sample = try #require(SampleCase("x"))
        var system = SystemAssessment(name: "WEB", presence: .collected)
        system.firstCompromise = sample.start
        system.method = "web shell"
        var scope = ScopeAssessment()
        scope.systems = [system]
        var incident = Case(id: CaseID(number: 1))
        incident.apply(.scopeDerived(assessment: scope), Stamp(time: sample.start, actor: Principal(account: "ann")))

        #expect(
            Timeline.entries(of: incident, events: []) == [
                TimelineEntry(
                    time: sample.start, lane: .adversary, host: "WEB", text: "First sign of compromise: web shell",
                    techniques: [], severity: nil, evidence: [])
            ])
    }
}
