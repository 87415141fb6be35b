package import Vocabulary

/// A system or account that must be eradicated.
struct Affected {
    let target: Target
    let state: ResponseState

    /// The name of a system; nil for an account.
    var system: String? { target.kind == .system ? target.name : nil }
}

extension Case {
    /// Every system and account that must be eradicated: those that are confirmed, and those that a containment was
    /// ordered for or that anything was done to since. In no order.
    package var affectedTargets: [Target] { affected.map(\.target) }

    /// Those, and how far the response to each has come.
    var affected: [Affected] {
        let known = containment.knownTargets
        var affected = response.map { Affected(target: $0.key, state: $0.value) }
        func begin(_ targets: Set<Target>, without others: Set<Target>) {
            for target in targets where !others.contains(target) && response[target] == nil {
                affected.append(Affected(target: target, state: .uncontained))
            }
        }
        begin(known, without: [])
        begin(confirmedTargets, without: known)
        return affected
    }

    /// Whether there is any of them.
    var isAnyAffected: Bool { !response.isEmpty || !confirmedTargets.isEmpty || !containment.knownTargets.isEmpty }

    func isAffected(_ target: Target) -> Bool {
        response[target] != nil || confirmedTargets.contains(target) || containment.knownTargets.contains(target)
    }

    /// The first compromise of the case: as the evidence shows it, a person dated it, or a statement of the cause had it,
    /// whichever is earliest; stating a later one changes nothing. What was taken after it shows no system as it was
    /// before. Nil while no time is known.
    package var earliestCompromise: Timestamp? {
        let stated = review.causes.compactMap { recorded -> Timestamp? in
            guard case .stated(let cause) = recorded.content else { return nil }
            return cause.roots.compactMap(\.since).min()
        }.min()
        return [firstCompromise, recovery.dated.values.min(), stated].compactMap(\.self).min()
    }

    /// When one system was first compromised; nil where that is not known.
    func compromise(of system: String) -> Timestamp? {
        guard let seen = systems[system]?.firstCompromise else { return recovery.dated[system] }
        return recovery.dated[system].map { min($0, seen) } ?? seen
    }

    /// No system was compromised later, as far as is known, nor the case; nil while no time is known. Of thousands of systems
    /// nearly all were looked at after this moment, which spares looking each one up.
    var latestCompromise: Timestamp? {
        var latest = scopeIndex.latestCompromise
        func take(_ moment: Timestamp?) {
            if let moment { latest = max(latest ?? moment, moment) }
        }
        take(recovery.latestDate)
        for recorded in review.causes {
            if case .stated(let cause) = recorded.content { for root in cause.roots { take(root.since) } }
        }
        return latest
    }

    /// The causes that are not yet known to be gone from a system or account: its cell is not settled, or was settled
    /// by an observation older than the compromise or the containment.
    package func openCauses(of target: Target) -> [Cause] {
        openCauses(of: target, recovery.grid.rows[target])
    }

    private func openCauses(of target: Target, _ row: GridRow?) -> [Cause] {
        let grid = recovery.grid
        guard let row, let oldest = row.oldestCheck, isTooOld(oldest, for: target) else {
            return grid.open(target, row)
        }
        return grid.standing.filter { cause in
            guard cause.concerns(target) else { return false }
            let cell = row.cells[cause.id] ?? GridCell()
            return !cell.isSettled || cell.verified.map { isTooOld($0.at, for: target) } ?? false
        }
    }

    /// Whether an observation tells nothing about a system or account because it is older than its compromise or its
    /// last containment.
    func isTooOld(_ moment: Timestamp, for target: Target) -> Bool {
        if recovery.latestContainment ?? .earliest <= moment, latestCompromise ?? .earliest <= moment { return false }
        if let contained = recovery.contained[target], moment < contained { return true }
        return target.kind == .system && compromise(of: target.name).map { moment < $0 } ?? false
    }

    /// Whether every cause is gone from a system or account. Where nothing was done on a system that is confirmed, not
    /// every cause can be inapplicable; an account is eradicated when it was reset or removed, too.
    package func isEradicated(_ target: Target) -> Bool {
        guard isCleared(of: target) else { return false }
        return target.kind == .system
            || missingReset(of: target.name, isTierZero: isTierZero(account: target.name)) == nil
    }

