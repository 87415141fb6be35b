import CaseLifecycle
import Foundation
import Services
import Simulation
import Testing
import Vocabulary

@Suite("The intrusion that spreads, from evidence to scope")
struct SpreadCaseTests {
    @Test("ten hosts are confirmed from the first evidence, and the eleventh when its evidence comes", arguments: 1...5)
    func scope(seed: UInt64) async throws {
        let start = try #require(Timestamp(iso8601: "2026-03-02T07:00:00Z"))
        let spread = SpreadIntrusion(seed: seed, start: start)
        let folder = try TemporaryFolder()
        for file in spread.files { try folder.write(file.name, file.bytes) }
        let (rules, _) = try RuleLibrary.load([])
        let store = try Store()
        _ = try store.cases().open(title: "Spread")
        func investigate(_ part: String) async throws -> Case {
            let files = try EvidenceFinder.find(under: [folder.path + "/" + part]).files
            return try await store.investigation(width: 2).investigate(
                files, in: .first, rules: rules, host: nil, progress: { _ in })
        }

        let first = try await investigate("first")
        let later = try await investigate("later")

        let truth = spread.truth
        expect(first, holds: truth.hosts.filter { $0.name != spread.laterHost }, innocent: spread.innocentHosts)
        expect(later, holds: truth.hosts, innocent: spread.innocentHosts)
        #expect(first.systems[spread.laterHost] == nil)
        for incident in [first, later] {
            #expect(incident.scope.patientZero.map(\.host) == [truth.patientZero?.host])
            #expect(Set(incident.scope.accounts.map(\.name)) == Set(truth.accounts.map(\.name)))
            #expect(incident.scope.accounts.filter { $0.status == .used }.count == truth.accounts.count)
        }
        #expect(
            later.scope.movements.map { "\($0.from) > \($0.to) \($0.account ?? "-")" }
                == truth.movements.map { "\($0.from) > \($0.to) \($0.account)" })
    }

    @Test("a log preserves who wrote it, not whom it names")
    func writers() async throws {
        let start = try #require(Timestamp(iso8601: "2026-03-02T07:00:00Z"))
        let folder = try TemporaryFolder()
        for file in SpreadIntrusion(seed: 1, start: start).files { try folder.write(file.name, file.bytes) }
        let (rules, _) = try RuleLibrary.load([])
        let store = try Store()
        try store.addLead("Ada")
        let ada = store.cases(as: Principal(account: "Ada"))
        _ = try ada.open(title: "Spread")
        let incident = try await store.investigation(width: 2).investigate(
            try EvidenceFinder.find(under: [folder.path + "/first"]).files, in: .first, rules: rules, host: nil,
            progress: { _ in })
        // A log of one computer that names others, too.
        let reading = try #require(
            incident.readings.values.filter { $0.writers?.count == 1 && $0.computers?.count ?? 0 > 1 }
                .min { $0.evidence < $1.evidence })
        let log = reading.evidence
        let writer = try #require(reading.writers?.first?.host.split(separator: ".").first.map(String.init))
        let other = writer == "FS-02" ? "APP-02" : "FS-02"
        func preserve(_ name: String) throws {
            _ = try ada.run(
                [.custody(.preserve(.system(name), kind: .logs, evidence: log.hex, acquired: nil))], on: .first)
        }

        #expect(reading.writers == [LogWriter(host: "\(writer).harbour.example", records: reading.records)])
        let refused = #expect(throws: CaseRefusal.self) { try preserve(other) }
        guard case .impossible(let why) = refused else {
            Issue.record("the log of \(writer) was taken for \(other)")
            return
        }
        #expect(why.contains("its records were written by \(writer)"))
        // What is left to be said then is who had the file.
        let open = #expect(throws: CaseRefusal.self) { try preserve(writer) }
        guard case .gates(let gates) = open else {
            Issue.record("the log of \(writer) was not taken for it")
            return
        }
        #expect(gates.map(\.id) == ["GATE-CUSTODY"])
    }

    /// Exactly these hosts are confirmed, each with where it was reached from, how and when; the innocent stay unknown.
    private func expect(_ incident: Case, holds hosts: [Truth.Host], innocent: [String]) {
        #expect(
            incident.systems.mapValues(\.verdict)
                == Dictionary(
                    uniqueKeysWithValues: hosts.map { ($0.name, SystemVerdict.confirmed) }
                        + innocent.map { ($0, .unknown) }))
        for host in hosts {
            let found = incident.scope.systems.first { $0.name == host.name }
            #expect(found?.reachedFrom == host.reachedFrom, "\(host.name)")
            if host.reachedFrom != nil { #expect(found?.method == host.method, "\(host.name)") }
            // A logon is written some seconds before what it brings.
            let gap = found?.firstCompromise.map { abs($0.seconds(since: host.firstCompromise)) }
            #expect(gap.map { $0 < 30 } ?? false, "\(host.name): \(String(describing: gap))")
        }
    }
}

@Suite("Writing exercises")
struct ExerciseServiceTests {
    @Test("a story is written to a new folder, file by file", arguments: ExerciseStory.allCases)
    func writes(story: ExerciseStory) throws {
        let folder = try TemporaryFolder()
        let target = folder.path + "/exercise"

        let count = try ExerciseService.generate(story, into: target, seed: 3)

        let found = try EvidenceFinder.find(under: [target]).files
        #expect(count == (story == .sample ? 10 : 23))
        #expect(found.count == count)
    }

    @Test("a folder that exists is refused and stays as it was")
    func refuses() throws {
        let folder = try TemporaryFolder()

        #expect(throws: ServiceFailure.self) {
            try ExerciseService.generate(.spread, into: folder.path, seed: 1)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
}
