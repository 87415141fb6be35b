import CaseLifecycle
import GRDB
import Testing
import Vocabulary

@testable import Storage

@Suite("Read models")
struct ReadModelTests {
    let folder: TemporaryFolder
    let database: CaseDatabase

    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open()
    }

    @Test("they follow every append: what was sealed, found, derived and judged")
    func content() throws {
        try append([.opened(title: "Break-in")], minute: 1)
        try append([.evidenceSealed(evidence: Sample.sealed(1))], minute: 2, actor: .bob)
        try append([.evidenceRead(reading: Sample.reading(1, records: 40))], minute: 3)
        let finding = Finding(id: FindingID(number: 1), sighting: try Sample.sighting("WEB", minute: 20))
        try append([.findingRecorded(finding: finding)], minute: 4)
        let more = try Sample.sighting("WEB", minute: 10, count: 2)
        try append([.findingExtended(finding: finding.id, sighting: more)], minute: 5)
        let scope = try Sample.scope([("WEB", .probable, 0.8), ("DB", .possible, 0.4)])
        try append([.scopeDerived(assessment: scope)], minute: 6)
        try append([.systemConfirmed(system: "WEB", reason: "seen")], minute: 7)
        try append([.declared(criterion: "theft"), .stateEntered(state: .declared, gates: [])], minute: 8)

        let summary = try #require(try database.summary(of: .first))
        #expect(
            [summary.evidence, summary.records, summary.issues, summary.findings, summary.systems, summary.version]
                == [1, 40, 1, 1, 2, 9])
        #expect(summary.state == .declared && summary.criterion == "theft" && summary.confirmedSystems == 1)
        #expect(summary.opened == .minute(1) && summary.updated == .minute(8))
        #expect(try database.cases() == [summary])
        #expect(
            try database.evidence(of: .first)
                == Paged(
                    items: [
                        EvidenceItem(
                            sealed: try Sample.sealed(1), sealedAt: .minute(2), sealedBy: .bob,
                            reading: try Sample.reading(1, records: 40))
                    ], total: 1))
        var merged = finding
        merged.sighting.merge(more)
        #expect(try database.findings(of: .first) == Paged(items: [merged], total: 1))
        #expect(try database.findings(of: .first, level: .critical) == Paged(items: [], total: 0))
        let incident = try #require(try database.loadCase(.first))
        #expect(
            try database.systems(of: .first).items
                == ["DB", "WEB"].map { SystemItem(name: $0, standing: incident.systems[$0] ?? SystemStanding()) })
        #expect(try database.systems(of: .first).items.map(\.verdict) == [.possible, .confirmed])
        #expect(try database.sealedEvidence() == [.sample(1)])
    }

    @Test("a rebuild equals what was kept live, whatever happened", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func rebuildEqualsLive(seed: UInt64) throws {
        var story = RandomStory(seed: seed)
        for _ in 0..<60 { try story.step(on: database) }
        let live = try tables()

        #expect(try database.differingReadModels() == [])
        try database.rebuild()

        #expect(try tables() == live)
        #expect(live.values.allSatisfy { !$0.isEmpty })
        #expect(try database.verifyJournal().problems == [])
    }

    @Test(
        "a list of cases that the journal knows better is not shown, and a rebuild mends it",
        arguments: [
            "DELETE FROM case_summary", "DELETE FROM case_summary WHERE number = 2",
            "UPDATE case_summary SET version = 1 WHERE number = 1",
            "INSERT INTO case_summary SELECT 9, place, state, lead, priority, title, criterion, state_since, version, "
                + "opened, updated, evidence, records, issues, findings, systems, confirmed_systems, open_debts, open_tasks "
                + "FROM case_summary WHERE number = 1",
        ])
    func incompleteList(sql: String) throws {
        try append([.opened(title: "Break-in"), .noteAdded(text: "n")], minute: 1)
        let second = CaseID(number: 2)
        _ = try database.write {
            try $0.append([.opened(title: "Other")], to: second, expected: nil, actor: .alice, at: .minute(1))
        }
        let cases = try database.cases()
        try database.writer?.write { try $0.execute(sql: sql) }
        func isTold(_ error: any Error) -> Bool {
            let error = error as? StorageError
            return error?.code == .damaged && error?.cause.contains("cordon admin rebuild") == true
        }

        #expect { try database.cases() } throws: { isTold($0) }
        #expect { try database.queue(CaseFilter(state: .signal, lead: nil, isOpen: true)) } throws: { isTold($0) }
        #expect { try database.write { try $0.cases() } } throws: { isTold($0) }
        try database.rebuild()
        #expect(try database.cases() == cases)
    }

    @Test(
        "a row that does not follow from the journal is found, and a rebuild mends it",
        arguments: [
            ("UPDATE case_summary SET state = 'analysis'", "case_summary"),
            ("DELETE FROM evidence_item", "evidence_item"),
            ("INSERT INTO finding VALUES (9, 1, 4, x'41', '{}')", "finding"),
            ("UPDATE system SET verdict = 'cleared'", "system"),
            ("UPDATE scope_name SET verdict = 'possible'", "scope_name"),
        ])
    func differenceFound(sql: String, table: String) throws {
        try append([.opened(title: "a"), .evidenceSealed(evidence: Sample.sealed(1))], minute: 1)
        try append([.scopeDerived(assessment: Sample.scope([("A", .probable, 0.8)]))], minute: 2)
        try database.writer?.write { try $0.execute(sql: sql) }

        #expect(try database.differingReadModels() == [table])
        try database.rebuild()

        #expect(try database.differingReadModels() == [])
    }

    private func append(_ events: [CaseEvent], minute: Int, actor: Principal = .alice) throws {
        _ = try database.write { try $0.append(events, to: .first, expected: nil, actor: actor, at: .minute(minute)) }
    }

    private func tables() throws -> [ReadModel: [String]] {
        try database.read("test") { connection in
            var tables: [ReadModel: [String]] = [:]
            for model in ReadModel.allCases {
                tables[model] = try Row.fetchAll(
                    connection, sql: "SELECT \(model.columns) FROM \(model.rawValue) ORDER BY 1, 2"
                ).map(\.description)
            }
            return tables
        }
    }
}

