extension Policy {
    /// Thresholds of which a larger number asks for more; of all others it asks for less.
    private static let moreIsStricter: Set<String> = [
        "scope-growth-hours", "tier-zero-coverage", "monitoring-hours", "staffing-hours", "open-evidence-days",
    ]

    /// The thresholds that ask for less than they do by themselves, as they are told to people, in the order of
    /// ``numbers``: what they let pass is not what anybody would expect.
    var looserThanUsual: [String] {
        let usual = Policy()
        return Self.numbers.compactMap { number in
            let (now, before) = (self[keyPath: number.path], usual[keyPath: number.path])
            let isLooser = Self.moreIsStricter.contains(number.name) ? now < before : now > before
            return isLooser ? "\(number.name) \(now) (usually \(before))" : nil
        }
    }
}

extension GateFacts {
    /// A warning where thresholds of the case ask for less than usual; nothing where none does.
    var looserThresholds: [String] {
        let looser = policy.looserThanUsual
        return looser.isEmpty
            ? [] : ["thresholds of this case ask for less than usual: \(looser.joined(separator: ", "))"]
    }
}
