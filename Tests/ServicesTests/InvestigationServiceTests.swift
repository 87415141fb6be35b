import CaseLifecycle
import Detection
import Foundation
import Services
import Storage
import Synchronization
import Testing
import Vocabulary

@Suite("Investigating")
struct InvestigationServiceTests {
    static let rules = RuleSet.load([
        RuleSource(
            name: "evil.yml",
            text: """
                title: Evil program
                id: 5f1abf38-3f5b-4d5c-8a51-0f4c3f6d5a11
                level: high
                tags: [attack.t1059]
                logsource: {category: process_creation, product: windows}
                detection:
                  selection: {CommandLine|contains: evil}
                  condition: selection
                """)
    ]).rules

    /// A process start as a line of JSON, which names a computer or none.
    static func line(_ command: String, second: Int, computer: String? = nil) -> String {
        let computer = computer.map { #","Computer":"\#($0)""# } ?? ""
        return """
            {"@timestamp":"2026-03-01T10:00:0\(second).000Z","EventID":1,\
            "Channel":"Microsoft-Windows-Sysmon/Operational","CommandLine":"\(command)","Image":"C:\\\\evil.exe"\(computer)}
            """
    }

    let store: Store
    let folder: TemporaryFolder

    init() throws {
        store = try Store()
        folder = try TemporaryFolder()
        _ = try store.cases().open(title: "t")
    }

    private func investigate(_ files: [EvidenceFile], host: String? = nil) async throws -> Case {
        try await store.investigation(width: 2).investigate(
            files, in: .first, rules: Self.rules, host: host, progress: { _ in })
    }

    private static func findings(_ incident: Case) -> [String] {
        incident.findings.map { finding in
            let sighting = finding.sighting
            return "\(finding.id) \(sighting.host) \(sighting.count) \(sighting.evidence.map(\.record))"
        }
    }

    @Test("records that name no host are of the host that the person named, others of their own")
    func defaultHost() async throws {
        let file = try folder.write(
            "a.jsonl",
            lines: [
                Self.line("evil 1", second: 1), Self.line("good", second: 2),
                Self.line("evil 2", second: 3, computer: "WKS-7"), Self.line("evil 3", second: 4),
            ])

        let incident = try await investigate([file], host: "WEB-1")

        #expect(Self.findings(incident) == ["F-1 WEB-1 2 [0, 3]", "F-2 WKS-7 1 [2]"])
        #expect(incident.systems.keys.sorted() == ["WEB-1", "WKS-7"])
    }

    @Test("without such a name, their host stays empty")
    func noHost() async throws {
        let file = try folder.write("a.jsonl", lines: [Self.line("evil", second: 1)])

        #expect(Self.findings(try await investigate([file])) == ["F-1  1 [0]"])
    }

    @Test("matches of one rule on one host are one finding, over files and runs")
    func merging() async throws {
        let first = try folder.write("a.jsonl", lines: [Self.line("evil 1", second: 1, computer: "WKS-7")])
        let second = try folder.write("b.jsonl", lines: [Self.line("evil 2", second: 2, computer: "WKS-7")])
        _ = try await investigate([first])
        let incident = try await investigate([second])

        #expect(Self.findings(incident) == ["F-1 WKS-7 2 [0, 0]"])
        #expect(incident.findings.first?.sighting.first?.description == "2026-03-01T10:00:01.000000Z")
        #expect(incident.findings.first?.sighting.last?.description == "2026-03-01T10:00:02.000000Z")
        #expect(try store.database.differingReadModels() == [])
    }

    @Test("a reference counts the records from the beginning of a file, over all that it was read in")
    func longFile() async throws {
        let padding = String(repeating: "x", count: 700)
        let lines = (0..<5_000).map { Self.line($0 % 1_000 == 7 ? "evil" : padding, second: 1, computer: "WKS-7") }
        let file = try folder.write("a.jsonl", lines: lines)

        #expect(Self.findings(try await investigate([file])) == ["F-1 WKS-7 5 [7, 1007, 2007, 3007, 4007]"])
    }

    @Test("a file of unknown format is sealed and listed, and does not stop the others")
    func unknownFormat() async throws {
        let files = [
            try folder.write("picture.png", [0x89, 0x50, 0x4E, 0x47]),
            try folder.write("a.jsonl", lines: [Self.line("evil", second: 1), "{damaged"]),
        ]
        let incident = try await investigate(files)
        let readings = incident.evidence.compactMap { incident.readings[$0.id] }

        #expect(incident.evidence.map(\.name) == ["picture.png", "a.jsonl"])
        #expect(readings.map(\.format) == [.unknown, .jsonLines])
        #expect(readings.map(\.records) == [0, 1])
        #expect(readings.map(\.issueCount) == [0, 1])
        #expect(incident.evidence.allSatisfy { store.vault.holds($0.id) })
    }

    @Test("the same bytes under two names are one piece of evidence")
    func sameBytes() async throws {
        let lines = [Self.line("evil", second: 1, computer: "WKS-7")]
        let files = [try folder.write("a.jsonl", lines: lines), try folder.write("b.jsonl", lines: lines)]
        let incident = try await investigate(files)

        #expect(incident.evidence.map(\.name) == ["a.jsonl"])
        #expect(Self.findings(incident) == ["F-1 WKS-7 1 [0]"])
    }

    @Test("a file that vanished is told and left out; a case that does not exist is refused before anything is sealed")
    func failures() async throws {
        let file = try folder.write("a.jsonl", lines: ["{}"])
        let gone = EvidenceFile(path: folder.path + "/gone", name: "gone")

        #expect(try await investigate([gone, file]).evidence.map(\.name) == ["a.jsonl"])
        await #expect(throws: CaseRefusal.unknownCase("C-9")) {
            try await store.investigation(width: 1).investigate(
                [file], in: CaseID(number: 9), rules: Self.rules, host: nil, progress: { _ in })
        }
        #expect(try store.queries.cases().map(\.id) == [.first])
    }

