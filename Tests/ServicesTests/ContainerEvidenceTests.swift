import CaseLifecycle
import Foundation
import Services
import Storage
import Testing
import Vocabulary

@Suite("Evidence inside of containers")
struct ContainerEvidenceTests {
    let store: Store
    let folder: TemporaryFolder

    init() throws {
        store = try Store()
        folder = try TemporaryFolder()
        _ = try store.cases().open(title: "t")
    }

    private func investigate(
        _ files: [EvidenceFile], staysInPlace: Bool = false, host: String? = "WEB-1"
    ) async throws -> Case {
        try await store.investigation(width: 2).investigate(
            files, in: .first, rules: InvestigationServiceTests.rules, host: host, staysInPlace: staysInPlace,
            progress: { _ in })
    }

    private static let lines = (0..<3).map {
        InvestigationServiceTests.line("evil \($0)", second: $0, computer: "WKS-7") + "\n"
    }.joined()

    /// Runs a program of the system on files of the folder.
    private func pack(_ program: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    private func file(_ name: String) -> EvidenceFile {
        EvidenceFile(path: "\(folder.path)/\(name)", name: name)
    }

    @Test("each file in a container is evidence of its own: recognised, cited by its own hash, and kept only there")
    func entries() async throws {
        try folder.write("in/a.jsonl", Array(Self.lines.utf8))
        try folder.write("in/picture.png", [0x89, 0x50])
        try pack("tar", "--sort=name", "-czf", "all.tar.gz", "in/a.jsonl", "in/picture.png")
        let plain = try store.vault.seal(path: folder.path + "/in/a.jsonl").id
        try store.vault.remove(plain)

        let incident = try await investigate([file("all.tar.gz")])

        let container = try #require(incident.evidence.first)
        #expect(incident.evidence.count == 1)
        #expect(incident.readings[container.id]?.format == .gzip)
        let entries = try #require(incident.entries[container.id])
        #expect(entries.map(\.name) == ["all.tar!/in/a.jsonl", "all.tar!/in/picture.png"])
        #expect(entries.map { $0.reading?.format } == [.jsonLines, .unknown])
        #expect(entries.allSatisfy { $0.problem == nil && $0.reading?.account?.closes == true })
        #expect(entries.first?.reading?.evidence == plain && incident.container(of: plain) == container.id)
        #expect(!store.vault.holds(plain))
        #expect(
            incident.findings.first?.sighting.evidence
                == (0..<3).map { EvidenceReference(evidence: plain, record: $0) })
        #expect(incident.findings.map(\.sighting.count) == [3])
        #expect(try store.database.differingReadModels() == [])
    }

