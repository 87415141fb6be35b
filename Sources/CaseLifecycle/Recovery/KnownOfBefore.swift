import Vocabulary

extension Case {
    /// Whether a cause was named by evidence alone that the case held before traces were first destroyed where it was seen:
    /// it was found late, and nothing of it is new.
    func isKnownOfBefore(_ event: RecoveryEvent, on target: Target) -> Bool {
        guard case .causeNamed(let cause) = event, !cause.evidence.isEmpty, let loss = custody.losses[target]?.first
        else { return false }
        return cause.evidence.allSatisfy { reference in
            let file = container(of: reference.evidence) ?? reference.evidence
            return custody.items[file].map { $0.began.time <= loss } ?? false
        }
    }
}
