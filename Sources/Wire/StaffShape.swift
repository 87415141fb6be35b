package import CaseLifecycle
package import Vocabulary

/// Somebody on the roster.
package struct PersonShape: Encodable {
    struct RoleShape: Encodable {
        let role: String
        let since: String
    }

    let name: String
    let kind: String
    let accounts: [String]
    let title: String
    let phone: String
    let roles: [RoleShape]
    let enabled: Bool
    /// What the person is on now.
    @OrNull var duty: String?

    package init(_ person: Person, of organisation: Organisation, at now: Timestamp) {
        name = person.name
        kind = person.kind.rawValue
        accounts = person.accounts.sorted()
        title = person.title
        phone = person.phone
        roles = person.roleGrants.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { RoleShape(role: $0.key.rawValue, since: $0.value.description) }
        enabled = person.isEnabled
        duty = organisation.duties.shift(of: person.name, at: now)?.duty.rawValue
    }
}

/// Who is on which duty, what is uncovered, and what is owed for it.
package struct StaffShape: Encodable {
    struct ShiftShape: Encodable {
        let person: String
        let from: String
        @OrNull var until: String?
        /// The person leads an open case, and so does not count on preparation or detection.
        let leads: Bool
    }

    struct DutyShape: Encodable {
        let duty: String
        /// Who is on it now.
        let now: [ShiftShape]
        /// Shifts that begin later.
        let coming: [ShiftShape]
    }

    struct SpanShape: Encodable {
        let duty: String
        let from: String
        @OrNull var until: String?
    }

    struct WeekShape: Encodable {
        /// The Monday it begins with.
        let week: String
        /// Hours of people, by duty.
        let hours: [String: Double]
        /// Preparation or detection, where nobody spent an hour on it.
        let empty: [String]
    }

    struct OverrideShape: Encodable {
        let id: String
        let person: String
        let spans: [SpanShape]
        let category: String
        let reason: String
        let proposer: String
        @OrNull var approver: String?
    }

    struct DebtShape: Encodable {
        let id: String
        let override: String
        let spans: [SpanShape]
        let owner: String
        let incurred: String
        let state: String
        @OrNull var reason: String?
    }

    let time: String
    let version: Int
    let duties: [DutyShape]
    /// Spans of the next two weeks in which nobody is on preparation or detection.
    let uncovered: [SpanShape]
    let weeks: [WeekShape]
    let overrides: [OverrideShape]
    let debts: [DebtShape]
    /// Corrective actions of closed cases that are overdue or whose owner left.
    let neglectedActions: [InheritedActionShape]

    /// - Parameter leads: Who leads an open case.
    package init(
        _ organisation: Organisation, at now: Timestamp, ahead: Timestamp, weeks: [DutyWeek], leads: Set<String>
    ) {
        func shift(_ shift: DutyRoster.Shift) -> ShiftShape {
            ShiftShape(
                person: shift.person, from: shift.from.description, until: shift.until?.description,
                leads: leads.contains(shift.person))
        }
        time = now.description
        version = organisation.version
        duties = Duty.allCases.map { duty in
            DutyShape(
                duty: duty.rawValue, now: organisation.onDuty(duty, at: now).map(shift),
                coming: organisation.coming(duty, after: now).map(shift))
        }
        uncovered = Duty.standing.flatMap { organisation.uncovered($0, from: now, until: ahead, without: leads) }.map(
            Self.span)
        self.weeks = weeks.map { week in
            WeekShape(
                week: String(week.start.text(digits: 0).prefix(10)),
                hours: Dictionary(uniqueKeysWithValues: Duty.allCases.map { ($0.rawValue, week.hours($0)) }),
                empty: week.empty.map(\.rawValue))
        }
        overrides = organisation.staffing.overrides.values.sorted { $0.id < $1.id }.map { override in
            OverrideShape(
                id: override.id.description, person: override.person, spans: override.spans.map(Self.span),
                category: override.category.rawValue, reason: override.reason,
                proposer: organisation.name(of: override.proposer.actor),
                approver: override.approval.map { organisation.name(of: $0.actor) })
        }
        debts = organisation.staffing.debts.values.sorted { $0.id < $1.id }.map { debt in
            DebtShape(
                id: debt.id.description, override: debt.override.description, spans: debt.spans.map(Self.span),
                owner: debt.owner, incurred: debt.incurred.time.description,
                state: debt.end?.kind.rawValue ?? "open", reason: debt.end?.reason)
        }
        neglectedActions = organisation.inheritedActions.filter { organisation.neglect(of: $0, at: now) != nil }
            .sorted { $0.due < $1.due }.map { InheritedActionShape($0, of: organisation, at: now) }
    }

    private static func span(_ span: UncoveredSpan) -> SpanShape {
        SpanShape(duty: span.duty.rawValue, from: span.from.description, until: span.until?.description)
    }
}

/// A corrective action that a closed case left to preparation or detection.
package struct InheritedActionShape: Encodable {
    let `case`: String
    let action: String
    let text: String
    let owner: String
    let due: String
    let lane: String
    let overdue: Bool
    /// Its owner is an enabled person of the roster.
    let owned: Bool
    /// What came of it; null while it is open.
    @OrNull var outcome: String?

    package init(_ action: InheritedAction, of organisation: Organisation, at now: Timestamp) {
        `case` = action.caseID.description
        self.action = action.action.description
        text = action.text
        owner = action.owner
        due = action.due.description
        lane = action.lane.rawValue
        overdue = action.done == nil && action.due <= now
        owned = organisation.person(named: action.owner)?.isActive ?? false
        outcome = action.done?.outcome
    }
}

/// Work on a case that one person passes on to another.
package struct HandoverShape: Encodable {
    let id: String
    /// `lead` or `work`.
    let kind: String
    let from: String
    let to: String
    let text: String
    let version: Int
    let tasks: [String]
    let debts: [String]
    let clocks: [String]
    let offered: String
    /// Null while the one it was offered to has not taken over.
    @OrNull var accepted: String?
    let replaced: Bool

    package init(_ handover: Handover) {
        id = handover.id.description
        kind = handover.kind.rawValue
        from = handover.from
        to = handover.to
        text = handover.offer.text
        version = handover.offer.version
        tasks = handover.offer.tasks.map(\.description)
        debts = handover.offer.debts.map(\.description)
        clocks = handover.offer.clocks.map(\.description)
        offered = handover.offered.time.description
        accepted = handover.accepted?.time.description
        replaced = handover.isReplaced
    }
}