    @Test(
        "a collection in a container names the computer of its files, unless a person does", arguments: [nil, "WEB-1"])
    func collection(host: String?) async throws {
        try folder.write("in/a.log", Array("Mar  1 10:00:00 web sshd[1]: x\n".utf8))
        try folder.write("in/client_info.json", Array(#"{"Hostname":"ws5"}"#.utf8))
        try folder.write("note.txt", Array("hello\n".utf8))
        try pack("tar", "-czf", "all.tar.gz", "in/a.log", "note.txt", "in/client_info.json")

        let incident = try await investigate([file("all.tar.gz")], host: host)

        let entries = try #require(incident.evidence.first.flatMap { incident.entries[$0.id] })
        #expect(entries.map(\.host) == (host == nil ? ["ws5", nil, "ws5"] : [nil, nil, nil]))
        #expect(entries.first?.hostSource == (host == nil ? "client_info.json of Velociraptor" : nil))
        #expect(incident.evidence.map(\.host) == [host])
    }

    @Test("a file that lies in several containers, and beside them, is counted once")
    func repeated() async throws {
        try folder.write("a.jsonl", Array(Self.lines.utf8))
        try pack("tar", "-cf", "one.tar", "a.jsonl")
        try pack("tar", "-czf", "two.tar.gz", "a.jsonl", "one.tar")

        let incident = try await investigate([file("two.tar.gz"), file("one.tar"), file("a.jsonl")])
        let again = try await investigate([file("a.jsonl"), file("one.tar")])

        #expect(incident.findings.map(\.sighting.count) == [3])
        #expect(incident.scope.systems.first?.records == 3)
        #expect(again.findings == incident.findings && again.version == incident.version)
    }

    @Test("a run that ended inside of a container goes on without counting twice", arguments: [0, 1, 2, 3])
    func resumption(accepted: Int) async throws {
        for number in 0..<100 {
            try folder.write("in/\(number).jsonl", Array(Self.lines.utf8) + Array("{\"n\":\(number)}".utf8))
        }
        try pack("tar", "-czf", "in.tgz", "in")

        // Reading is stopped by cancelling once so many commits are acknowledged.
        let seen = Counter()
        let store = self.store
        let file = self.file("in.tgz")
        let run = Task {
            try await store.investigation(width: 1).investigate(
                [file], in: .first, rules: InvestigationServiceTests.rules, host: nil,
                progress: { progress in
                    guard case .acknowledged = progress else { return }
                    if seen.next() == accepted { withUnsafeCurrentTask { $0?.cancel() } }
                })
        }
        _ = await run.result
        let incident = try await investigate([file])

        #expect(incident.entries.values.first?.count == 100)
        #expect(incident.findings.map(\.sighting.count) == [300])
    }

    @Test("a rotated log gets its year from the moment that its container says it was written")
    func rotatedLog() async throws {
        let log = try folder.write(
            "auth.log.2", lines: ["Mar  1 10:00:00 web sshd[1]: Failed password for root from 10.0.0.1 port 22 ssh2"])
        let written = try #require(Timestamp(iso8601: "2019-03-02T00:00:00Z"))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_551_484_800)], ofItemAtPath: log.path)
        try pack("gzip", "auth.log.2")

        let incident = try await investigate([file("auth.log.2.gz")])

        let entry = try #require(incident.entries.values.first?.first)
        #expect(entry.name == "auth.log.2" && entry.reading?.format == .syslog)
        #expect(entry.reading?.account?.first == written.advanced(bySeconds: -14 * 3600))
    }

    @Test("bundles of CloudTrail are read as the documents that they hold")
    func cloudTrail() async throws {
        let record =
            #"{"eventVersion":"1.08","eventTime":"2026-03-01T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"eu-west-1","sourceIPAddress":"198.51.100.7"}"#
        try folder.write("CloudTrail_1.json", Array("{\"Records\":[\(record),\(record)]}".utf8))
        try pack("gzip", "CloudTrail_1.json")

        let incident = try await investigate([file("CloudTrail_1.json.gz")])

        let reading = try #require(incident.entries.values.first?.first?.reading)
        #expect(reading.format == .json && reading.records == 2 && reading.issueCount == 0)
    }

    @Test("a container that is damaged is told with its place, and what came before is read")
    func damaged() async throws {
        try folder.write("a.jsonl", Array(String(repeating: Self.lines, count: 500).utf8))
        try pack("gzip", "-1", "a.jsonl")
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/a.jsonl.gz")))
        let cut = try folder.write("cut.jsonl.gz", Array(bytes.prefix(bytes.count / 2)))

        let incident = try await investigate([cut])

        let entry = try #require(incident.entries.values.first?.first)
        #expect(entry.problem?.kind == .damagedRecord && entry.problem?.offset == UInt64(bytes.count / 2))
        #expect((1..<1500).contains(entry.reading?.records ?? 0))
    }

    @Test("a file sealed where it lies is read there; changed, it is not read again, and the check says so")
    func inPlace() async throws {
        let file = try folder.write("a.jsonl", Array(Self.lines.utf8))
        let incident = try await investigate([file], staysInPlace: true)
        let sealed = try #require(incident.evidence.first)
        #expect(sealed.isReferenced == true && !store.vault.holds(sealed.id))
        #expect(incident.custody.items[sealed.id]?.location == sealed.origin)
        #expect(incident.findings.map(\.sighting.count) == [3])

        try Data("{}".utf8).write(to: URL(fileURLWithPath: file.path))

        let service = EvidenceService(database: store.database, vault: store.vault)
        #expect(try service.verify(.first).compactMap(\.problem).count == 1)
        let later = try await investigate([folder.write("b.jsonl", Array("{\"b\":1}".utf8))])
        #expect(later.custody.items[sealed.id]?.checks.last?.problem != nil)
        #expect(later.findings.map(\.sighting.count) == [3])
        #expect(later.readings.values.map(\.records).sorted() == [1, 3])
    }
}
