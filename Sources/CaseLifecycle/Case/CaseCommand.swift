package import Vocabulary

/// What somebody asks of a case.
package enum CaseCommand: Sendable {
    case open(title: String)
    case sealEvidence(SealedEvidence)
    /// Files that were brought could not be taken in.
    case recordMissed([MissedFile])
    case recordReading(EvidenceReading)
    /// Files inside of a sealed container were read.
    case recordEntries(EvidenceID, [EvidenceEntry])
    case recordFindings([FindingSighting])
    case recordScope(ScopeAssessment)
    case assignLead(person: String)
    case declare(criterion: String)
    /// To the next state, when its gates are met.
    case advance
    /// Back to an earlier state; always possible, never without a reason.
    case returnTo(CaseState, reason: String)
    case close(Closing)
    /// Takes a closed case back to analysis.
    case reopen(reason: String)
    /// Says that a case was reopened by mistake.
    case withdrawReopening(reason: String)
    case note(text: String)
    case assessImpact(ImpactAssessment)
    case scope(ScopeCommand)
    case override(OverrideCommand)
    case task(TaskCommand)
    case people(HandoverCommand)
    case custody(CustodyCommand)
    case plan(PlanCommand)
    case containment(ContainmentCommand)
    case recovery(RecoveryCommand)
    case review(ReviewCommand)
    case cost(CostCommand)
    case notification(NotificationCommand)

    /// Gives somebody the lead or other work: who leads elsewhere then counts.
    package var givesWork: Bool {
        switch self {
        case .assignLead, .people: true
        default: false
        }
    }

    /// Takes a step that asks whether other open cases tell of the same intrusion, or an override of its gates.
    package var asksOfOtherCases: Bool {
        switch self {
        case .advance, .close, .containment(.go), .containment(.goInEmergency), .recovery(.resume), .override,
            .scope(.setApart), .withdrawReopening:
            true
        default: false
        }
    }

    /// Takes a step that rests on evidence: its files are looked at again first.
    package var restsOnEvidence: Bool {
        switch self {
        case .advance, .close, .withdrawReopening, .containment(.go), .containment(.goInEmergency), .custody(.preserve),
            .recovery(.restore), .recovery(.resume):
            true
        // What destroys traces is known only by the cause, the account or the action: each is asked for its evidence.
        case .recovery(.cells(_, _, .done)), .recovery(.resetCredential), .plan(.recordResult(_, .done, _, _)): true
        default: false
        }
    }

    /// What the command decides about the way of the whole case, in words; nil for one that does not.
    var steering: String? {
        switch self {
        case .declare: "declaring an incident"
        case .advance: "taking a case to its next state"
        case .returnTo: "taking a case back"
        case .close: "closing a case"
        case .reopen: "reopening a case"
        case .withdrawReopening: "taking back a reopening"
        case .containment(.go): "ordering containment"
        default: nil
        }
    }

    /// What the command says or does of the response, in words, which takes a role in it; nil for one that anybody of the
    /// roster may give.
    var responding: String? {
        switch self {
        case .assessImpact: "assessing the impact"
        case .scope(.confirmOwner), .scope(.nameOwner): nil
        case .scope: "judging the scope"
        case .plan: "working on a plan"
        // Whoever is asked to a channel says so, whoever watches a switch says what is seen there, and an owner may keep
        // what was put in place.
        case .containment(.acknowledgeChannel), .containment(.verify), .containment(.proposePermanence),
            .containment(.approvePermanence):
            nil
        case .containment: "containing"
        case .notification: "recording a duty to notify"
        case .recovery(.confirmAsOwner): nil
        case .recovery: "eradication and recovery"
        default: nil
        }
    }

    /// Brings in what evidence says, or tells of evidence: programs, and people whom the roster does not know, may do that.
    var isIntake: Bool {
        switch self {
        case .open, .sealEvidence, .recordMissed, .recordReading, .recordEntries, .recordFindings, .recordScope, .note,
            .custody:
            true
        default: false
        }
    }

    /// May be given for a closed case: evidence outlives the case it was gathered for.
    var concernsClosedCases: Bool {
        switch self {
        case .reopen: true
        case .custody(let command): command.concernsClosedCases
        default: false
        }
    }
}
