import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// The log of each item of evidence: through whose hands it went, where it is, what was done to it.
    static func custody(_ material: ReportMaterial) -> ReportSection? {
        let book = material.incident.custody
        let items = material.incident.evidence.compactMap { sealed in book.items[sealed.id] }
        // The sealing alone is told beside the evidence.
        let handled = items.filter { $0.handlings.count > 1 || !$0.statements.isEmpty || $0.isHeld || $0.isDestroyed }
        guard !handled.isEmpty else { return nil }
        let rows = handled.map { item -> [ReportCell] in
            [
                .text("\(words: material.label(of: item.sealed.id))"),
                .value(material.name(of: item.holder), otherwise: "nobody"),
                .value(item.location, otherwise: "not recorded"),
                identification(item), handlings(item, material), state(item),
            ]
        }
        return ReportSection(
            .custody, "Custody",
            material.table(
                caption: "The log of each item that was handled after its sealing",
                columns: ["Evidence", "Held by", "Where", "Identified by", "Handled", "State"], rows: rows))
    }

    private static func identification(_ item: CustodyItem) -> ReportCell {
        let stated = IdentifyingField.allCases.compactMap { field in item.stated(field).map { (field, $0) } }
        guard !stated.isEmpty else { return .absent("not identified") }
        return .lines(stated.map { field, stated in .text("\(words: field.option): \(value: stated.text)") })
    }

    private static func handlings(_ item: CustodyItem, _ material: ReportMaterial) -> ReportCell {
        let shown = item.handlings.suffix(ReportLimits.names)
        let lines = shown.map { handling -> ReportCell in
            let happened = handling.happened?.time ?? handling.stamp.time
            return .text("\(happened), \(value: material.name(of: handling.stamp.actor)): \(value: handling.text)")
        }
        let left = item.handlings.count - shown.count
        return .lines((left > 0 ? [.absent("\(left) earlier")] : []) + lines)
    }

    private static func state(_ item: CustodyItem) -> ReportCell {
        if let destruction = item.destruction, let confirmed = destruction.confirmed {
            return .text("destroyed on \(confirmed.time) by \(value: destruction.method): \(value: destruction.reason)")
        }
        if let problem = item.checks.last?.problem { return .text("damaged: \(value: problem)") }
        let checked: ReportText = item.checks.last.map { "intact on \($0.time)" } ?? "not checked since"
        return .lines([
            .text(checked), item.isHeld ? .text("on hold") : .absent("no hold"),
            .time(item.retainedUntil, otherwise: "no retention set"),
        ])
    }
}
