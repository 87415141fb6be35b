import Vocabulary

/// Who responded to an incident, gathered once: nobody of them speaks for the owner of a system that they responded on.
/// Having responded does not end; who hands over the lead has led.
struct Responders {
    /// Everybody who had a hand in a plan, by name.
    private struct Crew {
        let plan: Plan
        let names: Set<String>
    }

    private var leaders: Set<String> = []
    private var commanders: Set<String> = []
    private var crews: [Crew] = []
    private let hands: [String: [Principal]]
    /// The names of everybody in ``hands``, who are few on thousands of systems.
    private let handNames: [Principal: String]

    init(_ incident: Case, in organisation: Organisation) {
        var witnesses = Witnesses(organisation)
        for leader in incident.leaders { leaders.insert(witnesses.name(of: Principal(account: leader))) }
        for order in incident.containment.orders {
            commanders.insert(witnesses.name(of: order.stamp.actor))
            if let second = order.confirmation { commanders.insert(witnesses.name(of: second.actor)) }
        }
        for plan in incident.plans.plans where !plan.isWithdrawn {
            let acts =
                [plan.drafted] + plan.edits + plan.approvals.map(\.stamp)
                + plan.actions.flatMap { $0.results.map(\.stamp) }
            var names: Set<String> = []
            for act in Set(acts.map(\.actor)) { names.insert(witnesses.name(of: act)) }
            crews.append(Crew(plan: plan, names: names))
        }
        hands = incident.recovery.hands
        for actor in hands.values.joined() { _ = witnesses.name(of: actor) }
        handNames = witnesses.names
    }

    /// What somebody did in the response on a system, in words; nil for nothing.
    func part(of name: String, on system: String) -> String? {
        if leaders.contains(name) { return "leads or led the incident" }
        if commanders.contains(name) { return "ordered or confirmed an order to contain" }
        if hands[system]?.contains(where: { handNames[$0] == name }) == true {
            return "worked on \(system) as a responder"
        }
        let crew = crews.first { $0.names.contains(name) && $0.plan.contains(.system(system)) }
        return crew.map { "wrote, approved or carried out \($0.plan.id), which \(system) is in," }
    }
}
