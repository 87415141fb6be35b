package import CaseLifecycle
import Vocabulary

/// A case as `cordon case show` prints it.
package struct CaseShape: Encodable {
    struct GateShape: Encodable {
        let id: String
        let missing: [String]
    }

    let `case`: String
    let version: Int
    let title: String
    let state: String
    let phase: String
    @OrNull var lead: String?
    @OrNull var criterion: String?
    let evidence: [EvidenceShape]
    let records: Int
    let issues: Int
    let findings: [FindingShape]
    let hosts: [HostShape]
    let accounts: [AccountShape]
    let movements: [MovementShape]
    let patientZero: [RootShape]
    let tools: [ToolShape]
    let techniques: [TechniqueShape]
    let leads: [LeadShape]
    let notes: [String]
    /// The gates that keep the case from its next state.
    let unmetGates: [GateShape]
    /// Gates that were passed on the way here and would not let the case pass today: it stands on re-opened gates.
    let reopenedGates: [GateShape]
    let phases: PhasesShape
    /// Every system and account that must be responded to, in order.
    let response: [ResponseShape]
    let impact: ImpactsShape
    /// What is still owed for gates passed on purpose.
    let openDebts: [DebtShape]
    /// Overrides that hold.
    let overrides: [OverrideShape]
    let partialContainment: [PartialContainmentShape]
    let plans: [PlanSummaryShape]
    let openClocks: [OpenClockShape]
    let openTasks: [OpenTaskShape]
    let loopBacks: Int

    package init(_ incident: Case, in context: DecisionContext) {
        `case` = incident.id.description
        version = incident.version
        title = incident.title
        state = incident.state.rawValue
        phase = incident.state.phase
        lead = incident.lead
        criterion = incident.criterion
        evidence = EvidenceShape.all(of: incident)
        records = incident.everyReading.reduce(0) { $0 + $1.records }
        issues = incident.everyReading.reduce(0) { $0 + $1.issueCount }
        findings = incident.findings.map(FindingShape.init)
        hosts = HostShape.all(of: incident)
        accounts = incident.scope.accounts.map(AccountShape.init)
        movements = incident.scope.movements.map(MovementShape.init)
        patientZero = incident.scope.patientZero.map(RootShape.init)
        tools = incident.scope.tools.map(ToolShape.init)
        techniques = incident.scope.techniques.map(TechniqueShape.init)
        leads = incident.scope.leads.map(LeadShape.init)
        notes = incident.notes
        unmetGates = incident.unmetGates(in: context).map { GateShape(id: $0.id, missing: $0.missing) }
        reopenedGates = incident.reopenedGates(in: context).map { GateShape(id: $0.id, missing: $0.missing) }
        phases = PhasesShape(incident.state)
        response = incident.affectedTargets.sorted().map {
            ResponseShape(target: TargetShape($0), state: incident.responseState(of: $0).rawValue)
        }
        impact = ImpactsShape(incident.impacts, context.organisation)
        openDebts = incident.overrides.openDebts.map(DebtShape.init)
        overrides = incident.overridesThatHold(in: context).map { OverrideShape($0, of: incident, in: context) }
        partialContainment = incident.containment.openEmergencies.map(PartialContainmentShape.init)
        plans = Plan.Kind.allCases.compactMap { incident.plans.latest($0) }.map {
            PlanSummaryShape($0, of: incident, in: context.organisation)
        }
        openClocks = incident.notifications.openDuties.map { OpenClockShape($0, at: context.now) }
        openTasks = incident.tasks.openTasks.map(OpenTaskShape.init)
        loopBacks = incident.loopBacks
    }
}

/// The scope of a case as `cordon scope show` prints it.
package struct ScopeShape: Encodable {
    struct SystemShape: Encodable {
        let host: HostShape
        @OrNull var judgement: String?
        @OrNull var reason: String?
        let staleClearance: Bool
    }

    let `case`: String
    let version: Int
    let systems: [SystemShape]
    let accounts: [AccountShape]
    /// Other cases that know the same names and were said to be other intrusions.
    let apart: [ApartShape]

    struct ApartShape: Encodable {
        let `case`: String
        let names: [TargetShape]
        let reason: String
        let by: String
        let at: String
    }

    package init(_ incident: Case) {
        `case` = incident.id.description
        version = incident.version
        systems = incident.systems.sorted { $0.key < $1.key }.map { name, standing in
            SystemShape(
                host: HostShape(name: name, standing: standing), judgement: standing.judgement?.verdict.rawValue,
                reason: standing.judgement?.reason,
                staleClearance: standing.isClearanceStale)
        }
        accounts = incident.scope.accounts.map(AccountShape.init)
        apart = incident.apart.map { apart in
            ApartShape(
                case: apart.other.description, names: apart.names.map(TargetShape.init), reason: apart.reason,
                by: apart.stamp.actor.description, at: apart.stamp.time.description)
        }
    }
}

/// One line of a timeline.
package struct TimelineEntryShape: Encodable {
    let time: String
    let lane: String
    @OrNull var host: String?
    let text: String
    let techniques: [String]
    @OrNull var severity: String?
    let evidence: [String]
    /// `fact`, `action`, `decision`, `communication`, or `note` for an opinion.
    let kind: String
    /// When it was entered, where that is another moment than the one it tells of.
    @OrNull var enteredAt: String?
    /// Whether that was later than the policy of the case allows.
    let late: Bool

    package init(_ entry: TimelineEntry) {
        kind = entry.kind.rawValue
        enteredAt = entry.enteredAt?.description
        late = entry.isLate
        time = entry.time.description
        lane = entry.lane.rawValue
        host = entry.host
        text = entry.text
        techniques = entry.techniques.map(\.text)
        severity = entry.severity?.rawValue
        evidence = entry.evidence.map(\.description)
    }
}

/// One event of a case as `cordon journal show` prints it.
package struct JournalEventShape: Encodable {
    let version: Int
    let sequence: Int
    let time: String
    let account: String
    @OrNull var actingAs: String?
    let event: CaseEvent
    let hash: String

    package init(_ recorded: RecordedEvent) {
        version = recorded.version
        sequence = recorded.sequence
        time = recorded.time.description
        account = recorded.actor.account
        actingAs = recorded.actor.actingAs
        event = recorded.event
        hash = recorded.hash
    }
}
