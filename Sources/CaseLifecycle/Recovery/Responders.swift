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
        /// The accounts by which the person observed whether anything is contained, and every member of the containment.
        fileprivate let observers: Set<Principal>
        fileprivate let members: [Target: Member]
        /// The orders that the person took measures of out.
        fileprivate let orders: Set<Int>
        /// What the person registered or checked that systems are restored from, and what was restored.
        fileprivate let assets: Set<AssetID>
        fileprivate let restorations: [String: Restoration]

        /// Every system on which the person did anything; nil where that is all of them.
        var systems: Set<String>? {
            guard everywhere == nil else { return nil }
            var systems: Set<String> = ownSystems.reduce(into: []) { $0.formUnion($1) }
            for plan in plans {
                for target in plan.targets where target.kind == .system { systems.insert(target.name) }
            }
            if !observers.isEmpty || !orders.isEmpty {
                for (target, member) in members where target.kind == .system && handled(member) {
                    systems.insert(target.name)
                }
            }
            if !assets.isEmpty {
                for (system, restoration) in restorations where assets.contains(restoration.asset) {
                    systems.insert(system)
                }
            }
            return systems
        }

        private func handled(_ member: Member) -> Bool {
            member.observations.contains { observers.contains($0.stamp.actor) }
                || member.order.map(orders.contains) == true
        }

        /// What the person did in the response on a system, in words; nil for nothing.
        func on(_ system: String) -> String? {
            if let everywhere { return everywhere }
            if ownSystems.contains(where: { $0.contains(system) }) { return "worked on \(system) as a responder" }
            if !observers.isEmpty || !orders.isEmpty, let member = members[.system(system)] {
                if member.observations.contains(where: { observers.contains($0.stamp.actor) }) {
                    return "looked whether \(system) is contained"
                }
                if let order = member.order, orders.contains(order) { return "took out what contained \(system)" }
            }
            if !assets.isEmpty, let asset = restorations[system]?.asset, assets.contains(asset) {
                return "registered or checked \(asset), which \(system) was restored from,"
            }
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
    /// Who reset or removed accounts, or renewed what a domain rests on.
    private var resetters: Set<String> = []
    /// Who looked whether anything is contained, under every account used.
    private var observers: [String: Set<Principal>] = [:]
    private var removers: [String: Set<Int>] = [:]
    private var keepers: [String: Set<AssetID>] = [:]
    private let members: [Target: Member]
    private let restorations: [String: Restoration]

    init(_ incident: Case, in organisation: Organisation) {
        var witnesses = Witnesses(organisation)
        members = incident.containment.members
        restorations = incident.recovery.restorations
        // Few people look at thousands of systems, many in a row.
        var last: Principal?
        for observation in members.values.lazy.flatMap(\.observations) where observation.stamp.actor != last {
            last = observation.stamp.actor
            observers[witnesses.name(of: observation.stamp.actor), default: []].insert(observation.stamp.actor)
        }
        for measure in incident.containment.measures {
            guard let removal = measure.removal else { continue }
            removers[witnesses.name(of: removal.stamp.actor), default: []].insert(measure.order)
        }
        for asset in incident.recovery.assets {
            for stamp in [asset.registered, asset.verification?.stamp].compactMap(\.self) {
                keepers[witnesses.name(of: stamp.actor), default: []].insert(asset.asset.id)
            }
        }
        for act in incident.recovery.credentials.accounts.values.lazy.flatMap(\.acts) {
            resetters.insert(witnesses.name(of: act.stamp.actor))
        }
        for act in incident.recovery.credentials.items.values.lazy.flatMap(\.acts) {
            switch act {
            case .renewed(_, _, let stamp), .replicationVerified(_, let stamp):
                resetters.insert(witnesses.name(of: stamp.actor))
            }
        }
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
            : commanders.contains(name)
                ? "ordered or confirmed an order to contain"
                : resetters.contains(name) ? "took accounts and keys from the intruder" : nil
        return Part(
            everywhere: everywhere, ownSystems: hands.filter { $0.name == name }.map(\.systems),
            plans: crews.filter { $0.names.contains(name) }.map(\.plan), observers: observers[name] ?? [],
            members: members, orders: removers[name] ?? [], assets: keepers[name] ?? [], restorations: restorations)
    }
}
