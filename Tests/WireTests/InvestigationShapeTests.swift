import CaseLifecycle
import Foundation
import Testing
import Vocabulary
import Wire

/// A case that says something, and nothing, of each thing that a case can hold.
struct ShapeSample {
    let empty: Case
    let full: Case

    init() throws {
        let id = try #require(EvidenceID(hex: String(repeating: "ab", count: 32)))
        let evidence = [EvidenceReference(evidence: id, record: 7)]
        let time = try #require(Timestamp(iso8601: "2026-03-01T10:00:00.1234567Z"))
        let rule = RuleSummary(
            id: "r", title: "t", level: .high, tags: ["attack.t1021.006", "attack.execution"], source: "a.yml")

        var incident = Case(id: CaseID(number: 1))
        incident.apply(.opened(title: "t"))
        empty = incident
        incident.apply(
            .evidenceSealed(evidence: SealedEvidence(id: id, name: "a.evtx", origin: "/in/a.evtx", bytes: 5)))
        incident.apply(.evidenceMissed(files: [MissedFile(origin: "/in/b.evtx", reason: "permission denied")]))
        let issue = ParseIssue(.badChecksum, offset: 1, "x")
        incident.apply(
            .evidenceRead(
                reading: EvidenceReading(evidence: id, format: .evtx, records: 9, issueCount: 1, issues: [issue])))
        for (number, time) in [(1, time), (2, nil)] {
            let sighting = FindingSighting(
                rule: rule, host: "FS-01", count: 2, first: time, last: time, evidence: evidence)
            incident.apply(.findingRecorded(finding: Finding(id: FindingID(number: number), sighting: sighting)))
        }
        incident.apply(.scopeDerived(assessment: Self.scope(evidence, time)))
        full = incident
    }

    /// Everything twice: with all that can be known, and with as little as there can be.
    private static func scope(_ evidence: [EvidenceReference], _ time: Timestamp) -> ScopeAssessment {
        var known = SystemAssessment(name: "FS-01", presence: .collected)
        known.aliases = ["FS-01.corp.example"]
        known.addresses = ["10.0.0.1"]
        known.verdict = .confirmed
        known.confidence = 0.97654
        known.firstCompromise = time
        known.reachedFrom = "WKS-1"
        known.method = "WinRM"
        known.evidence = evidence
        var scope = ScopeAssessment()
        scope.systems = [known, SystemAssessment(name: "DC-01", presence: .referenced)]
        scope.explanations = [
            SystemExplanation(
                name: "FS-01",
                factors: [.init(text: "high rule: t", weight: 0.45, without: 0.93333, evidence: evidence)],
                keystone: evidence.first.map { .init(record: $0, without: 0.41) })
        ]
        scope.accounts = [AccountAssessment(name: "CORP\\a", status: .used, confidence: 1, evidence: evidence)]
        for known in [true, false] {
            scope.movements.append(
                Movement(
                    time: time, from: "WKS-1", to: "FS-01", account: known ? "a" : nil, method: "WinRM",
                    technique: known ? TechniqueID("T1021.006") : nil, confidence: 0.5, evidence: evidence))
            scope.patientZero.append(
                RootCandidate(
                    host: "WKS-1", confidence: 1 / 3, enteredFrom: known ? "203.0.113.1" : nil,
                    time: known ? time : nil,
                    reasons: ["first"], evidence: evidence))
            scope.leads.append(Lead(question: "q", collect: "c", host: known ? "WKS-1" : nil, value: 0.5))
        }
        scope.tools = [
            ToolSighting(name: "e.exe", kind: .malware, hashes: ["SHA256=1"], hosts: ["FS-01"], evidence: evidence)
        ]
        for (technique, time) in [("T1021.006", time), ("T9999", nil)] {
            guard let id = TechniqueID(technique) else { continue }
            scope.techniques.append(TechniqueSighting(id: id, first: time, hosts: ["FS-01"], evidence: evidence))
        }
        return scope
    }
}

@Suite("What investigate prints")
struct InvestigationShapeTests {
    /// The keys that the contract of the command line fixes. Others read them: they are never renamed or left out.
    static let keys: [String: Set<String>] = [
        "evidence": [
            "name", "host", "hostSource", "sha256", "bytes", "format", "records", "issues", "unread", "held", "account",
            "entries", "alsoAs",
        ],
        "findings": ["id", "rule", "techniques", "host", "count", "first", "last", "evidence"],
        "hosts": [
            "name", "aliases", "addresses", "presence", "verdict", "confidence", "firstCompromise", "reachedFrom",
            "method", "evidence", "factors", "keystone",
        ],
        "accounts": ["name", "status", "confidence", "evidence"],
        "movements": ["time", "from", "to", "account", "method", "technique", "confidence", "evidence"],
        "patientZero": ["host", "confidence", "enteredFrom", "time", "reasons", "evidence"],
        "tools": ["name", "kind", "hashes", "hosts", "evidence"],
        "techniques": ["id", "name", "tactic", "stage", "first", "hosts", "evidence"],
        "leads": ["question", "collect", "host", "value"],
        "notTaken": ["origin", "reason"],
    ]

    let sample: ShapeSample

    init() throws { sample = try ShapeSample() }

    private func object(_ incident: Case, report: String? = nil) throws -> [String: Any] {
        let line = try WireJSON.line(InvestigationShape(incident, elapsedSeconds: 1.23456, report: report))
        #expect(!line.contains(UInt8(ascii: "\n")))
        return try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
    }

