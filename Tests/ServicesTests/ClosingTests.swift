import CaseLifecycle
import Foundation
import Services
import Storage
import Testing
import Vocabulary

@Suite("Closing a case")
struct ClosingTests {
    let store: Store

    /// A case under review for which nothing is missing but the final report; the work in between is taken as done.
    init() throws {
        store = try Store()
        try store.addLead("alice")
        _ = try store.cases().open(title: "t")
        _ = try store.cases().run([.assignLead(person: "alice"), .declare(criterion: "theft")], on: .first)
        try answer(
            .review(
                .addAction(
                    text: "log PowerShell", owner: "alice", due: Store.time.advanced(bySeconds: 86_400),
                    lane: .detection)))
        try doWorkInBetween()
    }

    /// Says what is asked before a case is closed, and again when it was opened once more.
    private func answer(_ lesson: CaseCommand) throws {
        let row = CostRow(
            item: .labour(person: "alice", role: "analyst", stage: .analysis, start: nil, seconds: 3600), price: nil,
            certainty: .actual, pricedOn: Store.time, source: "time sheet")
        _ = try store.cases().run(
            [
                .assessImpact(
                    ImpactAssessment(
                        functionalNow: .low, functionalIfNotContained: .low, information: [],
                        recoverability: .regular, reason: "one workstation")),
                .review(.causeUndeterminable(reason: "the disk was wiped", missing: ["the disk of WEB"])),
                .cost(.add(row, replaces: [])), .notification(.findNoDuty(reason: "no personal data")), lesson,
            ], on: .first)
    }

    /// Takes the case from analysis to review: two people decide that nothing is watched.
    private func doWorkInBetween() throws {
        let waiver = CaseEvent.recovery(event: .monitoringWaiverProposed(reason: "the disk is gone"))
        _ = try store.database.write {
            _ = try $0.append(
                [waiver], to: .first, expected: nil, actor: Principal(account: "carol"), at: Store.time)
            return try $0.append(Self.workInBetween, to: .first, expected: nil, actor: .alice, at: Store.time)
        }
    }

    /// What the gates of recovery would have let through.
    private static let workInBetween: [CaseEvent] = [
        .recovery(event: .monitoringWaiverConfirmed(reason: "nothing is left to watch")),
        .recovery(event: .resumed(criteria: ["the user works again"])), .stateEntered(state: .review, gates: []),
    ]

    private var reports: ReportService {
        ReportService(database: store.database, now: { Store.time }, productVersion: "1")
    }

    private func finalise() throws -> URL {
        let file = URL(fileURLWithPath: try #require(store.folder).path + "/report.html")
        _ = try reports.finalise(.html, of: .first, to: file.path, by: store.cases())
        return file
    }

    @Test("the final report is recorded as the file that was written, from the version before")
    func finalReport() throws {
        let version = try store.queries.incident(.first).version
        let file = try finalise()

        let report = try #require(try store.queries.incident(.first).review.report)
        #expect(report.version == version && report.format == "html")
        #expect(report.sha256 == DocumentHash.sha256(Array(try Data(contentsOf: file))))
    }

    @Test("a final report that would be refused is not written")
    func refused() throws {
        let file = URL(fileURLWithPath: try #require(store.folder).path + "/report.html")

        #expect(throws: CaseRefusal.self) {
            try reports.finalise(.html, of: .first, to: file.path, by: store.cases(as: Principal(account: "carol")))
        }
        #expect(!FileManager.default.fileExists(atPath: file.path))
        #expect(try store.queries.incident(.first).review.report == nil)
    }

    @Test("what is left undone falls to the organisation once, in the same transaction, also when the case is reopened")
    func inherited() throws {
        let close = CaseCommand.close(
            Closing(vector: .web, outcome: .resolved, resolution: "rebuilt the server", reason: "all is well again"))
        #expect(throws: CaseRefusal.self) { try store.cases().run([close], on: .first) }
        #expect(try store.database.organisation().inheritedActions.isEmpty)

        _ = try finalise()
        _ = try store.cases().run([close], on: .first)

        let left = InheritedAction(
            caseID: .first, action: ActionID(number: 1), text: "log PowerShell", owner: "alice",
            due: Store.time.advanced(bySeconds: 86_400), lane: .detection)
        #expect(try store.database.organisation().inheritedActions == [left])

        _ = try store.cases().run([.reopen(reason: "seen again")], on: .first)
        #expect(throws: CaseRefusal.self) { try store.cases().run([close], on: .first) }
        try answer(.review(.noAction(reason: "what was named is enough")))
        try doWorkInBetween()
        _ = try finalise()
        _ = try store.cases().run([close], on: .first)
        #expect(try store.database.organisation().inheritedActions == [left])
    }
}
