import Vocabulary

/// Which events prove a finding: those about something, and where it matters those of one moment and person.
struct Proof: Hashable {
    /// What an event is about, as far as findings that look back name it.
    enum Subject: Hashable {
        case override(OverrideID), debt(DebtID), plan(PlanID), action(ActionKey), observation(Target)
        case cell(Target, CauseID), cause(CauseID), sealing(EvidenceID), preservation(Target, EvidenceID)
        case transfer(TransferID), reopening, waiting, duty(DutyID), measure(MeasureID)
        case asset(AssetID), comparison(String), domainItem(DomainItem), ownership(String)
        case judgement(Target), apart(CaseID), destruction(EvidenceID)
    }

    let subject: Subject
    /// Nil for all that is about it.
    let stamp: Stamp?

    init(_ subject: Subject, _ stamp: Stamp? = nil) {
        self.subject = subject
        self.stamp = stamp
    }
}

extension CaseHistory {
    /// The events that each of these stands for, in their order.
    ///
    /// - Complexity: O(*e* + *p*), where *e* is the number of events of the case and *p* that of proofs.
    func versions(of proofs: Set<Proof>) -> [Proof: [Int]] {
        var versions: [Proof: [Int]] = [:]
        guard !proofs.isEmpty else { return versions }
        for recorded in events {
            for subject in recorded.event.subjects {
                for proof in [Proof(subject), Proof(subject, recorded.stamp)] where proofs.contains(proof) {
                    versions[proof, default: []].append(recorded.version)
                }
            }
        }
        return versions
    }
}

extension CaseEvent {
    fileprivate var subjects: [Proof.Subject] {
        switch self {
        case .evidenceSealed(let sealed): [.sealing(sealed.id)]
        case .loopedBack(.reopened, _, _, _), .reopeningWithdrawn: [.reopening]
        case .override(let event): event.subjects
        case .plan(let event): event.subjects
        case .custody(let event): event.subjects
        case .containment(let event): event.subjects
        case .recovery(let event): event.subjects
        case .notification(let event): event.subjects
        case .scope(.ownerNamed(let system, _)), .scope(.ownerConfirmed(let system, _)): [.ownership(system)]
        case .scope(.judged(let target, _, _, _)): [.judgement(target)]
        case .scope(.setApart(let other, _, _)): [.apart(other)]
        default: []
        }
    }
}

extension OverrideEvent {
    fileprivate var subjects: [Proof.Subject] {
        switch self {
        case .proposed(let proposal): [.override(proposal.id)]
        case .approved(let id): [.override(id)]
        case .debtIncurred(let id, _, _, _, _, _), .debtSettled(let id, _), .debtAccepted(let id, _),
            .debtTakenOver(let id, _):
            [.debt(id)]
        }
    }
}

extension PlanEvent {
    fileprivate var subjects: [Proof.Subject] {
        switch self {
        case .drafted(let id, _, _, _, _), .actionAdded(let id, _), .actionChanged(let id, _),
            .actionRemoved(let id, _, _), .strategySet(let id, _), .approved(let id, _, _), .withdrawn(let id, _):
            [.plan(id)]
        case .resultRecorded(let action, _, _, _): [.action(action)]
        }
    }
}

extension CustodyEvent {
    fileprivate var subjects: [Proof.Subject] {
        switch self {
        case .transferOffered(let id, _, _, _, _), .transferAccepted(let id), .transferWithdrawn(let id, _):
            [.transfer(id)]
        case .preserved(let target, _, let evidence, _): [.preservation(target, evidence)]
        case .destructionRequested(let evidence, _, _), .destructionConfirmed(let evidence):
            evidence.map { .destruction($0) }
        default: []
        }
    }
}

extension ContainmentEvent {
    fileprivate var subjects: [Proof.Subject] {
        switch self {
        case .observed(let target, _, _, _, _): [.observation(target)]
        case .delayDecided, .delaySigned: [.waiting]
        case .measuresPlaced(let placements): placements.map { .measure($0.id) }
        case .measurePostponed(let id, _, _), .measureRemoved(let id, _, _), .permanenceProposed(let id, _),
            .permanenceApproved(let id):
            [.measure(id)]
        default: []
        }
    }
}

extension RecoveryEvent {
    fileprivate var subjects: [Proof.Subject] {
        switch self {
        case .causeNamed(let cause): [.cause(cause.id)]
        case .causeWithdrawn(let cause, _): [.cause(cause)]
        case .cellDone(let target, let cause, _, _), .cellVerified(let target, let cause, _, _, _):
            [.cell(target, cause)]
        case .assetRegistered(let asset): [.asset(asset.id)]
        case .assetVerified(let id, _, _, _): [.asset(id)]
        case .compared(let comparison): [.comparison(comparison.system)]
        case .domainItemRenewed(let item, _, _), .replicationVerified(let item, _): [.domainItem(item)]
        default: []
        }
    }
}

extension NotificationEvent {
    fileprivate var subjects: [Proof.Subject] {
        switch self {
        case .clockStarted(let id, _, _), .clockMoved(let id, _, _), .sent(let id, _, _, _, _),
            .acknowledged(let id, _, _), .released(let id, _, _):
            [.duty(id)]
        case .noDutyFound: []
        }
    }
}
