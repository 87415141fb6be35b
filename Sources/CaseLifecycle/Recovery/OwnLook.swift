import Vocabulary

/// Who worked on which system, by who is one person now, for many questions in a row: whose look at it is a look at own
/// work.
struct OwnLook {
    private let workers: [Principal: Set<String>]
    private var witnesses: Witnesses
    /// What those worked on who were asked of; few people look at thousands of systems.
    private var asked: [(actor: Principal, systems: [Set<String>])] = []
    /// Who else than the last one who compared spoke of when the last baseline is: thousands of systems are of one image.
    private var dated: (baseline: EvidenceID, looker: Principal, others: [Principal])?

    init(_ incident: Case, in organisation: Organisation) {
        workers = incident.recovery.workers
        witnesses = Witnesses(organisation)
    }

    /// Whether somebody restored a system or removed anything from it.
    mutating func worked(_ actor: Principal, on system: String) -> Bool {
        if let known = asked.first(where: { $0.actor == actor }) {
            return known.systems.contains { $0.contains(system) }
        }
        let own = workers.filter { witnesses.isSame($0.key, actor) }
        asked.append((actor, Array(own.values)))
        return own.values.contains { $0.contains(system) }
    }

    /// The name of who worked on a system and looks at it all the same; nil for another.
    mutating func name(of actor: Principal, at system: String) -> String? {
        worked(actor, on: system) ? witnesses.name(of: actor) : nil
    }

    /// Whether the roster has somebody who did not work on a system and could look at it.
    mutating func couldOther(at system: String) -> Bool {
        var doers: Set<String> = []
        for (actor, systems) in workers where systems.contains(system) { doers.insert(witnesses.name(of: actor)) }
        return witnesses.hasOther(than: doers)
    }

    /// Who of several people neither is the one who looked at a system nor worked on it, by name.
    mutating func names(of actors: [Principal], otherThan looker: Principal, at system: String) -> Set<String> {
        var names: Set<String> = []
        for actor in actors where !isSame(actor, looker) && !worked(actor, on: system) {
            names.insert(witnesses.name(of: actor))
        }
        return names
    }

    /// Whether somebody spoke of when a baseline is who neither compared a system with it nor worked on the system.
    mutating func isDated(
        _ baseline: EvidenceID, by words: [EvidenceID: [RecoveryBook.Dating]], otherThan looker: Principal,
        at system: String
    ) -> Bool {
        if dated?.baseline != baseline || dated?.looker != looker {
            dated = (baseline, looker, (words[baseline] ?? []).map(\.stamp.actor).filter { !isSame($0, looker) })
        }
        for other in dated?.others ?? [] where !worked(other, on: system) { return true }
        return false
    }

    /// Whether somebody spoke of when a baseline is who neither compared with it nor worked on any system.
    mutating func isDatedByOthers(
        _ baseline: EvidenceID, by words: [EvidenceID: [RecoveryBook.Dating]], than looker: Principal
    ) -> Bool {
        for word in words[baseline] ?? [] where !isSame(word.stamp.actor, looker) && !hasWorked(word.stamp.actor) {
            return true
        }
        return false
    }

    private mutating func hasWorked(_ actor: Principal) -> Bool {
        for worker in workers.keys where isSame(worker, actor) { return true }
        return false
    }

    mutating func isSame(_ first: Principal, _ second: Principal) -> Bool { witnesses.isSame(first, second) }
}

extension Case {
    /// Who restored a system or removed anything from it.
    func workers(on system: String) -> [Principal] {
        recovery.workers.filter { $0.value.contains(system) }.map(\.key)
    }

    /// Who restored or cleaned a system does not find it clean as long as somebody else could; what differs may be told by
    /// anybody.
    func checkLooker(_ comparison: BaselineComparison, in context: DecisionContext) throws(CaseRefusal) {
        guard !comparison.differs else { return }
        var looks = OwnLook(self, in: context.organisation)
        guard let own = looks.name(of: context.actor, at: comparison.system), looks.couldOther(at: comparison.system)
        else { return }
        throw .secondPersonNeeded(act: "comparing \(comparison.system), which was restored or cleaned,", first: own)
    }
}
