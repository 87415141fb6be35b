package import Vocabulary

extension Case {
    /// The verdict that holds on a system or account; unknown for one that the case does not know.
    package func verdict(of target: Target) -> SystemVerdict {
        // Most questions are about what is confirmed.
        if confirmedTargets.contains(target) { return .confirmed }
        return switch target.kind {
        case .system: systems[target.name]?.verdict ?? .unknown
        case .account: accounts[target.name]?.verdict ?? .unknown
        }
    }

    /// What a person last said of a system or account; nil where nobody did.
    func judgement(of target: Target) -> Judgement? {
        switch target.kind {
        case .system: systems[target.name]?.judgement
        case .account: accounts[target.name]?.judgement
        }
    }

    /// Newer evidence speaks of a system or account than whoever cleared or excluded it had seen.
    func isClearanceStale(of target: Target) -> Bool {
        switch target.kind {
        case .system: systems[target.name]?.isClearanceStale ?? false
        case .account: accounts[target.name]?.isClearanceStale ?? false
        }
    }

    /// Every system and account that is confirmed to be compromised.
    package var confirmedTargets: Set<Target> { scopeIndex.confirmed }

    /// Every system and account that is confirmed or suspected.
    var accusedTargets: Set<Target> { scopeIndex.confirmed.union(scopeIndex.suspected) }

    /// Systems and accounts that are suspected, in the order of their names.
    package var suspectedTargets: [Target] { scopeIndex.suspected.sorted() }

    /// How far the response to a system or account has come.
    package func responseState(of target: Target) -> ResponseState { response[target] ?? .uncontained }

    /// When the first compromise that the evidence shows took place, over all systems that are confirmed: nothing that
    /// was taken later shows a system as it was before. Nil while no time is known.
    package var firstCompromise: Timestamp? { scopeIndex.firstCompromise }
}
