import Vocabulary

extension Case {
    func postpone(
        _ id: MeasureID, until: Timestamp, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "moving the date of a measure")
        let measure = try open(id, in: context)
        guard let due = measure.due else { throw .impossible("\(id) has no date of removal") }
        guard Text.answers(reason) else { throw .missing(["why it stays longer"]) }
        try require(until, within: measure.duration, after: context.now)
        return until == due
            ? [] : [.containment(event: .measurePostponed(id: id, until: until, reason: reason))]
    }

    func remove(
        _ id: MeasureID, check: String, at moment: Timestamp?, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "saying that a measure is out")
        let measure = try open(id, in: context)
        guard Text.answers(check) else { throw .missing(["how it was checked that \(id) is out"]) }
        if let moment, moment > context.now {
            throw .impossible("what is recorded has happened: \(moment) is yet to come")
        }
        if let moment, moment < measure.placed.time {
            throw .impossible("\(id) was put in place at \(measure.placed.time), not before")
        }
        let held = containment.targets(ofOrder: measure.order).filter {
            [.isolating, .contained].contains(responseState(of: $0))
        }
        guard held.isEmpty else {
            throw .impossible(
                "\(held.count) are contained by \(id) and not eradicated (\(held.prefix(Self.namesInText).map(\.description).joined(separator: ", "))): "
                    + "undo it as such: cordon contain rollback \(self.id) --target NAME --reason TEXT")
        }
        let last = containment.targets(ofOrder: measure.order).compactMap(eradicatedAt).max()
        if let moment, let last, moment < last {
            throw .impossible(
                "what \(id) contains was eradicated only at \(last): it did not come out before, at \(moment)")
        }
        return [.containment(event: .measureRemoved(id: id, check: check, happenedAt: moment))]
    }

    /// At most this many names stand in a text that is not a gate's; a gate always names all.
    private static let namesInText = 20

    func proposePermanence(
        _ id: MeasureID, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.require(OverrideRule.proposers, for: "making a measure permanent")
        _ = try open(id, in: context)
        guard Text.answers(reason) else { throw .missing(["why it stays for ever"]) }
        return [.containment(event: .permanenceProposed(id: id, reason: reason))]
    }

    /// A measure that stays is part of what it was put on: its owner of record says so, who was that before it was asked
    /// for, or an executive.
    func approvePermanence(_ id: MeasureID, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        let measure = try open(id, in: context)
        guard let permanence = measure.permanence else {
            throw .impossible(
                "nobody proposed that \(id) stays: cordon contain measure \(self.id) --keep \(id) --reason TEXT")
        }
        let act = "making a measure permanent"
        try context.requireOther(than: permanence.proposed.actor, for: act)
        let asked = permanence.proposed.time
        if !owns(containment.targets(ofOrder: measure.order), since: asked, in: context) {
            try context.require([.executive], for: act)
            try context.requireRoleHeld([.executive], before: asked, for: act)
        }
        return [.containment(event: .permanenceApproved(id: id))]
    }

    private func owns(_ targets: [Target], since moment: Timestamp, in context: DecisionContext) -> Bool {
        guard let person = context.person, person.isActive, !targets.isEmpty else { return false }
        let words = OwnersWord(self, in: context.organisation)
        return targets.allSatisfy { target in
            target.kind == .system && isOwner(person.name, of: target.name, since: moment, words)
        }
    }

    private func open(_ id: MeasureID, in context: DecisionContext) throws(CaseRefusal) -> Measure {
        guard let measure = containment[id] else { throw .unknownItem("measure \(id)") }
        guard measure.isOpen(in: context.organisation) else {
            throw .impossible("\(id) is out, replaced, or permanent already")
        }
        return measure
    }
}
