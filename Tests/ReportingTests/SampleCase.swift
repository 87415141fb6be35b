import CaseLifecycle
import Reporting
import Vocabulary

/// A small case in which every stored text is the same, so that a test can put anything into all of them at once.
struct SampleCase {
    let text: String
    let start: Timestamp

    init?(_ text: String) {
        guard let start = Timestamp(iso8601: "2026-03-01T10:00:00Z") else { return nil }
        self.text = text
        self.start = start
    }

    func at(_ seconds: Int64) -> Timestamp { start.advanced(bySeconds: seconds) }

    /// An evidence file of which every byte of the hash is `byte`.
    static func evidence(_ byte: UInt8) -> EvidenceID? { EvidenceID(digest: Array(repeating: byte, count: 32)) }

    /// The case as it was investigated.
    var dossier: CaseDossier? { dossier(handled: false) }

    /// The same, with all that is recorded of a response.
    var handled: CaseDossier? { dossier(handled: true) }

    private func dossier(handled: Bool) -> CaseDossier? {
        guard let file = Self.evidence(0xAB), let technique = TechniqueID("T1021.006") else { return nil }
        let reference = EvidenceReference(evidence: file, record: 17)
        var system = SystemAssessment(name: text, presence: .collected)
        system.aliases = [text]
        system.addresses = [text]
        system.verdict = .confirmed
        system.confidence = 0.95
        system.firstCompromise = start
        system.reachedFrom = text
        system.method = text
        system.evidence = [reference]
        var unsettled = SystemAssessment(name: text + "2", presence: .referenced)
        unsettled.aliases = [text]
        var scope = ScopeAssessment()
        scope.systems = [system, unsettled]
        scope.accounts = [AccountAssessment(name: text, status: .used, confidence: 0.9, evidence: [reference])]
        scope.movements = [
            Movement(
                time: at(5), from: text + "3", to: text, account: text, method: text, technique: technique,
                confidence: 0.9, evidence: [reference])
        ]
        scope.patientZero = [
            RootCandidate(
                host: text, confidence: 0.8, enteredFrom: text, time: start, reasons: [text, text],
                evidence: [reference])
        ]
        scope.tools = [ToolSighting(name: text, kind: .tool, hashes: [text], hosts: [text], evidence: [reference])]
        scope.techniques = [TechniqueSighting(id: technique, first: start, hosts: [text], evidence: [reference])]
        scope.leads = [Lead(question: text, collect: text, host: text, value: 0.5)]
        let rule = RuleSummary(id: text, title: text, level: .high, tags: [text, "attack.t1021.006"], source: text)
        let sighting = FindingSighting(
            rule: rule, host: text, count: 1, first: start, last: start, evidence: [reference])
        return dossier(
            of: [
                .opened(title: text),
                .evidenceSealed(evidence: SealedEvidence(id: file, name: text, origin: text, bytes: 4096)),
                .evidenceRead(
                    reading: EvidenceReading(
                        evidence: file, format: .evtx, records: 20, issueCount: 1,
                        issues: [ParseIssue(.badChecksum, offset: 512, text)])),
                .findingRecorded(finding: Finding(id: FindingID(number: 1), sighting: sighting)),
                .scopeDerived(assessment: scope), .leadAssigned(person: text), .declared(criterion: text),
                .stateEntered(state: .declared, gates: [GateVerdict(gate: text, outcome: .passed)]),
                .stateEntered(state: .analysis, gates: []), .returned(to: .declared, reason: text),
                .stateEntered(state: .analysis, gates: []), .systemConfirmed(system: text, reason: text),
                .systemCleared(system: text, reason: text, seen: 3), .noteAdded(text: text),
            ] + (handled ? process(file) : []))
    }

    /// The dossier of a case with these events, a minute apart.
    func dossier(of events: [CaseEvent]) -> CaseDossier {
        var incident = Case(id: CaseID(number: 1))
        var recorded: [RecordedEvent] = []
        for event in events {
            let stamp = Stamp(
                time: at(86_400 + 60 * Int64(recorded.count)), actor: Principal(account: text, actingAs: text))
            incident.apply(event, stamp)
            recorded.append(
                RecordedEvent(
                    version: incident.version, sequence: incident.version, time: stamp.time, actor: stamp.actor,
                    event: event, hash: text))
        }
        return CaseDossier(
            incident: incident, organisation: Organisation(), events: recorded,
            journal: .init(count: incident.version, hash: text, publicKey: text), generatedAt: at(90_000),
            productVersion: text)
    }
}
