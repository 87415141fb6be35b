import Vocabulary

extension Case {
    /// Somebody looked at own work.
    struct OwnLook {
        let name: String
        /// Whether the roster has somebody who did not work on the system and could have looked.
        let couldOther: Bool
    }

    /// Who restored a system or removed anything from it.
    func workers(on system: String) -> [Principal] {
        let deeds = recovery.grid.rows[.system(system)]?.cells.values.compactMap { $0.done?.stamp.actor } ?? []
        return deeds + [recovery.restorations[system]?.stamp.actor].compactMap(\.self)
    }

    /// Whether who compares a system with its baseline worked on it before; nil where not.
    func ownLook(at system: String, by actor: Principal, _ witnesses: inout Witnesses) -> OwnLook? {
        let workers = workers(on: system)
        var isOwn = false
        for worker in workers where witnesses.isSame(worker, actor) { isOwn = true }
        // Of thousands of systems nearly none: names are gathered only then.
        guard isOwn else { return nil }
        let doers = Set(workers.map { witnesses.name(of: $0) })
        return OwnLook(name: witnesses.name(of: actor), couldOther: witnesses.hasOther(than: doers))
    }

    /// Who restored or cleaned a system does not find it clean as long as somebody else could; what differs may be told by
    /// anybody.
    func checkLooker(_ comparison: BaselineComparison, in context: DecisionContext) throws(CaseRefusal) {
        guard !comparison.differs else { return }
        var witnesses = Witnesses(context.organisation)
        guard let own = ownLook(at: comparison.system, by: context.actor, &witnesses), own.couldOther else { return }
        throw .secondPersonNeeded(
            act: "comparing \(comparison.system), which was restored or cleaned,", first: own.name)
    }
}
