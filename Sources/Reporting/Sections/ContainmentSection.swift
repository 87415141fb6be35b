import CaseLifecycle
import Vocabulary

extension ReportSection {
    /// The orders to contain with their frozen sets, what was seen of each member, and the measures.
    static func containment(_ material: ReportMaterial) -> ReportSection? {
        let book = material.incident.containment
        guard !book.orders.isEmpty || !material.incident.plans.plans.isEmpty else { return nil }
        return ReportSection(
            .containment, "Containment",
            plans(material) + orders(material) + members(material) + measures(material))
    }

    private static func plans(_ material: ReportMaterial) -> [ReportBlock] {
        let plans = material.incident.plans.plans
        guard !plans.isEmpty else { return [] }
        return material.table(
            caption: "Plans of the response",
            columns: ["Plan", "For", "Set", "Actions", "Done", "Drafted", "Approved"],
            rows: plans.map { plan in
                let done = plan.actions.count { $0.result?.outcome == .done }
                return [
                    .text("\(words: plan.id.description)"), .text("\(words: plan.kind.rawValue)"),
                    .number(plan.targets.count), .number(plan.actions.count), .number(done),
                    material.who(plan.drafted),
                    plan.isWithdrawn
                        ? .absent("withdrawn")
                        : plan.presentApprovals.isEmpty
                            ? .absent("not as it is") : .lines(plan.presentApprovals.map { material.who($0.stamp) }),
                ]
            })
    }

    private static func orders(_ material: ReportMaterial) -> [ReportBlock] {
        let orders = material.incident.containment.orders
        guard !orders.isEmpty else { return [] }
        return [.heading("Orders")]
            + material.table(
                caption: "Each order, the moment from which all of it counts, and the set it froze",
                columns: ["Order", "Given", "By plan", "Contained", "Left out", "Why in part"],
                rows: orders.map { order in
                    [
                        .number(order.number), material.who(order.stamp),
                        order.plan.map { plan in
                            .text("\(words: plan.description), revision \(order.revision ?? 0)")
                        } ?? .absent("emergency"),
                        set(order.targets), set(order.allLeftOut),
                        order.emergency.map {
                            .text("\(words: Spelling.words($0.kind.rawValue)): \(value: $0.reason)")
                        } ?? .absent("—"),
                    ]
                })
    }

    /// The names of a frozen set. Every member has a row of its own in the table below.
    private static func set(_ targets: [Target]) -> ReportCell {
        guard !targets.isEmpty else { return .absent("nothing") }
        let shown = targets.prefix(ReportLimits.namesOfSet).map { ReportText(value: $0.description) }.joined()
        let others = targets.count - min(targets.count, ReportLimits.namesOfSet)
        return .text(others > 0 ? "\(targets.count): \(shown) and \(others) more" : "\(targets.count): \(shown)")
    }

    private static func members(_ material: ReportMaterial) -> [ReportBlock] {
        let incident = material.incident
        let targets = incident.containment.orderedTargets.sorted()
        guard !targets.isEmpty else { return [] }
        let stragglers = incident.containment.stragglers.count
        let seen: ReportText =
            stragglers == 0
            ? "Every member was seen to be contained from somewhere else."
            : "\(stragglers) of \(targets.count) members were not seen to be contained: an order is no containment."
        return [.heading("What was seen of each member"), .paragraph(seen)]
            + material.table(
                caption: "The members of all orders", columns: ["Member", "Response", "Seen", "From", "When", "What"],
                rows: targets.map { target in
                    let observation = incident.containment.members[target]?.observation
                    return [
                        .value(target.description, otherwise: "not named"),
                        .text("\(words: incident.responseState(of: target).rawValue)"),
                        observation.map { .text("\(words: $0.result.rawValue)") } ?? .absent("not seen"),
                        .value(observation?.from, otherwise: "—"), .time(observation?.happenedAt, otherwise: "—"),
                        .value(observation?.observed, otherwise: "—"),
                    ]
                })
    }

    private static func measures(_ material: ReportMaterial) -> [ReportBlock] {
        let measures = material.incident.containment.measures
        guard !measures.isEmpty else { return [] }
        return [.heading("Measures")]
            + material.table(
                caption: "What was put in place, and whether it came out again",
                columns: ["Measure", "Kind", "Duration", "Due", "Now"],
                rows: measures.map { measure in
                    [
                        .text("\(words: measure.id.description)"),
                        .text("\(words: Spelling.words(measure.kind.rawValue))"),
                        .text("\(words: measure.duration.rawValue)"), .time(measure.due, otherwise: "no end"),
                        state(measure),
                    ]
                })
    }

    private static func state(_ measure: Measure) -> ReportCell {
        if let removal = measure.removal {
            return .text("out since \(removal.happenedAt ?? removal.stamp.time): \(value: removal.check)")
        }
        if let replaced = measure.replacedBy { return .text("taken over by \(words: replaced.description)") }
        if measure.permanence?.approved != nil { return .text("permanent: \(value: measure.permanence?.reason ?? "")") }
        return .text("in place")
    }
}
