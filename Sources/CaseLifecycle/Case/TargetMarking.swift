import Vocabulary

extension Case {
    /// What there is to see on a system or account, looked up; nothing on one that need not be eradicated.
    func marks(of target: Target) -> TargetIndex.Marks {
        let isConfirmed = confirmedTargets.contains(target)
        let isKnown = containment.knownTargets.contains(target)
        let state = response[target]
        guard isConfirmed || isKnown || state != nil else { return [] }
        var marks: TargetIndex.Marks = []
        if isConfirmed, !isKnown { marks.insert(.unordered) }
        if isConfirmed, firstPreservation(of: target) == nil { marks.insert(.unpreserved) }
        if containment.isUnseen(target) { marks.insert(.unseen) }
        if containment.mayBeOutdated(target) { marks.insert(.outdated) }
        if !isCleared(of: target) { marks.insert(.uncleared) }
        if (state ?? .uncontained) < target.stateWhenReady { marks.insert(.unready) }
        guard target.kind == .system else { return marks }
        if let plan = plans.latest(.recovery), !plan.contains(target) { marks.insert(.unplanned) }
        let comparison = recovery.comparisons[target.name]
        if comparison.map({ !$0.value.isProof || $0.value.version < systems[target.name]?.changedAt ?? 0 }) ?? true {
            marks.insert(.unproven)
        }
        if comparison?.value.isIgnoring == true { marks.insert(.ignoring) }
        if comparison?.value.isDated == false { marks.insert(.undated) }
        if ownersWord(on: target.name) == nil { marks.insert(.unspoken) }
        if systems[target.name]?.owners.count ?? 0 > 1 { marks.insert(.reowned) }
        return marks
    }

    /// Keeps the index up to date.
    ///
    /// - Parameter event: What was just applied.
    mutating func mark(after event: CaseEvent) {
        switch event {
        case .scopeDerived(let assessment):
            for system in assessment.systems where systems[system.name]?.changedAt == version {
                mark(.system(system.name))
            }
            for account in assessment.accounts { mark(.account(account.name)) }
        case .systemConfirmed(let name, _), .systemCleared(let name, _, _): mark(.system(name))
        case .scope(.judged(let target, _, _, _)), .scope(.enrolled(let target, _, _)): mark(target)
        case .scope(.ownerNamed(let system, _)), .scope(.ownerConfirmed(let system, _)): mark(.system(system))
        case .responseChanged(let targets, _): for target in targets { mark(target) }
        case .loopedBack(.reopened, _, _, _):
            targetIndex.removeAll()
            for target in affectedTargets { mark(target) }
        case .loopedBack, .returned:
            for target in containment.orderedTargets {
                targetIndex.mark(target, .unseen, containment.isUnseen(target))
                targetIndex.mark(target, .outdated, containment.mayBeOutdated(target))
            }
        case .plan(.drafted(_, .recovery, _, _, _)), .plan(.withdrawn): markPlanned()
        case .plan(.resultRecorded(let key, _, _, _)):
            guard let target = plans[key.plan]?.action(key.number)?.target, isAffected(target) else { return }
            targetIndex.mark(target, .outdated, containment.mayBeOutdated(target))
        case .containment(.ordered(_, _, _, let targets, let leftOut, _)):
            for target in targets { mark(target) }
            for target in leftOut { mark(target) }
        case .containment(.observed(let target, _, _, _, _)): mark(target)
        case .containment(.rolledBack(let targets, _, _)): for target in targets { mark(target) }
        case .custody(.preserved(let target, _, _, _)), .custody(.preservationWithdrawn(let target, _)): mark(target)
        case .recovery(.causeNamed), .recovery(.causeWithdrawn):
            for target in affectedTargets { targetIndex.mark(target, .uncleared, !isCleared(of: target)) }
        case .recovery(let event): for target in event.changes { mark(target) }
        default: break
        }
    }

    private mutating func mark(_ target: Target) {
        let marks = marks(of: target)
        targetIndex.mark(target, marks)
        if confirmedTargets.contains(target), let first = firstPreservation(of: target) {
            targetIndex.note(
                preservation: first, isDated: target.kind == .system && compromise(of: target.name) != nil)
        }
        guard target.kind == .system else { return }
        if let people = ownersWord(on: target.name) { targetIndex.note(ownersWord: people) }
        if let second = systems[target.name]?.owners.last?.confirmed { targetIndex.note(ownerWitness: second.actor) }
    }

    /// Another recovery plan holds than before, or none.
    private mutating func markPlanned() {
        let plan = plans.latest(.recovery)
        for target in affectedTargets where target.kind == .system {
            targetIndex.mark(target, .unplanned, plan.map { !$0.contains(target) } ?? false)
        }
    }

    /// The people in the word that a system works; nil where nobody said so, or it has no owner whom a second person named.
    private func ownersWord(on system: String) -> OwnersWord.People? {
        guard let word = recovery.ownerWords[system], let owner = systems[system]?.owners.last,
            let confirmed = owner.confirmed
        else { return nil }
        return OwnersWord.People(
            owner: owner.owner, namedBy: owner.stamp.actor, confirmedBy: confirmed.actor, actor: word.stamp.actor)
    }
}

extension Target {
    /// How far the response to it comes before operations resume.
    var stateWhenReady: ResponseState { kind == .system ? .verified : .eradicated }
}

extension RecoveryEvent {
    /// The systems and accounts that an event about single ones changes.
    fileprivate var changes: [Target] {
        switch self {
        case .cellDone(let target, _, _, _), .cellVerified(let target, _, _, _, _),
            .cellNotApplicable(let target, _, _), .cellFailed(let target, _, _, _):
            [target]
        case .reappeared(let targets, _, _): targets
        case .compromiseDated(let system, _, _), .compromiseMovedLater(let system, _, _),
            .restored(let system, _, _, _), .restorationFailed(let system, _), .ownerConfirmed(let system, _):
            [.system(system)]
        case .compared(let comparison): [.system(comparison.system)]
        default: []
        }
    }
}
