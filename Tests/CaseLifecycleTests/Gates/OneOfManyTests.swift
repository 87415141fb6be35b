import CaseLifecycle
import Testing
import Vocabulary

/// What the last gates pass over because nothing about it can have changed is looked at as soon as something did: of two
/// systems that were as they should be, the one that no longer is stands alone before the gate.
@Suite("One of many that is no longer as it should be")
struct OneOfManyTests {
    private func missing(_ builder: CaseBuilder) -> [String] {
        builder.incident.unmetGates(for: Step(.resume), in: builder.context).flatMap(\.missing)
    }

    private func ready() throws -> CaseBuilder {
        let builder = try CaseBuilder.readyToResume(["A", "B"])
        #expect(
            missing(builder) == ["the criteria by which operations resume: cordon recover resume C-1 --criterion TEXT"])
        return builder
    }

    @Test("an owner who has a hand in one system afterwards has said nothing of that one")
    func handAfterWord() throws {
        var builder = try ready()
        builder.roster(.roleGranted(person: "olga", role: .handler))
        try builder.run(
            .cell("B", 1, .verified(observed: "still not found", at: nil, evidence: [])), by: "olga")

        let words = builder.missing("GATE-OWNER", Step(.resume))
        #expect(words.count == 1)
        #expect(words.allSatisfy { $0.contains("olga worked on B as a responder") })
    }

    @Test("an owner who leads by now has said nothing of any")
    func leadsAfterWord() throws {
        var builder = try ready()
        builder.roster(.roleGranted(person: "olga", role: .lead))
        try builder.run(.assignLead(person: "olga"), by: "eve")

        #expect(builder.missing("GATE-OWNER", Step(.resume)).count == 2)
    }

    @Test("an owner who turns out to be who named the owner has said nothing of any")
    func ownerJoined() throws {
        var builder = try ready()
        builder.roster(.personJoined(person: "olga", into: "ann"))

        #expect(builder.missing("GATE-OWNER", Step(.resume)).count == 2)
    }

    @Test("a cause that is stated to be older than the baselines takes each of them back")
    func olderCause() throws {
        var builder = try ready()
        let root = CauseStatement.Root(
            system: "A", since: CaseBuilder.beforeCompromise, reason: "its first beacon", evidence: [])
        builder.given(
            .review(
                event: .causeStated(
                    cause: CauseStatement(vector: .web, text: "a hole", roots: [root], alternatives: []), files: 0)))

        #expect(builder.missing("GATE-BASELINE", Step(.resume)).count == 2)
    }

    @Test("evidence that comes late about one system takes the proof of that one back, and of no other")
    func lateEvidence() throws {
        var builder = try ready()
        var scope = builder.incident.scope
        let place = try #require(scope.systems.firstIndex { $0.name == "B" })
        scope.systems[place].records += 1
        builder.given(.scopeDerived(assessment: scope))

        let missing = builder.missing("GATE-BASELINE", Step(.resume))
        #expect(missing.count == 1)
        #expect(missing.allSatisfy { $0.hasPrefix("a new comparison of B") })
    }

    @Test("a system that is restored once more is compared and confirmed once more, and the other is not")
    func restoredAgain() throws {
        var builder = try ready()
        builder.wait(hours: 1)
        try builder.run(builder.restore("B"), by: "carl")

        #expect(missing(builder).filter { $0.contains("proof that B") || $0.contains("word that B works") }.count == 2)
        #expect(!missing(builder).contains { $0.contains("proof that A") || $0.contains("word that A works") })
        builder.wait(hours: 1)
        try builder.run(builder.compare("B"), by: "bob")
        try builder.run(.recovery(.confirmAsOwner(system: "B", tested: "ordered a book")), by: "olga")
        #expect(!missing(builder).contains { $0.contains("proof that") || $0.contains("word that") })
    }

    @Test("who is found to be the person that restored one system has compared none of those")
    func lookerJoined() throws {
        var builder = try ready()
        builder.roster(.personJoined(person: "dora", into: "carl"))

        let missing = builder.missing("GATE-BASELINE", Step(.resume))
        #expect(missing.count == 2)
        #expect(missing.allSatisfy { $0.contains("by somebody other than carl") })
    }

    @Test("a system that is cleared and accused again after the order is none that was left out meanwhile")
    func backInScope() throws {
        var builder = try ready()
        let before = missing(builder)
        builder.given(
            .scope(
                event: .judged(
                    target: .system("B"), verdict: .cleared, reason: "no trace",
                    seen: EvidenceFingerprint(version: builder.incident.version, files: 0, records: 0, mentions: 0))))
        #expect(missing(builder) == before, "a member of the set stays one")
        try builder.run(.recovery(.reappeared(targets: [.system("B")], observed: "a beacon", at: nil)), by: "carl")

        #expect(missing(builder).contains { $0.contains("proof that B is back at its baseline") })
    }
}
