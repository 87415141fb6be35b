import CaseLifecycle
import Vocabulary
import Wire

/// The custody log of one evidence item, for people.
enum CustodyText {
    static func text(_ item: CustodyItem, of incident: Case, in context: DecisionContext) -> String {
        let organisation = context.organisation
        var lines = [
            "\(item.sealed.id)  \(PlainText.safe(item.sealed.name)), \(item.sealed.bytes) bytes",
            "with \(PlainText.safe(organisation.name(of: item.holder))), kept at \(PlainText.safe(item.location))",
        ]
        lines.append(
            PlainText.table(
                IdentifyingField.allCases.map { ["  \($0.option)", item.stated($0)?.text ?? "not stated"] }))
        lines.append(
            PlainText.table(
                item.handlings.map { handling in
                    let details = incident.custody.details(of: handling)
                    let who = HandlerField.allCases.map { details[$0]?.text ?? "no \($0.rawValue)" }
                    return [
                        "  \(handling.happened?.description ?? handling.stamp.time.text(digits: 0))",
                        "\(who.joined(separator: "; ")) (account \(handling.stamp.actor.account))", handling.text,
                        handling.location,
                    ]
                }))
        lines += incident.custody.transfers(of: item.sealed.id).map { transfer in
            let state = transfer.accepted != nil ? "taken" : transfer.withdrawn != nil ? "withdrawn" : "pending"
            return PlainText.safe(
                "  \(transfer.id) from \(organisation.name(of: transfer.offered.actor)) to \(transfer.taker): \(state)")
        }
        if let check = item.checks.last {
            lines.append(PlainText.safe("  hashed last \(check.time.text(digits: 0)): \(check.problem ?? "as sealed")"))
        }
        lines += item.holds.filter { $0.lifted == nil }.map { PlainText.safe("  legal hold: \($0.reason)") }
        if let retention = item.retentions.last {
            lines.append(PlainText.safe("  kept until \(retention.until.text(digits: 0)): \(retention.reason)"))
        }
        lines += item.preserves.sorted().map { PlainText.safe("  preserves \($0)") }
        if let destruction = item.destruction { lines += certificate(destruction, organisation) }
        lines += incident.unmetGates(for: Step(.useEvidence, evidence: item.sealed.id), in: context)
            .flatMap(\.missing).map { PlainText.safe("  missing: \($0)") }
        return lines.joined(separator: "\n")
    }

    static func certificate(_ destruction: Destruction, _ organisation: Organisation) -> [String] {
        var lines = [
            "  destruction asked for by \(organisation.name(of: destruction.requested.actor)) at "
                + "\(destruction.requested.time.text(digits: 0)), by \(destruction.method): \(destruction.reason)"
        ]
        if let witness = destruction.confirmed {
            lines.append("  witnessed by \(organisation.name(of: witness.actor)) at \(witness.time.text(digits: 0))")
        }
        if let removal = destruction.removal {
            let kept = removal.keptFor.map(\.description).joined(separator: ", ")
            lines.append(
                "  removed \(removal.time.text(digits: 0)), hashed before: \(removal.problem ?? "as sealed")"
                    + (kept.isEmpty ? "" : "; the file stays for \(kept)"))
        }
        return lines.map(PlainText.safe)
    }
}
