import Testing
import Vocabulary

@Suite("Verdicts and actors")
struct VerdictTests {
    @Test("suspected means probable or possible")
    func suspected() {
        #expect(SystemVerdict.allCases.filter(\.isSuspected) == [.probable, .possible])
    }

    @Test("derivation escalates from possible over probable to confirmed")
    func escalation() {
        #expect([SystemVerdict.unknown, .possible, .probable, .confirmed].map(\.escalation) == [0, 1, 2, 3])
        #expect([SystemVerdict.cleared, .outOfScope].map(\.escalation) == [0, 0])
    }

    @Test("who acts under another name is shown with both")
    func principal() {
        #expect(Principal(account: "alice").description == "alice")
        #expect(Principal(account: "alice", actingAs: "Bob").description == "Bob (account alice)")
    }
}
