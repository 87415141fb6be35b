package import CaseLifecycle
import Vocabulary

/// What `cordon case conformance` prints.
package struct ConformanceShape: Encodable {
    struct GateShape: Encodable {
        let id: String
        let verdict: String
        let versions: [Int]
        let overrides: [OverrideUseShape]
    }

    struct DeviationShape: Encodable {
        let rule: String
        @OrNull var statement: String?
        @OrNull var gate: String?
        let severity: String
        let text: String
        let versions: [Int]
        @OrNull var secondsLost: Int64?
        let breached: Bool
        @OrNull var override: OverrideUseShape?
    }

    struct LateEntryShape: Encodable {
        let version: Int
        let happenedAt: String
        let enteredAt: String
        let secondsLate: Int64
        let text: String
    }

    struct ReturnShape: Encodable {
        let version: Int
        @OrNull var kind: String?
        let reason: String
    }

    struct PolicyChangeShape: Encodable {
        let version: Int
        let time: String
        let name: String
        let before: Int
        let after: Int
        let by: String
    }

    struct ClockReversalShape: Encodable {
        let version: Int
        let seconds: Int64
    }

    struct ActivityShape: Encodable {
        let activity: String
        let version: Int
    }

    let `case`: String
    let version: Int
    let at: String
    let finished: Bool
    let verdict: String
    let deviations: [DeviationShape]
    let gates: [GateShape]
    let overrides: [OverrideUseShape]
    let debts: [DebtShape]
    let emergencies: [Int]
    let loopBacks: [ReturnShape]
    let lateEntries: [LateEntryShape]
    let policyChanges: [PolicyChangeShape]
    let clockReversals: [ClockReversalShape]
    let trace: [ActivityShape]
    /// 0 to 1; says less than the verdict and the deviations.
    let fitness: Double
    let summary: String
    let limit: String

    package init(_ result: ConformanceResult) {
        let statements = Dictionary(
            ConformanceRule.all.map { ($0.id, $0.statement) }, uniquingKeysWith: { first, _ in first })
        `case` = result.caseID.description
        version = result.version
        at = result.at.description
        finished = result.isFinished
        verdict = result.verdict.rawValue
        deviations = result.deviations.map { deviation in
            DeviationShape(
                rule: deviation.rule, statement: statements[deviation.rule], gate: deviation.gate,
                severity: deviation.severity.rawValue, text: deviation.text, versions: deviation.versions,
                secondsLost: deviation.lostSeconds, breached: deviation.isBreach,
                override: deviation.override.map(OverrideUseShape.init))
        }
        gates = result.gates.map { gate in
            GateShape(
                id: gate.gate, verdict: gate.verdict.rawValue, versions: gate.versions,
                overrides: gate.overrides.map(OverrideUseShape.init))
        }
        overrides = result.overrides.map(OverrideUseShape.init)
        debts = result.debts.map(DebtShape.init)
        emergencies = result.emergencies
        loopBacks = result.returns.map {
            ReturnShape(version: $0.version, kind: $0.kind?.rawValue, reason: $0.reason)
        }
        lateEntries = result.lateEntries.map { entry in
            LateEntryShape(
                version: entry.version, happenedAt: entry.happenedAt.description,
                enteredAt: entry.enteredAt.description, secondsLate: entry.delaySeconds, text: entry.text)
        }
        policyChanges = result.policyChanges.map { change in
            PolicyChangeShape(
                version: change.version, time: change.time.description, name: change.name, before: change.before,
                after: change.after, by: change.by)
        }
        clockReversals = result.clockReversals.map { ClockReversalShape(version: $0.version, seconds: $0.seconds) }
        trace = result.trace.map { ActivityShape(activity: $0.activity.rawValue, version: $0.version) }
        fitness = (result.alignment.fitness * 1000).rounded() / 1000
        summary = result.summary
        limit = ConformanceResult.limit
    }
}

/// A gate that was passed on purpose.
struct OverrideUseShape: Encodable {
    @OrNull var id: String?
    let gate: String
    let proposer: String
    @OrNull var approver: String?
    let reason: String
    let leftOut: [String]
    let missing: [String]
    @OrNull var expires: String?
    @OrNull var debt: DebtShape?

    init(_ use: OverrideUse) {
        id = use.id?.description
        gate = use.gate
        proposer = use.proposer
        approver = use.approver
        reason = use.reason
        leftOut = use.leftOut
        missing = use.missing
        expires = use.expires?.description
        debt = use.debt.map(DebtShape.init)
    }
}
