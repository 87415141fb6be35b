import Testing
import Vocabulary

@testable import CaseLifecycle

@Suite("What is kept of the scope so that gates need not gather it")
struct ScopeIndexTests {
    private static let early = Staff.start.advanced(bySeconds: -7200)
    private static let late = Staff.start.advanced(bySeconds: -3600)

    private static func scope(_ times: [(String, Timestamp?)]) -> ScopeAssessment {
        var scope = CaseBuilder.scope(times.map { ($0.0, .confirmed) })
        for index in scope.systems.indices { scope.systems[index].firstCompromise = times[index].1 }
        return scope
    }

    @Test("the first compromise moves when the system that had it is dated anew, cleared or confirmed again")
    func firstCompromise() throws {
        var builder = try CaseBuilder.opened()
        builder.given(.scopeDerived(assessment: Self.scope([("A", Self.early), ("B", Self.late)])))
        #expect(builder.incident.firstCompromise == Self.early)

        builder.given(.scopeDerived(assessment: Self.scope([("A", Staff.start), ("B", Self.late)])))
        #expect(builder.incident.firstCompromise == Self.late)

        try builder.run(.scope(.judge(.system("B"), verdict: .cleared, reason: "its clock was wrong")), by: "bob")
        #expect(builder.incident.firstCompromise == Staff.start)
        #expect(builder.incident.confirmedTargets == [.system("A")])

        builder.given(.scopeDerived(assessment: Self.scope([("A", nil), ("B", Self.early)])))
        #expect(builder.incident.firstCompromise == Self.early, "newer evidence ends the clearance")
    }

    @Test("what is packed is unpacked as it was, also where a standing keeps more than the scope says now")
    func packed() throws {
        var builder = try CaseBuilder.scoped([("A", .confirmed), ("B", .possible)])
        // A was confirmed by what the scope no longer says; D stands in it twice.
        builder.given(
            .scopeDerived(
                assessment: CaseBuilder.scope([("A", .possible), ("C", .unknown), ("D", .possible), ("D", .unknown)])))
        try builder.run(.scope(.enrol(.system("E"), tier: 0, owner: nil)), by: "ann")
        var incident = builder.incident

        incident.pack()
        #expect(incident.systems["C"]?.assessment == nil)
        #expect(incident.systems["A"]?.assessment?.verdict == .confirmed)

        incident.unpack()
        #expect(incident == builder.incident)
    }
}
