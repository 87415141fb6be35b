import CaseLifecycle
import Testing
import Vocabulary

@testable import Storage

@Suite("The stored form of eradication and recovery")
struct RecoveryEventCodingTests {
    @Test("every event is stored in the form that was released, and read back as it was")
    func golden() throws {
        let coding = CaseEventCoding()
        for (event, stored) in try Self.events() {
            let text = #"{"recovery":{"event":\#(stored)}}"#
            #expect(String(decoding: try coding.bytes(.recovery(event: event)), as: UTF8.self) == text)
            #expect(try coding.caseEvent(Array(text.utf8)) == .recovery(event: event))
        }
    }

    private static let one = String(repeating: "1", count: 64)
    private static let two = String(repeating: "2", count: 64)
    private static let time = #""2026-03-01T10:01:00.1234567Z""#
    private static let system = #"{"kind":"system","name":"A"}"#

    private static func events() throws -> [(RecoveryEvent, String)] {
        try grid() + credentials() + recovery()
    }

    private static func grid() throws -> [(RecoveryEvent, String)] {
        let reference = EvidenceReference(evidence: try .sample(1), record: 3)
        let cause = CauseID(number: 1)
        let a = Target.system("A")
        return [
            (
                .causeNamed(
                    cause: Cause(
                        id: cause, kind: .exploitedVulnerability, text: "CVE", seenOn: [a, .account("b")],
                        evidence: [reference], rule: "4b1e")),
                #"{"causeNamed":{"cause":{"evidence":["\#(one)#3"],"id":"V-1","kind":"exploitedVulnerability","rule":"4b1e","#
                    + #""seenOn":[\#(system),{"kind":"account","name":"b"}],"text":"CVE"}}}"#
            ),
            (
                .causeWithdrawn(cause: cause, reason: "r"),
                #"{"causeWithdrawn":{"cause":"V-1","reason":"r"}}"#
            ),
            (
                .cellDone(target: a, cause: cause, what: "w", destroysTraces: true),
                #"{"cellDone":{"cause":"V-1","destroysTraces":true,"target":\#(system),"what":"w"}}"#
            ),
            (
                .cellVerified(target: a, cause: cause, observed: "o", at: .minute(1), evidence: [try .sample(1)]),
                #"{"cellVerified":{"at":\#(time),"cause":"V-1","evidence":["\#(one)"],"observed":"o","target":\#(system)}}"#
            ),
            (
                .cellNotApplicable(target: a, cause: cause, reason: "r"),
                #"{"cellNotApplicable":{"cause":"V-1","reason":"r","target":\#(system)}}"#
            ),
            (
                .cellFailed(target: a, cause: cause, observed: "o", at: .minute(1)),
                #"{"cellFailed":{"at":\#(time),"cause":"V-1","observed":"o","target":\#(system)}}"#
            ),
            (
                .reappeared(targets: [a], observed: "o", at: .minute(1)),
                #"{"reappeared":{"at":\#(time),"observed":"o","targets":[\#(system)]}}"#
            ),
            (
                .compromiseDated(system: "A", at: .minute(1), reason: "r"),
                #"{"compromiseDated":{"at":\#(time),"reason":"r","system":"A"}}"#
            ),
            (
                .compromiseMovedLater(system: "A", at: .minute(1), reason: "r"),
                #"{"compromiseMovedLater":{"at":\#(time),"reason":"r","system":"A"}}"#
            ),
        ]
    }

