import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// The log of each item of evidence: through whose hands it went, where it is, what was done to it.
    static func custody(_ material: ReportMaterial) -> ReportSection? {
        let book = material.incident.custody
        let items = material.incident.evidence.compactMap { sealed in book.items[sealed.id] }
        guard !items.isEmpty else { return nil }
        let rows = items.map { item -> [ReportCell] in
            [
                .text("\(words: material.label(of: item.sealed.id))"),
                .value(material.name(of: item.holder), otherwise: "nobody"),
                .value(item.location, otherwise: "not recorded"),
                identification(item), handlings(item, material), state(item),
            ]
        }
        return ReportSection(
            .custody, "Chain of custody",
            [.paragraph("Who had each file since it was sealed, what they did with it, and where it was kept.")]
                + material.table(
                    caption: "The log of each item of evidence",
                    columns: ["Evidence", "Held by", "Where", "Identified by", "Chain", "State"], rows: rows))
    }

    private static func identification(_ item: CustodyItem) -> ReportCell {
        var known: [ReportCell] = []
        /// The fields that nobody can know, by the reason why.
        var unknown: [(reason: String, fields: [String])] = []
        for field in IdentifyingField.allCases {
            switch item.stated(field) {
            case .known?: known.append(.text("\(words: field.option): \(value: item.stated(field)?.text ?? "")"))
            case .unknown(let reason)?:
                if let place = unknown.firstIndex(where: { $0.reason == reason }) {
                    unknown[place].fields.append(field.option)
                } else {
                    unknown.append((reason, [field.option]))
                }
            case nil: break
            }
        }
        guard !known.isEmpty || !unknown.isEmpty else { return .absent("not identified") }
        return .lines(
            known
                + unknown.map { reason, fields in
                    .text("\(words: fields.joined(separator: ", ")) not known: \(value: reason)")
                })
    }

    private static func handlings(_ item: CustodyItem, _ material: ReportMaterial) -> ReportCell {
        let lines = item.handlings.map { handling -> ReportCell in
            let details = material.incident.custody.details(of: handling)
            let stated = HandlerField.allCases.filter { $0 != .name }.compactMap { details[$0]?.text }
            let who: ReportText =
                stated.isEmpty
                ? "\(value: material.name(of: handling.stamp.actor))"
                : "\(value: material.name(of: handling.stamp.actor)) (\(value: stated.joined(separator: ", ")))"
            let happened = handling.happened?.time ?? handling.stamp.time
            return .text("\(happened), \(who): \(value: handling.text), at \(value: handling.location)")
        }
        // A chain is known by its beginning and by its end.
        let left = lines.count - ReportLimits.handlings
        guard left > 0 else { return .lines(lines) }
        return .lines(
            lines.prefix(1) + [.absent("\(left) more in the journal")] + lines.suffix(ReportLimits.handlings - 1))
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