/// Commands drawn by chance, run as services run them. The same seed gives the same story.
struct RandomStory {
    private var random: SplitMix
    private var minute = 0

    init(seed: UInt64) { random = SplitMix(state: seed) }

    mutating func step(on database: CaseDatabase) throws {
        minute += Int.random(in: 0...3, using: &random)
        let id = CaseID(number: Int.random(in: 1...3, using: &random))
        let command = try draw()
        try database.write { transaction in
            var incident = try transaction.loadCase(id) ?? Case(id: id)
            let version = incident.version
            let opening = incident.version == 0
            var command = command
            if case .recordScope(var scope) = command {
                scope.filesCovered = incident.readings.count
                command = .recordScope(scope)
            }
            // What is refused is part of the story and changes nothing.
            guard
                let events = try? incident.perform(
                    opening ? .open(title: "\(id)") : command,
                    in: DecisionContext(organisation: Organisation(), actor: .alice, now: .minute(minute)))
            else { return }
            _ = try transaction.append(
                events, to: id, expected: version, actor: minute % 2 == 0 ? .alice : .bob, at: .minute(minute))
        }
    }

    private mutating func draw() throws -> CaseCommand {
        let digit = Int.random(in: 0...5, using: &random)
        let host = ["WEB", "DB", "MAIL\u{0}X", "MAIL"][digit % 4]
        switch Int.random(in: 0...10, using: &random) {
        case 0, 1: return .sealEvidence(try Sample.sealed(digit))
        case 2: return .recordReading(try Sample.reading(digit, records: minute))
        case 3, 4:
            return .recordFindings([
                try Sample.sighting(host, minute: digit * 7, count: digit + 1),
                try Sample.sighting("DB", minute: minute),
            ])
        case 5, 6:
            let verdicts: [SystemVerdict] = [.confirmed, .probable, .possible, .unknown]
            return .recordScope(
                try Sample.scope([(host, verdicts[digit % 4], 0.1 * Double(digit)), ("DB", .possible, 0.4)]))
        case 7: return .scope(.judge(.system(host), verdict: .cleared, reason: "looked \(minute)"))
        case 8: return .scope(.judge(.system(host), verdict: .confirmed, reason: "seen \(minute)"))
        case 9: return [.assignLead(person: "P\(digit)"), .declare(criterion: "c"), .advance][digit % 3]
        default: return digit == 0 ? .returnTo(.signal, reason: "again") : .note(text: "n\(minute)")
        }
    }
}

/// A small generator with a seed (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