    @Test("two runs over the same evidence at the same time count each match once, and the scope covers all")
    func twoRuns() async throws {
        let files = try (0..<40).map {
            try folder.write("\($0).jsonl", lines: [Self.line("evil \($0)", second: 1, computer: "WKS-\($0 % 3)")])
        }

        async let first = investigate(files)
        async let second = investigate(files.reversed())
        _ = try await (first, second)

        let incident = try store.queries.incident(.first)
        #expect(incident.findings.map(\.sighting.count).reduce(0, +) == 40)
        #expect(incident.readings.count == 40)
        #expect(incident.scope.filesCovered == 40)
        #expect(incident.scope.filesCovered == incident.readings.count)
    }

    @Test("whose evidence it is stays with the evidence when more is added for another host")
    func hostOfEarlierEvidence() async throws {
        _ = try await investigate([folder.write("a.jsonl", lines: [Self.line("evil", second: 1)])], host: "WEB01")

        let incident = try await investigate(
            [folder.write("b.jsonl", lines: [Self.line("evil", second: 2)])], host: "DB01")

        #expect(Self.findings(incident) == ["F-1 WEB01 1 [0]", "F-2 DB01 1 [0]"])
        #expect(incident.scope.systems.map(\.name) == ["DB01", "WEB01"])
        #expect(incident.scope.systems.map(\.records) == [1, 1])
    }

