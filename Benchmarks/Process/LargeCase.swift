import CaseLifecycle
import Foundation
import Services
import Storage
import Vocabulary

/// A case as large as one may become.
enum LargeCase {
    static let systems = 10_000
    static let actions = 5_000
    static let events = 100_000

    static func measure(in home: String) throws {
        let database = try CaseDatabase.make(home)
        try fill(database)
        print("a case of \(systems) systems, \(actions) actions, \(events) events")
        try load(home)
        try decide(home)
        try database.rebuild()
        try Measure.print("  load, folded from the first event", times: 3) { _ in
            _ = try CaseDatabase.make(home, access: .readOnly).loadCase(.first)
        }
    }

    private static func load(_ home: String) throws {
        try Measure.print("  open the store and load, from snapshot and tail", times: 15, promised: 100) { _ in
            _ = try CaseDatabase.make(home, access: .readOnly).loadCase(.first)
        }
    }

    private static func decide(_ home: String) throws {
        let database = try CaseDatabase.make(home)
        let incident = try database.loadCase(.first) ?? Case(id: .first)
        let context = DecisionContext(
            organisation: try database.organisation(), actor: .ann, now: Timestamp.start.advanced(bySeconds: 900_000))
        let commands: [(String, (Int) -> CaseCommand)] = [
            ("a note", { .note(text: "note \($0)") }),
            (
                "a verdict on a system",
                {
                    .scope(.judge(.system("HOST-\($0)"), verdict: .cleared, reason: "looked at \($0)"))
                }
            ),
            ("findings", { _ in .recordFindings([]) }),
        ]
        for (name, command) in commands {
            var incident = incident
            Measure.print("  decide \(name)", times: 50, promised: 5) { round in
                // What is refused was decided, too.
                _ = try? incident.perform(command(round), in: context)
            }
        }
        let cases = CaseService(database: database, actor: .ann, now: { context.now })
        _ = try cases.run([.note(text: "first")], on: .first)
        try Measure.print("  decide and append one event, on the disk", times: 50) { round in
            _ = try cases.run([.note(text: "note \(round)")], on: .first)
        }
    }

    /// Appends as services do, with the last events one by one, so that a tail follows the snapshot.
    private static func fill(_ database: CaseDatabase) throws {
        var events = opening() + planned()
        events += (events.count..<Self.events).map { .noteAdded(text: "note \($0): looked at HOST-\($0 % systems)") }
        let bulk = Self.events - 400
        for start in stride(from: 0, to: bulk, by: 2000) {
            try append(Array(events[start..<min(start + 2000, bulk)]), to: database)
        }
        for start in stride(from: bulk, to: Self.events, by: 50) {
            try append(Array(events[start..<(start + 50)]), to: database)
        }
    }

    private static func append(_ events: [CaseEvent], to database: CaseDatabase) throws {
        _ = try database.write { try $0.append(events, to: .first, expected: nil, actor: .ann, at: .start) }
    }

    private static func opening() -> [CaseEvent] {
        var events: [CaseEvent] = [.opened(title: "Large")]
        let files = (0..<500).compactMap { EvidenceID(hex: String(format: "%064x", $0)) }
        events += files.map {
            .evidenceSealed(evidence: SealedEvidence(id: $0, name: "a.evtx", origin: "/a", bytes: 9))
        }
        events += files.map {
            .evidenceRead(
                reading: EvidenceReading(evidence: $0, format: .evtx, records: 10_000, issueCount: 0, issues: []))
        }
        events += (1...5000).map { number in
            let rule = RuleSummary(
                id: "rule-\(number % 60)", title: "Remote service", level: .high, tags: ["attack.t1021.006"],
                source: "rules/\(number % 60).yml")
            let sighting = FindingSighting(
                rule: rule, host: "HOST-\(number)", count: 3, first: .start, last: .start,
                evidence: [EvidenceReference(evidence: files[number % 500], record: number)])
            return .findingRecorded(finding: Finding(id: FindingID(number: number), sighting: sighting))
        }
        var scope = ScopeAssessment()
        scope.filesCovered = files.count
        scope.systems = (0..<systems).map { number in
            var system = SystemAssessment(name: "HOST-\(number)", presence: .collected)
            system.aliases = ["host-\(number).corp.example"]
            system.addresses = ["10.1.\(number / 250).\(number % 250)"]
            system.records = 100 + number
            system.verdict = number % 3 == 0 ? .confirmed : .possible
            system.confidence = 0.5
            system.firstCompromise = .start
            system.reachedFrom = "HOST-\(number / 2)"
            system.method = "WinRM"
            system.evidence = [0, 1].map { EvidenceReference(evidence: files[(number + $0) % 500], record: number) }
            return system
        }
        return events + [.scopeDerived(assessment: scope)]
    }

    private static func planned() -> [CaseEvent] {
        let targets = (1...actions).map { Target.system("HOST-\($0)") }
        let planned = targets.enumerated().map { index, target in
            PlanAction(
                number: index + 1, kind: .isolateHost, target: target, address: nil, text: "isolate it at its switch",
                owner: "carl", precondition: "its owner knows", verification: "no traffic is seen",
                rollback: "open the port", destroysTraces: false)
        }
        let plan = PlanID(number: 1)
        let results = (1...actions).compactMap { ActionKey("\(plan)/\($0)") }.map { action in
            CaseEvent.plan(
                event: .resultRecorded(action: action, outcome: .done, observed: "no traffic", happenedAt: nil))
        }
        return [
            .plan(event: .drafted(id: plan, kind: .containment, targets: targets, actions: planned, strategies: []))
        ] + results
    }
}
