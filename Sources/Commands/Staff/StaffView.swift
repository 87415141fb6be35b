import CaseLifecycle
import Services
import Vocabulary
import Wire

/// Who is on duty, as text and as JSON.
struct StaffView {
    let organisation: Organisation
    let now: Timestamp
    let leads: Set<String>
    /// Weeks before this one that are shown.
    var weeksBack: Int64 = 3

    init(_ outcome: OrganisationService.Outcome) {
        organisation = outcome.organisation
        now = outcome.now
        leads = outcome.leads
    }

    private static let week: Int64 = 7 * 86_400
    private var ahead: Timestamp { now.advanced(bySeconds: 2 * Self.week) }
    private var weeks: [DutyWeek] {
        organisation.duties.weeks(
            from: now.advanced(bySeconds: -weeksBack * Self.week), until: now.advanced(bySeconds: Self.week))
    }

    /// What is not as it should be, in words.
    var warnings: [String] {
        organisation.coverWarnings(at: now, leads: leads) + organisation.actionWarnings(at: now)
    }

    var shape: StaffShape { StaffShape(organisation, at: now, ahead: ahead, weeks: weeks, leads: leads) }

    var text: String {
        let shifts = Duty.allCases.flatMap { duty -> [[String]] in
            let on = organisation.onDuty(duty, at: now) + organisation.coming(duty, after: now)
            let isEmptyNow = organisation.onDuty(duty, at: now).isEmpty
            return (isEmptyNow ? [[duty.rawValue, "nobody", "now", ""]] : [])
                + on.map {
                    [
                        duty.rawValue, name($0.person), $0.from.text(digits: 0),
                        $0.until?.text(digits: 0) ?? "until further notice",
                    ]
                }
        }
        let hours = weeks.map { week in
            [String(week.start.text(digits: 0).prefix(10))]
                + Duty.allCases.map { duty in
                    String(Int(week.hours(duty).rounded()))
                        + (week.empty.contains(duty) ? " (none)" : "")
                }
        }
        let uncovered = Duty.standing.flatMap { organisation.uncovered($0, from: now, until: ahead, without: leads) }
        let tables = [
            PlainText.table([["duty", "person", "from", "until"]] + shifts),
            PlainText.table([["hours in the week of"] + Duty.allCases.map(\.rawValue)] + hours),
        ]
        let sections: [[String]] = [
            section("uncovered in the next two weeks", uncovered.map(\.words)),
            section("overrides of GATE-STAFFING", overrides), section("owed", debts),
            section("corrective actions that nobody sees to", neglected),
        ]
        return (tables + sections.flatMap(\.self)).joined(separator: "\n\n")
    }

    private func name(_ person: String) -> String { leads.contains(person) ? "\(person) (leads a case)" : person }

    private var overrides: [String] {
        organisation.staffing.overrides.values.sorted { $0.id < $1.id }
            .filter { override in override.spans.contains { $0.until ?? now >= now } }
            .map { override in
                "\(override.id) without \(override.person): \(override.spans.map(\.words).joined(separator: ", ")); "
                    + "proposed by \(organisation.name(of: override.proposer.actor)), "
                    + (override.approval.map { "approved by \(organisation.name(of: $0.actor))" }
                        ?? "not approved: cordon staff override approve \(override.id)")
            }
    }

    private var debts: [String] {
        organisation.staffing.openDebts.map { debt in
            let open = debt.duties.filter { !organisation.isCovered($0, at: now, leads: leads) }
            return "\(debt.id), owed by \(debt.owner): \(debt.text); "
                + (open.isEmpty
                    ? "covered again: cordon staff override settle \(debt.id) --reason TEXT"
                    : "nobody is on \(open.map(\.rawValue).joined(separator: " and "))")
        }
    }

    private var neglected: [String] {
        organisation.inheritedActions.sorted { $0.due < $1.due }.compactMap { action in
            organisation.neglect(of: action, at: now).map { why in
                "\(action.action) of \(action.caseID), \(why): \(action.text); cordon staff action \(action.caseID) "
                    + "\(action.action) --owner NAME --due TIME --reason TEXT"
            }
        }
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [([title] + lines.map { "  \($0)" }).joined(separator: "\n")]
    }
}