    private static func credentials() -> [(RecoveryEvent, String)] {
        [
            (
                .credentialReset(account: "svc", act: .removed, observed: "o", at: .minute(1)),
                #"{"credentialReset":{"account":"svc","act":"removed","at":\#(time),"observed":"o"}}"#
            ),
            (
                .credentialReset(account: "svc", act: .reset, observed: "o", at: nil),
                #"{"credentialReset":{"account":"svc","act":"reset","observed":"o"}}"#
            ),
            (
                .credentialRanked(account: "svc", reason: "r"),
                #"{"credentialRanked":{"account":"svc","reason":"r"}}"#
            ),
            (.domainCompromised(reason: "r", at: nil), #"{"domainCompromised":{"reason":"r"}}"#),
            (
                .domainCompromised(reason: "r", at: .minute(1)),
                #"{"domainCompromised":{"at":\#(time),"reason":"r"}}"#
            ),
            (
                .domainItemRenewed(item: .krbtgtReadOnly, observed: "o", at: nil),
                #"{"domainItemRenewed":{"item":"krbtgtReadOnly","observed":"o"}}"#
            ),
            (
                .domainItemNotApplicable(item: .trusts, reason: "r"),
                #"{"domainItemNotApplicable":{"item":"trusts","reason":"r"}}"#
            ),
            (
                .replicationVerified(item: .krbtgt, observed: "o"),
                #"{"replicationVerified":{"item":"krbtgt","observed":"o"}}"#
            ),
            (
                .ticketLifetimeRecorded(hours: 10, source: "s"),
                #"{"ticketLifetimeRecorded":{"hours":10,"source":"s"}}"#
            ),
        ]
    }

    private static func recovery() throws -> [(RecoveryEvent, String)] {
        let asset = AssetID(number: 1)
        return [
            (.startCriteriaWritten(criteria: ["a", "b"]), #"{"startCriteriaWritten":{"criteria":["a","b"]}}"#),
            (
                .startCriterionMet(number: 1, answer: "a", evidence: [try .sample(1)]),
                #"{"startCriterionMet":{"answer":"a","evidence":["\#(one)"],"number":1}}"#
            ),
            (
                .assetRegistered(
                    asset: RestorationAsset(
                        id: asset, name: "n", kind: .rebuildMedia, sha256: try .sample(1), takenAt: .minute(1),
                        source: "s")),
                #"{"assetRegistered":{"asset":{"id":"R-1","kind":"rebuildMedia","name":"n","sha256":"\#(one)","source":"s","#
                    + #""takenAt":\#(time)}}}"#
            ),
            (
                .assetVerified(id: asset, indicators: "i", integrity: "j", result: nil),
                #"{"assetVerified":{"id":"R-1","indicators":"i","integrity":"j"}}"#
            ),
            (
                .assetVerified(id: asset, indicators: "i", integrity: "j", result: .infected),
                #"{"assetVerified":{"id":"R-1","indicators":"i","integrity":"j","result":"infected"}}"#
            ),
            (
                .baselineDated(sha256: try .sample(1), at: .minute(1), reason: "r"),
                #"{"baselineDated":{"at":\#(time),"reason":"r","sha256":"\#(one)"}}"#
            ),
            (
                .restored(system: "A", asset: asset, sha256: try .sample(1), observed: "o"),
                #"{"restored":{"asset":"R-1","observed":"o","sha256":"\#(one)","system":"A"}}"#
            ),
            (
                .restorationFailed(system: "A", action: ActionKey(plan: PlanID(number: 2), number: 1)),
                #"{"restorationFailed":{"action":{"number":1,"plan":"P-2"},"system":"A"}}"#
            ),
            (
                .snapshotAttributed(sha256: try .sample(1), systems: ["A", "B"], reason: "r"),
                #"{"snapshotAttributed":{"reason":"r","sha256":"\#(one)","systems":["A","B"]}}"#
            ),
            (.compared(comparison: try comparison()), comparisonText),
            (.ownerConfirmed(system: "A", tested: "t"), #"{"ownerConfirmed":{"system":"A","tested":"t"}}"#),
            (
                .monitoringBegun(until: .minute(1), signals: ["s"], owner: "dora"),
                #"{"monitoringBegun":{"owner":"dora","signals":["s"],"until":\#(time)}}"#
            ),
            (
                .sensorGap(from: .minute(1), to: .minute(1), what: "w"),
                #"{"sensorGap":{"from":\#(time),"to":\#(time),"what":"w"}}"#
            ),
            (.monitoringWaiverProposed(reason: "r"), #"{"monitoringWaiverProposed":{"reason":"r"}}"#),
            (.monitoringWaiverConfirmed(reason: "r"), #"{"monitoringWaiverConfirmed":{"reason":"r"}}"#),
            (.resumed(criteria: ["c"]), #"{"resumed":{"criteria":["c"]}}"#),
        ]
    }

    @Test("whose state a baseline is, as it says itself, is stored with a comparison")
    func baselineHost() throws {
        let coding = CaseEventCoding()
        let text = #"{"recovery":{"event":\#(Self.comparisonText)}}"#.replacing(
            #""baselineHits""#, with: #""baselineHost":"A","baselineHits""#)

        guard case .recovery(event: .compared(let comparison)) = try coding.caseEvent(Array(text.utf8)) else {
            Issue.record("another event was read")
            return
        }
        #expect(comparison.baselineHost == "A")
        #expect(
            String(decoding: try coding.bytes(.recovery(event: .compared(comparison: comparison))), as: UTF8.self)
                .contains(#""baselineHost":"A""#))
    }

    @Test("what a second person has yet to look at is stored with a comparison")
    func awaitingSecond() throws {
        let coding = CaseEventCoding()
        let text = #"{"recovery":{"event":\#(Self.comparisonText)}}"#.replacing(
            #""baselineHash""#, with: #""awaitingSecond":["accounts"],"baselineHash""#)

        let event = try coding.caseEvent(Array(text.utf8))

        #expect(String(decoding: try coding.bytes(event), as: UTF8.self) == text)
        guard case .recovery(event: .compared(let comparison)) = event else {
            Issue.record("another event was read")
            return
        }
        #expect(comparison.awaitingSecond == [.accounts])
    }

    private static func comparison() throws -> BaselineComparison {
        BaselineComparison(
            system: "A", source: "s", baseline: SystemSnapshot(kinds: [.files: ["/a": "1"]]),
            baselineHash: try .sample(1), takenAt: .minute(1),
            observed: SystemSnapshot(host: "A", kinds: [.files: ["/a": "2", "/v/l/x": "3"]]),
            observedHash: try .sample(2), observedAt: .minute(1),
            ignoring: [IgnoreRule(kind: .files, key: "/v/l/", reason: "logs")],
            byHand: [.init(kind: .policy, matches: true, how: "CIS")],
            indicators: KnownIndicators(Case(id: CaseID(number: 1))))
    }

    private static let comparisonText =
        #"{"compared":{"comparison":{"baselineHash":"\#(one)","baselineHits":[],"#
        + #""byHand":[{"how":"CIS","kind":"policy","matches":true}],"compared":["files"],"#
        + #""drift":[{"change":"changed","expected":"1","key":"/a","kind":"files","observed":"2"}],"driftCount":1,"#
        + #""hidden":[{"change":"added","key":"/v/l/x","kind":"files","observed":"3"}],"#
        + #""ignored":[{"key":"/v/l/","kind":"files","reason":"logs"}],"isDated":false,"observedAt":\#(time),"#
        + #""observedHash":"\#(two)","observedHits":[],"observedHost":"A","source":"s","system":"A","takenAt":\#(time)}}}"#
}