    @Test("evidence that was changed in the vault is not read again as if it were what was sealed, and stops nothing")
    func changedVault() async throws {
        let sealed = try await investigate(
            [folder.write("a.jsonl", lines: [Self.line("evil", second: 1, computer: "WKS-1")])]
        ).evidence
        let path = store.vault.path(of: try #require(sealed.first).id)
        #expect(chmod(path, 0o600) == 0)
        try Data(Self.line("good", second: 1, computer: "XX-99").utf8).write(to: URL(fileURLWithPath: path))

        let told = Mutex<[String]>([])
        let incident = try await store.investigation(width: 2).investigate(
            [folder.write("b.jsonl", lines: [Self.line("evil", second: 2, computer: "WKS-2")])], in: .first,
            rules: Self.rules, host: nil,
            progress: { progress in
                if case .notRead(let name, _) = progress { told.withLock { $0.append(name) } }
            })

        #expect(told.withLock { $0 } == ["a.jsonl"])
        #expect(incident.damagedNames == ["a.jsonl"])
        #expect(incident.systems["XX-99"] == nil)
        // What it showed when it was whole stays, and the new evidence counts.
        #expect(incident.systems.keys.sorted() == ["WKS-1", "WKS-2"])
        #expect(Self.findings(incident) == ["F-1 WKS-1 1 [0]", "F-2 WKS-2 1 [0]"])
    }

    @Test("evidence that was sealed where it lies and is gone stops nothing, however often more is added")
    func goneReference() async throws {
        let first = try folder.write("a.jsonl", lines: [Self.line("evil", second: 1, computer: "WKS-1")])
        _ = try await store.investigation(width: 1).investigate(
            [first], in: .first, rules: Self.rules, host: nil, staysInPlace: true, progress: { _ in })
        try FileManager.default.removeItem(atPath: first.path)

        for number in 2...3 {
            _ = try await investigate([
                folder.write("\(number).jsonl", lines: [Self.line("evil", second: number, computer: "WKS-\(number)")])
            ])
        }

        let incident = try store.queries.incident(.first)
        #expect(incident.systems.keys.sorted() == ["WKS-1", "WKS-2", "WKS-3"])
        #expect(incident.damagedNames == ["a.jsonl"])
        // It is said once, as long as nothing about it changes.
        let problems = incident.custody.items[incident.evidence[0].id]?.checks.compactMap(\.problem)
        #expect(problems?.count == 1, "\(problems ?? [])")
    }

    @Test("what could not be taken in is in the case until it is")
    func missedFiles() async throws {
        let file = try folder.write("a.jsonl", lines: [Self.line("evil", second: 1, computer: "WKS-1")])
        let gone = EvidenceFile(path: folder.path + "/b.jsonl", name: "b.jsonl")
        let link = MissedFile(origin: folder.path + "/link", reason: "a link out of the folder")
        for _ in 0..<2 {
            _ = try await store.investigation(width: 1).investigate(
                [file, gone], missed: [link], in: .first, rules: Self.rules, host: nil, progress: { _ in })
        }
        let missed = try store.queries.incident(.first).missedFiles
        #expect(missed.map(\.origin) == [gone.path, link.origin])
        #expect(missed.map(\.reason).last == link.reason)
        let told = try store.queries.events(.first).count { event in
            if case .evidenceMissed = event.event { true } else { false }
        }
        #expect(told == 2)

        try folder.write("b.jsonl", lines: [Self.line("evil", second: 2, computer: "WKS-2")])
        #expect(try await investigate([gone]).missedFiles == [link])
    }

    @Test("what is acknowledged is in the journal already, in order")
    func acknowledgements() async throws {
        let files = try (0..<40).map {
            try folder.write("\($0).jsonl", lines: [Self.line("evil", second: 1, computer: "H-\($0)")])
        }
        let acknowledged = Mutex<[(version: Int, journal: Int)]>([])
        let (store, queries) = (store, store.queries)
        let incident = try await store.investigation(width: 2).investigate(
            files, in: .first, rules: Self.rules, host: nil,
            progress: { progress in
                guard case .acknowledged(let id, let version, _) = progress else { return }
                let journal = (try? queries.events(id).count) ?? 0
                acknowledged.withLock { $0.append((version, journal)) }
            })

        let all = acknowledged.withLock { $0 }
        #expect(all.count == 81)
        #expect(all.map(\.version) == all.map(\.version).sorted())
        #expect(all.allSatisfy { $0.version <= $0.journal })
        #expect(all.last?.version == incident.version)
    }
}

extension Case {
    /// The names of what is no longer as it was sealed.
    fileprivate var damagedNames: [String] {
        evidence.filter { custody.items[$0.id]?.checks.last?.problem != nil }.map(\.name)
    }
}