    /// Whether the grid has nothing left to do on a system or account.
    func isCleared(of target: Target) -> Bool {
        let row = recovery.grid.rows[target]
        guard !recovery.grid.standing.isEmpty, openCauses(of: target, row).isEmpty else { return false }
        if let row, row.deeds > 0 { return true }
        return target.kind == .account || verdict(of: target) != .confirmed
    }

    /// What the last comparison says of a system; nil where there is none.
    package func baselineVerdict(of system: String) -> BaselineVerdict? {
        guard let recorded = recovery.comparison(of: system) else { return nil }
        if recorded.isProof { return .verified }
        return recorded.comparison.differs ? .drift : .notVerifiable
    }

    /// The last moment at which a system or account was seen to be rid of a cause, or its credentials were reset: before
    /// it, it was not eradicated. Nil where nothing was done about it.
    func eradicatedAt(_ target: Target) -> Timestamp? {
        let cells = recovery.grid.rows[target]?.cells.values.compactMap {
            $0.verified?.at ?? $0.notApplicable?.stamp.time
        }
        let acts = target.kind == .account ? recovery.credentials.accounts[target.name]?.acts.map(\.happened) : nil
        return ((cells ?? []) + (acts ?? [])).max()
    }

    /// Whether somebody saw that a cause is gone who is the one who removed it, while anybody else could have looked.
    private func isOwnCheck(of target: Target, _ witnesses: inout Witnesses) -> Bool {
        recovery.grid.rows[target]?.cells.values.contains { cell in
            guard let doer = cell.done?.stamp.actor, let checker = cell.verified?.stamp.actor else { return false }
            return witnesses.isSame(doer, checker) && witnesses.hasOther(than: [witnesses.name(of: doer)])
        } ?? false
    }

    /// How far the response to a system or account has come by what was recorded about it.
    private func provenResponse(of target: Target, _ witnesses: inout Witnesses) -> ResponseState {
        let said = responseState(of: target)
        guard said >= .contained else { return said }
        guard isEradicated(target), !isOwnCheck(of: target, &witnesses) else { return .contained }
        guard target.kind == .system else { return .eradicated }
        if baselineVerdict(of: target.name) == .verified { return .verified }
        return recovery.restorations[target.name] == nil ? .eradicated : .recovered
    }

    /// What eradication and recovery change in the response to systems and accounts, by itself: nobody sets it.
    func provenResponses(after events: [CaseEvent], in organisation: Organisation) -> [CaseEvent] {
        var concerned: Set<Target> = []
        for case .recovery(let event) in events {
            guard let targets = event.concerns else {
                concerned.formUnion(response.keys)
                break
            }
            concerned.formUnion(targets)
        }
        guard !concerned.isEmpty else { return [] }
        var witnesses = Witnesses(organisation)
        var changes: [ResponseState: [Target]] = [:]
        for target in concerned {
            let proven = provenResponse(of: target, &witnesses)
            if proven != responseState(of: target) { changes[proven, default: []].append(target) }
        }
        return changes.sorted { $0.key < $1.key }.map { .responseChanged(targets: $0.value.sorted(), to: $0.key) }
    }
}

extension RecoveryEvent {
    /// The systems and accounts whose response the event can change; nil where it can change any.
    fileprivate var concerns: [Target]? {
        switch self {
        case .causeNamed, .causeWithdrawn: nil
        case .cellDone(let target, _, _, _), .cellVerified(let target, _, _, _, _),
            .cellNotApplicable(let target, _, _), .cellFailed(let target, _, _, _):
            [target]
        case .reappeared(let targets, _, _): targets
        case .compromiseDated(let system, _, _), .compromiseMovedLater(let system, _, _),
            .restored(let system, _, _, _),
            .restorationFailed(let system, _), .ownerConfirmed(let system, _):
            [.system(system)]
        case .compared(let comparison): [.system(comparison.system)]
        case .credentialReset(let account, _, _, _), .credentialRanked(let account, _): [.account(account)]
        default: []
        }
    }
}
