import Vocabulary

/// Who responded to an incident, gathered once: nobody of them speaks for the owner of a system that they responded on.
/// Having responded does not end; who hands over the lead has led.
struct Responders {
    /// What one person did in the response.
    struct Part {
        /// What counts for every system, in words; nil for nothing.
        fileprivate let everywhere: String?
        /// The systems that the person worked on, for each account used.
        fileprivate let ownSystems: [Set<String>]
        /// The plans that the person had a hand in.
        fileprivate let plans: [Plan]

        /// Every system on which the person did anything; nil where that is all of them.
        var systems: Set<String>? {
            guard everywhere == nil else { return nil }
            return plans.reduce(into: ownSystems.reduce(into: []) { $0.formUnion($1) }) { systems, plan in
                for target in plan.targets where target.kind == .system { systems.insert(target.name) }
            }
        }

        /// What the person did in the response on a system, in words; nil for nothing.
        func on(_ system: String) -> String? {
            if let everywhere { return everywhere }
            if ownSystems.contains(where: { $0.contains(system) }) { return "worked on \(system) as a responder" }
            let plan = plans.first { $0.contains(.system(system)) }
            return plan.map { "wrote, approved or carried out \($0.id), which \(system) is in," }
        }
    }

    /// Everybody who had a hand in a plan, by name.
    private struct Crew {
        let plan: Plan
        let names: Set<String>
    }

    private var leaders: Set<String> = []
    private var commanders: Set<String> = []
    private var crews: [Crew] = []
    private var hands: [(name: String, systems: Set<String>)] = []

    init(_ incident: Case, in organisation: Organisation) {
        var witnesses = Witnesses(organisation)
        for book in [incident.recovery.workers, incident.recovery.helpers] {
            for (actor, systems) in book { hands.append((witnesses.name(of: actor), systems)) }
        }
        for leader in incident.leaders { leaders.insert(witnesses.name(of: Principal(account: leader))) }
        for order in incident.containment.orders {
            commanders.insert(witnesses.name(of: order.stamp.actor))
            if let second = order.confirmation { commanders.insert(witnesses.name(of: second.actor)) }
        }
        for plan in incident.plans.plans where !plan.isWithdrawn {
            crews.append(Crew(plan: plan, names: Set(plan.hands.map { witnesses.name(of: $0) })))
        }
    }

    /// What somebody did in the response.
    func part(of name: String) -> Part {
        let everywhere =
            leaders.contains(name)
            ? "leads or led the incident"
            : commanders.contains(name) ? "ordered or confirmed an order to contain" : nil
        return Part(
            everywhere: everywhere, ownSystems: hands.filter { $0.name == name }.map(\.systems),
            plans: crews.filter { $0.names.contains(name) }.map(\.plan))
    }
}
