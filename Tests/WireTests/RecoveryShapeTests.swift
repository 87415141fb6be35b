import CaseLifecycle
import Foundation
import Testing
import Vocabulary
import Wire

@Suite("What is printed of recovery")
struct RecoveryShapeTests {
    private let id: EvidenceID
    private let other: EvidenceID
    private let time: Timestamp
    private let olga = Stamp(time: .earliest, actor: Principal(account: "olga"))
    private let context: DecisionContext

    init() throws {
        var organisation = Organisation()
        organisation.apply(
            .people(event: .personAdded(name: "olga", kind: .human, accounts: ["olga"], title: "", phone: "")), olga)
        context = DecisionContext(organisation: organisation, actor: Principal(account: "ann"), now: .earliest)
        id = try #require(EvidenceID(hex: String(repeating: "ab", count: 32)))
        other = try #require(EvidenceID(hex: String(repeating: "cd", count: 32)))
        time = try #require(Timestamp(iso8601: "2026-03-01T10:00:00Z"))
    }

    private func object(_ shape: some Encodable) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: try WireJSON.line(shape)) as? [String: Any])
    }

    private func opened() -> Case {
        var incident = Case(id: CaseID(number: 1))
        incident.apply(.opened(title: "t"))
        return incident
    }

    private func comparison() -> BaselineComparison {
        BaselineComparison(
            system: "WS1", source: "golden", baseline: SystemSnapshot(takenAt: time, kinds: [.files: ["/a": "1"]]),
            baselineHash: id, takenAt: time,
            observed: SystemSnapshot(host: "WS1", kinds: [.files: ["/a": "2", "/v/l/x": "3"]]), observedHash: other,
            observedAt: time.advanced(bySeconds: 60),
            ignoring: [IgnoreRule(kind: .files, key: "/v/l/", reason: "logs grow")],
            byHand: [.init(kind: .policy, matches: true, how: "CIS")],
            indicators: KnownIndicators(Case(id: CaseID(number: 1))))
    }

    /// A case with one system that was restored, compared and is watched.
    private func full() -> Case {
        var incident = opened()
        incident.apply(.scope(event: .enrolled(target: .system("WS1"), tier: 1, owner: "olga")))
        incident.apply(
            .scope(event: .ownerConfirmed(system: "WS1", owner: "olga")),
            Stamp(time: time, actor: Principal(account: "bob")))
        incident.apply(.systemConfirmed(system: "WS1", reason: "r"))
        let asset = RestorationAsset(
            id: AssetID(number: 1), name: "nightly", kind: .backup, sha256: id, takenAt: time, source: "tape 7")
        let events: [RecoveryEvent] = [
            .startCriteriaWritten(criteria: ["quiet", "agreed"]),
            .startCriterionMet(number: 1, answer: "no flow", evidence: []), .assetRegistered(asset: asset),
            .assetVerified(id: asset.id, indicators: "no hit", integrity: "signed", result: .clean),
            .restored(system: "WS1", asset: asset.id, sha256: id, observed: "it starts"),
            .compared(comparison: comparison()),
            .monitoringBegun(until: time, signals: ["old addresses"], owner: "dora"),
            .resumed(criteria: ["the shop takes orders"]),
        ]
        for event in events { incident.apply(.recovery(event: event)) }
        incident.apply(.recovery(event: .ownerConfirmed(system: "WS1", tested: "ordered a book")), olga)
        return incident
    }

    @Test("the word of who does not own a system is not shown as its owner's")
    func formerOwner() throws {
        var incident = full()
        incident.apply(.scope(event: .ownerNamed(system: "WS1", owner: "sam")))

        let system = try #require(
            (try object(RecoveryShape(incident, in: context))["systems"] as? [[String: Any]])?.first)
        #expect(system["owner"] as? String == "sam" && system["confirmedByOwner"] as? Bool == false)
    }

    @Test("recovery has all its keys, whatever was done")
    func keys() throws {
        let keys: Set = [
            "case", "version", "state", "firstCompromise", "startCriteria", "assets", "systems", "monitoring",
            "monitoringWaived", "resumed", "unmetGates",
        ]
        let (empty, full) = (
            try object(RecoveryShape(opened(), in: context)), try object(RecoveryShape(full(), in: context))
        )

        #expect(Set(empty.keys) == keys && Set(full.keys) == keys)
        for key in ["firstCompromise", "monitoring", "resumed"] { #expect(empty[key] is NSNull) }
        #expect((empty["unmetGates"] as? [[String: Any]])?.first.map { Set($0.keys) } == ["id", "missing"])
        #expect(full["resumed"] as? [String] == ["the shop takes orders"])
        #expect((full["unmetGates"] as? [Any])?.isEmpty == true)
    }

    @Test("each part of it has all its keys, with null for what is not known")
    func parts() throws {
        let full = try object(RecoveryShape(full(), in: context))
        let criteria = try #require(full["startCriteria"] as? [[String: Any]])
        let asset = try #require((full["assets"] as? [[String: Any]])?.first)
        let system = try #require((full["systems"] as? [[String: Any]])?.first)
        let monitoring = try #require(full["monitoring"] as? [String: Any])

        #expect(criteria.allSatisfy { Set($0.keys) == ["text", "answer", "by"] })
        #expect(criteria[0]["answer"] as? String == "no flow" && criteria[1]["answer"] is NSNull)
        #expect(Set(asset.keys) == ["id", "name", "kind", "sha256", "takenAt", "verified", "result"])
        #expect(asset["verified"] as? Bool == true && asset["result"] as? String == "clean")
        #expect(Set(system.keys) == ["name", "response", "restoredFrom", "verdict", "owner", "confirmedByOwner"])
        #expect(system["restoredFrom"] as? String == "R-1" && system["verdict"] as? String == "drift")
        #expect(system["owner"] as? String == "olga" && system["confirmedByOwner"] as? Bool == true)
        #expect(Set(monitoring.keys) == ["begun", "end", "owner", "signals", "gaps"])
    }

    @Test("a comparison says what was compared, how, and what differs")
    func compared() throws {
        let object = try object(ComparisonShape(comparison(), in: full()))
        let drift = try #require((object["drift"] as? [[String: Any]])?.first)
        let hand = try #require((object["byHand"] as? [[String: Any]])?.first)

        #expect(
            Set(object.keys) == [
                "case", "version", "system", "verdict", "compared", "notCompared", "awaitingSecond", "byHand",
                "driftCount", "drift", "ignored", "indicators", "baseline", "baselineTakenAt", "observed", "observedAt",
            ])
        #expect(object["compared"] as? [String] == ["files", "policy"])
        #expect((object["notCompared"] as? [String])?.count == 5)
        #expect((object["awaitingSecond"] as? [String])?.isEmpty == true)
        #expect(object["driftCount"] as? Int == 1 && (object["ignored"] as? [Any])?.count == 1)
        #expect(Set(drift.keys) == ["kind", "key", "change", "expected", "observed"])
        #expect(drift["expected"] as? String == "1" && drift["observed"] as? String == "2")
        #expect(Set(hand.keys) == ["kind", "matches", "how"])
        #expect(object["baseline"] as? String == id.hex && object["observed"] as? String == other.hex)
    }

    @Test("an asset that nobody checked has no result, and one that was found infected says so")
    func results() throws {
        var incident = opened()
        func result() throws -> Any? {
            (try object(RecoveryShape(incident, in: context))["assets"] as? [[String: Any]])?.first?["result"]
        }
        incident.apply(
            .recovery(
                event: .assetRegistered(
                    asset: RestorationAsset(
                        id: AssetID(number: 1), name: "n", kind: .image, sha256: id, takenAt: time, source: "s"))))
        #expect(try result() is NSNull)

        incident.apply(
            .recovery(
                event: .assetVerified(
                    id: AssetID(number: 1), indicators: "a hit", integrity: "signed", result: .infected)))

        #expect(try result() as? String == "infected")
    }
}
