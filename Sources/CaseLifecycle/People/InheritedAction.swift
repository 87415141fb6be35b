package import Vocabulary

/// A corrective action of a closed case, which preparation or detection now owns.
package struct InheritedAction: Hashable, Sendable, Codable {
    package struct Done: Hashable, Sendable, Codable {
        package let outcome: String
        package let stamp: Stamp
    }

    package let caseID: CaseID
    package let action: ActionID
    package let text: String
    package internal(set) var owner: String
    package internal(set) var due: Timestamp
    package let lane: Duty
    package internal(set) var done: Done?

    package init(caseID: CaseID, action: ActionID, text: String, owner: String, due: Timestamp, lane: Duty) {
        self.caseID = caseID
        self.action = action
        self.text = text
        self.owner = owner
        self.due = due
        self.lane = lane
    }
}

extension Organisation {
    /// Why a corrective action goes on by itself no longer, in words; nil where it is done, or has an owner and time.
    package func neglect(of action: InheritedAction, at now: Timestamp) -> String? {
        guard action.done == nil else { return nil }
        if !(person(named: action.owner)?.isActive ?? false) { return "no owner, since \(action.owner) left" }
        return action.due <= now ? "overdue since \(action.due)" : nil
    }

    /// What closed cases left to preparation and detection and nobody sees to, in words: preparation is not ready then.
    package func actionWarnings(at now: Timestamp) -> [String] {
        let neglected = inheritedActions.filter { neglect(of: $0, at: now) != nil }.sorted {
            ($0.due, $0.caseID.number, $0.action) < ($1.due, $1.caseID.number, $1.action)
        }
        guard !neglected.isEmpty else { return [] }
        let names = neglected.prefix(Self.actionsInWarning).map { "\($0.action) of \($0.caseID)" }
        return [
            "\(neglected.count) corrective \(neglected.count == 1 ? "action" : "actions") of preparation or detection "
                + (neglected.count == 1 ? "is" : "are") + " overdue or without an owner: "
                + names.joined(separator: ", ") + (neglected.count > Self.actionsInWarning ? ", .." : "")
        ]
    }

    /// Enough for people to see which; ``actionWarnings(at:)`` counts all.
    private static let actionsInWarning = 20

    /// What somebody who leaves has yet to do, in words, with the command that gives it to another.
    package func actionsOwned(by name: String) -> [String] {
        inheritedActions.filter { $0.done == nil && person(named: $0.owner)?.name == person(named: name)?.name }.map {
            "\($0.action) of \($0.caseID) is still \($0.owner)'s: cordon staff action \($0.caseID) \($0.action) "
                + "--owner NAME --reason TEXT"
        }
    }
}
