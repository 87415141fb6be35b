/// The questions that a review answers: NIST SP 800-61r2 section 3.4.1.
package enum ReviewQuestion: Int, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case whatHappened = 1
    case performance, neededSooner, inhibitedRecovery, nextTime, sharing, correctiveActions, indicators, resources

    /// The question in the words of the standard.
    package var text: String {
        switch self {
        case .whatHappened: "Exactly what happened, and at what times?"
        case .performance:
            "How well did staff and management perform in dealing with the incident? Were the documented procedures "
                + "followed? Were they adequate?"
        case .neededSooner: "What information was needed sooner?"
        case .inhibitedRecovery: "Were any steps or actions taken that might have inhibited the recovery?"
        case .nextTime:
            "What would the staff and management do differently the next time a similar incident occurs?"
        case .sharing: "How could information sharing with other organizations have been improved?"
        case .correctiveActions: "What corrective actions can prevent similar incidents in the future?"
        case .indicators:
            "What precursors or indicators should be watched for in the future to detect similar incidents?"
        case .resources:
            "What additional tools or resources are needed to detect, analyze, and mitigate future incidents?"
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