    @Test("the object has its keys, and every list is there though it is empty")
    func topLevel() throws {
        let object = try object(sample.empty)

        #expect(
            Set(object.keys)
                == Set(Self.keys.keys).union([
                    "case", "version", "records", "issues", "elapsedSeconds", "forecast", "report",
                ]))
        #expect(object["case"] as? String == "C-1")
        #expect(object["version"] as? Int == 1)
        #expect(object["elapsedSeconds"] as? Double == 1.235)
        #expect(object["report"] is NSNull)
        for list in Self.keys.keys.sorted() + ["forecast"] {
            #expect((object[list] as? [Any])?.isEmpty == true, "\(list)")
        }
    }

    @Test("each element of a list has all its keys, known or not", arguments: keys.keys.sorted())
    func elements(list: String) throws {
        let elements = try #require(try object(sample.full)[list] as? [[String: Any]])

        #expect(!elements.isEmpty)
        for element in elements { #expect(Set(element.keys) == Self.keys[list]) }
    }

    @Test("what is not known is null")
    func nulls() throws {
        let object = try object(sample.full)
        func nulls(_ list: String, _ place: Int) throws -> Set<String> {
            let elements = try #require(object[list] as? [[String: Any]])
            return Set(elements[place].filter { $0.value is NSNull }.keys)
        }

        #expect(try nulls("hosts", 0) == ["firstCompromise", "reachedFrom", "method", "keystone"])
        #expect(try nulls("hosts", 1) == [])
        #expect(try nulls("findings", 0) == [])
        #expect(try nulls("findings", 1) == ["first", "last"])
        #expect(try nulls("movements", 0) == [])
        #expect(try nulls("movements", 1) == ["account", "technique"])
        #expect(try nulls("patientZero", 0) == [])
        #expect(try nulls("patientZero", 1) == ["enteredFrom", "time"])
        #expect(try nulls("techniques", 0) == [])
        #expect(try nulls("techniques", 1) == ["name", "tactic", "stage", "first"])
        #expect(try nulls("leads", 0) == [])
        #expect(try nulls("leads", 1) == ["host"])
    }

    @Test("evidence and findings are told as they are held")
    func values() throws {
        let object = try object(sample.full, report: "a/b.html")
        let evidence = try #require((object["evidence"] as? [[String: Any]])?.first)
        let finding = try #require((object["findings"] as? [[String: Any]])?.first)
        let hex = String(repeating: "ab", count: 32)

        #expect(object["records"] as? Int == 9)
        #expect(object["issues"] as? Int == 1)
        #expect(object["report"] as? String == "a/b.html")
        #expect(evidence["name"] as? String == "a.evtx")
        #expect(evidence["sha256"] as? String == hex)
        #expect(evidence["bytes"] as? Int == 5)
        #expect(evidence["format"] as? String == "evtx")
        #expect(finding["rule"] as? [String: String] == ["id": "r", "title": "t", "level": "high", "source": "a.yml"])
        #expect(finding["techniques"] as? [String] == ["T1021.006"])
        #expect(finding["first"] as? String == "2026-03-01T10:00:00.123456Z")
        #expect(finding["evidence"] as? [String] == ["\(hex)#7"])
    }

    @Test("hosts stand in the order of their names, with probabilities of three digits")
    func hosts() throws {
        let hosts = try #require(try object(sample.full)["hosts"] as? [[String: Any]])
        let roots = try #require(try object(sample.full)["patientZero"] as? [[String: Any]])

        #expect(hosts.map { $0["name"] as? String } == ["DC-01", "FS-01"])
        #expect(hosts.map { $0["verdict"] as? String } == ["unknown", "confirmed"])
        #expect(hosts.map { $0["presence"] as? String } == ["referenced", "collected"])
        #expect(hosts.map { $0["confidence"] as? Double } == [0, 0.977])
        #expect(roots.first?["confidence"] as? Double == 0.333)
    }

    @Test("evidence that was not read yet is of unknown format and holds no records")
    func unread() throws {
        var incident = sample.empty
        let id = try #require(EvidenceID(hex: String(repeating: "0", count: 64)))
        incident.apply(.evidenceSealed(evidence: SealedEvidence(id: id, name: "a", origin: "/a", bytes: 1)))
        let evidence = try #require(try object(incident)["evidence"] as? [[String: Any]])

        #expect(evidence.map { $0["format"] as? String } == ["unknown"])
        #expect(evidence.map { $0["records"] as? Int } == [0])
    }

    @Test("a person's word shows in the verdict")
    func judgement() throws {
        var incident = sample.full
        incident.apply(.systemConfirmed(system: "DC-01", reason: "r"))
        incident.apply(.systemCleared(system: "FS-01", reason: "r", seen: incident.version))
        let hosts = try #require(try object(incident)["hosts"] as? [[String: Any]])

        #expect(hosts.map { $0["verdict"] as? String } == ["confirmed", "cleared"])
    }

    @Test("the same case is the same text, with slashes as they are")
    func stable() throws {
        let lines = try (0..<5).map { _ in
            try WireJSON.line(InvestigationShape(sample.full, elapsedSeconds: 1, report: "a/b.html"))
        }

        #expect(Set(lines).count == 1)
        #expect(String(decoding: lines[0], as: UTF8.self).contains(#""report":"a/b.html""#))
    }
}

extension Case {
    /// Applies an event whose time and author do not matter.
    mutating func apply(_ event: CaseEvent) {
        apply(event, Stamp(time: .earliest, actor: Principal(account: "ann")))
    }
}
