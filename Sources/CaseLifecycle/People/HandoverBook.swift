import Vocabulary

/// Work on a case that one person passes on to another, with all that is open.
///
/// It changes hands when the one who takes over says so, and not before.
package struct Handover: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable {
        /// The lead of the case, and the giver's tasks.
        case lead
        /// The giver's tasks.
        case work
    }

    /// What the giver says, and what was open then, copied by the system.
    package struct Offer: Hashable, Sendable, Codable {
        package let id: HandoverID
        package let kind: Kind
        package let from: String
        package let to: String
        package let text: String
        /// The version of the case that was handed over.
        package let version: Int
        /// Every open task of the case, whoever owns it.
        package let tasks: [TaskID]
        package let debts: [DebtID]
        /// Every notification whose clock runs.
        package let clocks: [DutyID]

        package init(
            id: HandoverID, kind: Kind, from: String, to: String, text: String, version: Int, tasks: [TaskID],
            debts: [DebtID], clocks: [DutyID]
        ) {
            self.id = id
            self.kind = kind
            self.from = from
            self.to = to
            self.text = text
            self.version = version
            self.tasks = tasks
            self.debts = debts
            self.clocks = clocks
        }
    }

    package let offer: Offer
    package let offered: Stamp
    /// By the one who took over; nil while it is not accepted.
    package internal(set) var accepted: Stamp?
    /// A later offer of the same giver took its place.
    package internal(set) var isReplaced = false

    package var id: HandoverID { offer.id }
    package var kind: Kind { offer.kind }
    package var from: String { offer.from }
    package var to: String { offer.to }
}

package enum HandoverEvent: Hashable, Sendable, Codable {
    case offered(offer: Handover.Offer)
    /// By the actor of the event, who is the one it was offered to.
    case accepted(id: HandoverID)
}

package enum HandoverCommand: Sendable {
    /// The lead of the case offers the lead, anybody else the own tasks.
    case offer(to: String, text: String)
    case accept(HandoverID)
}

/// The hand-overs of a case.
package struct HandoverBook: Hashable, Sendable, Codable {
    /// In the order of offering.
    package private(set) var handovers: [Handover] = []

    package var open: [Handover] { handovers.filter { $0.accepted == nil && !$0.isReplaced } }
    var next: HandoverID { HandoverID(number: handovers.count + 1) }

    package subscript(id: HandoverID) -> Handover? {
        handovers.indices.contains(id.number - 1) ? handovers[id.number - 1] : nil
    }

    /// Whether somebody became lead at a moment by accepting a hand-over.
    func tookLead(_ name: String, at moment: Timestamp?) -> Bool {
        handovers.contains { $0.kind == .lead && $0.to == name && $0.accepted != nil && $0.accepted?.time == moment }
    }

    mutating func apply(_ event: HandoverEvent, _ stamp: Stamp) {
        switch event {
        case .offered(let offer):
            for index in handovers.indices where handovers[index].from == offer.from {
                if handovers[index].accepted == nil { handovers[index].isReplaced = true }
            }
            handovers.append(Handover(offer: offer, offered: stamp))
        case .accepted(let id):
            if handovers.indices.contains(id.number - 1) { handovers[id.number - 1].accepted = stamp }
        }
    }
}

extension HandoverEvent {
    var words: EventWords {
        switch self {
        case .offered(let offer):
            EventWords(
                .communication,
                "\(offer.id): \(offer.from) offers \(offer.to) \(offer.kind == .lead ? "the lead" : "the own tasks")"
                    + "; open: \(offer.tasks.count) tasks, \(offer.debts.count) debts, \(offer.clocks.count) clocks",
                reason: offer.text)
        case .accepted(let id): EventWords(.decision, "\(id) accepted")
        }
    }
}
