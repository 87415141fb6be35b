package import Vocabulary

/// A row of events in the journal: that of one case, that of the organisation, or all of them together.
package enum JournalStream: Hashable, Sendable, CustomStringConvertible {
    /// Every event of the store in the order of appending; shown as `*`.
    case store
    /// What spans cases; shown as `ORG`.
    case organisation
    case ofCase(CaseID)

    /// Reads `*`, `ORG` or a case's name; nil for any other text.
    package init?(_ text: String) {
        switch text {
        case "*": self = .store
        case "ORG": self = .organisation
        default:
            guard let id = CaseID(text) else { return nil }
            self = .ofCase(id)
        }
    }

    package var description: String {
        switch self {
        case .store: "*"
        case .organisation: "ORG"
        case .ofCase(let id): id.description
        }
    }
}
