package import Vocabulary

/// Something put in place to contain, which must come out again or be made permanent on purpose.
package struct Measure: Hashable, Sendable, Codable {
    /// What is put in place by an order.
    package struct Placement: Hashable, Sendable, Codable {
        package let id: MeasureID
        package let kind: PlanAction.Kind
        /// The order's number.
        package let order: Int
        package let duration: DurationClass
        /// When it comes out; nil for one that was planned as permanent.
        package let due: Timestamp?
        /// Why it is to stay; nil where it is not.
        package let permanenceReason: String?

        package init(
            id: MeasureID, kind: PlanAction.Kind, order: Int, duration: DurationClass, due: Timestamp?,
            permanenceReason: String?
        ) {
            self.id = id
            self.kind = kind
            self.order = order
            self.duration = duration
            self.due = due
            self.permanenceReason = permanenceReason
        }
    }

    /// A change of the date; all are kept.
    package struct Postponement: Hashable, Sendable, Codable {
        package let from: Timestamp
        package let until: Timestamp
        package let reason: String
        package let stamp: Stamp
    }

    /// How it was taken out, and how that was checked.
    package struct Removal: Hashable, Sendable, Codable {
        package let check: String
        package let happenedAt: Timestamp?
        package let stamp: Stamp
    }

    /// The wish that it stays for ever, and the second person's word on it.
    package struct Permanence: Hashable, Sendable, Codable {
        package let reason: String
        package let proposed: Stamp
        package internal(set) var approved: Stamp?

        /// Whether two people say so: who turned out to be the one who proposed it is no second one.
        func isApproved(in organisation: Organisation) -> Bool {
            approved.map { !organisation.isSamePerson(proposed.actor, $0.actor) } ?? false
        }
    }

    package let id: MeasureID
    package let kind: PlanAction.Kind
    package let order: Int
    package let duration: DurationClass
    package internal(set) var due: Timestamp?
    package let placed: Stamp
    package internal(set) var postponements: [Postponement] = []
    package internal(set) var removal: Removal?
    package internal(set) var permanence: Permanence?
    /// The measure of a later order that covers everything this one did; nil where none does.
    package internal(set) var replacedBy: MeasureID?

    /// Whether it is still to be removed or made permanent.
    package var isOpen: Bool { removal == nil && replacedBy == nil && permanence?.approved == nil }

    /// The same, with those whom the roster has joined taken for one person.
    func isOpen(in organisation: Organisation) -> Bool {
        removal == nil && replacedBy == nil && permanence?.isApproved(in: organisation) != true
    }

    /// How much of its time is over, in percent; nil for one without an end.
    package func elapsedPercent(at now: Timestamp) -> Int? {
        guard let due else { return nil }
        let whole = due.seconds(since: placed.time)
        guard whole > 0 else { return 100 }
        return Int((now.seconds(since: placed.time) / whole * 100).rounded(.down).clamped(to: 0...1_000_000))
    }

    /// What people should be told about it now: from 75 % of its time on, and when it is over. Nil before.
    package func warning(at now: Timestamp) -> String? {
        guard isOpen, let due, let percent = elapsedPercent(at: now), percent >= 75 else { return nil }
        return percent >= 100
            ? "\(id) (\(kind.rawValue)) was to come out by \(due) and is still in place"
            : "\(id) (\(kind.rawValue)) is to come out by \(due); \(percent) % of its time is over"
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
