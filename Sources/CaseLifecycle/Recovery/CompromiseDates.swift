import Vocabulary

/// The date of a compromise that was said to be too early.
struct MovedDate: Hashable, Sendable, Codable {
    /// The earliest that anybody gave.
    let from: Timestamp
    let reason: String
    let stamp: Stamp
}

extension Case {
    /// Takes somebody's word on since when a system is compromised.
    func dateCompromise(
        of system: String, at: Timestamp, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let name = try known(.system(system)).name
        let reason = try Text.reason(reason, "what shows it")
        _ = try moment(at, of: "a compromise", in: context)
        let found = found(name) ?? context.now
        guard at <= found else {
            throw .impossible("\(name) was known by \(found): its compromise does not begin after that")
        }
        try requireRecent(at, on: name, in: context)
        if let shown = oldestTrace(on: name), shown < at {
            throw .impossible(
                "evidence of \(shown) shows the intruder on \(name): its compromise does not begin after that")
        }
        guard let dated = recovery.dated[name], dated <= at else {
            return [.recovery(event: .compromiseDated(system: name, at: at, reason: reason))]
        }
        guard dated < at else { throw .impossible("\(name) is dated to \(dated) already") }
        try requireMayMoveLater(name, from: dated, to: at, in: context)
        return [.recovery(event: .compromiseMovedLater(system: name, at: at, reason: reason))]
    }

    /// A later date makes newer baselines and backups count: another person than who gave the earlier one says so, and
    /// nothing that is older than it shows the intruder there.
    private func requireMayMoveLater(
        _ system: String, from dated: Timestamp, to moment: Timestamp, in context: DecisionContext
    ) throws(CaseRefusal) {
        let act = "moving the compromise of \(system) from \(dated) to a later time"
        try context.require(OverrideRule.approvers, for: act)
        if let dater = recovery.daters[system] { try context.requireOther(than: dater, for: act) }
    }

    /// The oldest that the evidence shows of the intruder on a system; nil where it shows no time.
    private func oldestTrace(on system: String) -> Timestamp? {
        let seen = findings.filter { (try? known(.system($0.sighting.host)))?.name == system }.compactMap(
            \.sighting.first)
        let moved = scope.movements.filter { $0.from == system || $0.to == system }.map(\.time)
        return ([systems[system]?.firstCompromise].compactMap(\.self) + seen + moved).min()
    }
}

extension GateFacts {
    /// A first compromise that was moved later lets pass what is newer: that stands beside what leans on it.
    var datesMovedLater: [String] {
        incident.recovery.movedLater.sorted { $0.key < $1.key }.flatMap { system, moved -> [String] in
            guard let now = incident.recovery.dated[system], now > moved.from else { return [] }
            return [
                "the compromise of \(system) was dated to \(moved.from), and moved later, to \(now), by "
                    + "\(organisation.name(of: moved.stamp.actor)): \(moved.reason)"
            ] + freshRoles(ofActorOf: moved.stamp)
        }
    }
}
