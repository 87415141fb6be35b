import CaseLifecycle
import Foundation
import GRDB
import Testing
import Vocabulary

@testable import Storage

/// A folder that is gone when the test is over.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/cordon-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The home of a store in this folder, not yet made.
    var home: String { path + "/home" }

    func open(_ access: CaseDatabase.Access = .readWrite) throws -> CaseDatabase {
        try CaseDatabase(home: home, access: access, actor: .alice, at: .minute(0))
    }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }
}

extension CaseDatabase {
    /// What somebody with the file and a SQLite of their own can do.
    func withoutGuards(restoring: Bool = true, _ change: (Database) throws -> Void) throws {
        try writer?.write { connection in
            for guardian in Schema.guardians { try connection.execute(sql: "DROP TRIGGER \(guardian.name)") }
            try change(connection)
            guard restoring else { return }
            for guardian in Schema.guardians { try connection.execute(sql: guardian.sql) }
        }
    }
}

extension Principal {
    static let alice = Principal(account: "alice")
    static let bob = Principal(account: "root", actingAs: "Bob \"the\" \u{1}\nBuilder ü")
}

extension Timestamp {
    /// Minutes after 2026-03-01T10:00:00.1234567Z.
    static func minute(_ minute: Int) -> Timestamp { start.advanced(bySeconds: Int64(minute) * 60) }

    private static let start: Timestamp = {
        let civil = CivilTime(year: 2026, month: 3, day: 1, hour: 10, fraction: 1_234_567)
        guard let moment = civil.moment() else { preconditionFailure("the tests begin at a moment that exists") }
        return moment
    }()
}

extension CaseID {
    static let first = CaseID(number: 1)
    static let second = CaseID(number: 2)
}

extension EvidenceID {
    /// Made-up evidence, told apart by a digit.
    static func sample(_ digit: Int) throws -> EvidenceID {
        try #require(EvidenceID(hex: String(repeating: String(digit % 10), count: 64)))
    }
}

/// Values to fill events with.
enum Sample {
    static let rule = RuleSummary(
        id: "4b1e", title: "Remote \"service\"", level: .high, tags: ["attack.t1021.006"], source: "rules/a.yml")

    static func sealed(_ digit: Int) throws -> SealedEvidence {
        SealedEvidence(id: try .sample(digit), name: "../Security \(digit).evtx", origin: "/in/\(digit)", bytes: digit)
    }

    static func reading(_ digit: Int, records: Int) throws -> EvidenceReading {
        EvidenceReading(
            evidence: try .sample(digit), format: .evtx, records: records, issueCount: 1,
            issues: [ParseIssue(.badChecksum, offset: 4096, "chunk 1")])
    }

    static func sighting(_ host: String, minute: Int, count: Int = 1) throws -> FindingSighting {
        FindingSighting(
            rule: rule, host: host, count: count, first: .minute(minute), last: .minute(minute + count - 1),
            evidence: [EvidenceReference(evidence: try .sample(1), record: minute)])
    }

    static func scope(_ hosts: [(String, SystemVerdict, Double)]) throws -> ScopeAssessment {
        var scope = ScopeAssessment()
        scope.systems = hosts.map { name, verdict, confidence in
            var system = SystemAssessment(name: name, presence: .collected)
            system.verdict = verdict
            system.confidence = confidence
            return system
        }
        if hosts.count > 1 {
            scope.movements = [
                Movement(
                    time: .minute(7), from: hosts[0].0, to: hosts[1].0, account: "svc", method: "WinRM",
                    technique: TechniqueID("T1021.006"), confidence: 0.5,
                    evidence: [EvidenceReference(evidence: try .sample(1), record: 3)])
            ]
        }
        return scope
    }
}
