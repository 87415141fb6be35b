import CaseLifecycle
import Testing

@Suite("Drift from a baseline")
struct DriftTests {
    @Test("what was added, removed and changed is named by kind and key, in order")
    func differences() {
        let then = SystemSnapshot(kinds: [.files: ["/a": "1", "/b": "2", "/c": "3"], .accounts: ["root": "0"]])
        let now = SystemSnapshot(kinds: [.files: ["/b": "9", "/c": "3", "/d": "4"], .accounts: ["root": "0"]])

        let drift = Drift.between(then, now, ignoring: [])

        #expect(
            drift.items.map { "\($0.kind) \($0.key) \($0.change)" } == [
                "files /a removed", "files /b changed", "files /d added",
            ])
        #expect(drift.count == 3 && drift.compared == [.files, .accounts])
    }

    @Test("a kind that one side lacks is not compared; for indicators a search that found nothing is clean")
    func kinds() {
        let then = SystemSnapshot(kinds: [.files: ["/a": "1"], .accounts: ["root": "0"], .network: [:]])
        let now = SystemSnapshot(kinds: [
            .files: ["/a": "1"], .packages: ["bash": "5"], .network: [:], .indicators: [:],
        ])

        let drift = Drift.between(then, now, ignoring: [])

        #expect(drift.compared == [.files, .indicators] && drift.count == 0)
    }

    @Test("a side that holds nothing of a kind the other has is all difference")
    func emptied() {
        let then = SystemSnapshot(kinds: [.files: ["/a": "1", "/b": "2"]])

        #expect(Drift.between(then, SystemSnapshot(kinds: [.files: [:]]), ignoring: []).count == 2)
        #expect(Drift.between(SystemSnapshot(kinds: [.files: [:]]), then, ignoring: []).count == 2)
    }

    @Test("a rule hides one key, or what lies under a folder, of its own kind alone")
    func ignoring() {
        let then = SystemSnapshot(kinds: [.files: [:], .autostarts: [:]])
        let now = SystemSnapshot(kinds: [
            .files: ["/v/log/a": "1", "/v/log": "1", "/x": "1", "/xy": "1"], .autostarts: ["/x": "1"],
        ])
        let rules = ["/v/log/", "/x"].map { IgnoreRule(kind: .files, key: $0, reason: "grows") }

        let drift = Drift.between(then, now, ignoring: rules)

        #expect(drift.hidden.map(\.key) == ["/v/log/a", "/x"])
        #expect(drift.items.map(\.key) == ["/v/log", "/xy", "/x"])
    }

    @Test("the count is complete where not every difference is kept")
    func bounded() {
        let entries = Dictionary(uniqueKeysWithValues: (0..<5_000).map { ("/\($0)", "1") })

        let drift = Drift.between(
            SystemSnapshot(kinds: [.files: [:]]), SystemSnapshot(kinds: [.files: entries]), ignoring: [])

        #expect(drift.items.count == Drift.keptItems && drift.count == 5_000)
    }
}
