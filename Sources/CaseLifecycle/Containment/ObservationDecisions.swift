import Vocabulary

extension Case {
    /// Records what somebody saw who looked whether a member is contained.
    func verify(
        _ named: Target, _ result: Observation.Result, observed: String, from: String, happenedAt: Timestamp?,
        in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let target = try known(named)
        guard let member = containment.members[target], let ordered = member.orderedAt else {
            throw .impossible("\(target) was not ordered to be contained, or that was rolled back")
        }
        let response = responseState(of: target)
        guard response < .recovered else {
            throw .impossible(
                "\(target) is \(response.rawValue) by now; the intruder seen on it again: cordon recover monitor \(id) --help"
            )
        }
        var missing: [String] = []
        if !Text.answers(observed) || Self.nowhere.contains(Text.folded(observed)) { missing.append("what was seen") }
        if !Text.answers(from) || Self.nowhere.contains(Text.folded(from)) {
            missing.append("from where it was seen: a system or sensor")
        }
        guard missing.isEmpty else { throw .missing(missing) }
        _ = try PlainName.checked(from, "from where it was seen")
        try requireIndependent(from, of: target)
        let moment = happenedAt ?? context.now
        guard moment <= context.now else { throw .impossible("what was seen has happened: \(moment) is yet to come") }
        guard moment > ordered else {
            throw .impossible(
                "\(target) was ordered to be contained at \(ordered): what was seen before proves nothing")
        }
        if let returned = member.returnedAt, moment <= returned {
            throw .impossible(
                "the containment of \(target) was in doubt at \(returned), when the intruder was seen or the case taken back: "
                    + "what was seen before does not show that it is contained")
        }
        if result == .contained, moment < context.now,
            let sign = proof(on: target, from: moment, until: context.now)
        {
            throw .impossible(
                "evidence shows \(sign.words): what was seen on \(target) before does not show that it is contained")
        }
        if let last = member.observations.last, last.happenedAt >= moment {
            throw .impossible("\(target) was looked at as late as \(last.happenedAt): that is not undone by older news")
        }
        return [
            .containment(
                event: .observed(target: target, result: result, observed: observed, from: from, happenedAt: moment))
        ] + following(result, on: target, at: response)
    }

    /// What people type who have not looked, or not from anywhere.
    private static let nowhere: Set<String> = [
        "byhand", "manual", "manually", "myself", "me", "us", "verified", "contained", "done", "checked", "seen",
        "fine",
        "notchecked", "notseen", "notverified", "nobodylooked", "noonelooked", "nobody", "noone", "assumed",
        "assumption",
        "guess", "nowhere", "somewhere", "elsewhere", "notlooked", "didnotlook", "same", "thesame", "themachine",
        "machine",
        "thehost", "thesystem", "here", "there",
    ]

    /// A system that may be in the intruder's hands is no witness of its own containment, or of another's.
    private func requireIndependent(_ from: String, of target: Target) throws(CaseRefusal) {
        let names = AffectedNames(self)
        if names.names(target, in: from) || AffectedNames.namesItself(from) {
            throw .impossible("what \(target) says of itself is no proof; look from elsewhere")
        }
        if let witness = names.confirmed(in: from) {
            throw .impossible("\(witness) is compromised itself; look from elsewhere")
        }
        if let origin = names.origin(in: from) {
            throw .impossible("\(origin) is where a confirmed system was reached from; look from elsewhere")
        }
        if let channel = names.commandChannel(in: from) {
            throw .impossible("\(channel) is the intruder's own; look from elsewhere")
        }
    }

    /// Whoever contains a member says that it failed: what was seen before no longer shows that it is contained, until
    /// somebody looks again.
    func doubted(
        by key: ActionKey, _ target: Target?, observed: String, at moment: Timestamp
    ) -> [CaseEvent] {
        guard let target, let member = containment.members[target], let ordered = member.orderedAt, moment > ordered,
            member.observations.last.map({ $0.happenedAt <= moment }) ?? true
        else { return [] }
        let response = responseState(of: target)
        guard response < .recovered else { return [] }
        return [
            .containment(
                event: .observed(
                    target: target, result: .failed, observed: observed, from: "the result of \(key)",
                    happenedAt: moment))
        ] + following(.failed, on: target, at: response)
    }

    private func following(_ result: Observation.Result, on target: Target, at response: ResponseState) -> [CaseEvent] {
        switch result {
        case .contained: return response < .contained ? [.responseChanged(targets: [target], to: .contained)] : []
        case .partial, .unknown:
            return response == .contained ? [.responseChanged(targets: [target], to: .isolating)] : []
        case .failed:
            let lowered: [CaseEvent] =
                response > .isolating ? [.responseChanged(targets: [target], to: .isolating)] : []
            return lowered + lostContainment([target], reason: "\(target) was seen not to be contained")
        }
    }

    /// The intruder was seen on what was contained: where its measure is out it is uncontained, and where that is in place
    /// somebody looks again. Where somebody has looked since, nothing follows.
    func lostContainment(of targets: [Target], since moment: Timestamp, reason: String) -> [CaseEvent] {
        let lost = targets.filter { responseState(of: $0) >= .isolating && !containment.isHeld($0) }
        let unseen = targets.filter { target in
            guard responseState(of: target) >= .contained, containment.isHeld(target) else { return false }
            let seen = containment.members[target]?.observation
            return seen.map { $0.result != .contained || $0.happenedAt <= moment } ?? true
        }
        guard !lost.isEmpty || !unseen.isEmpty else { return [] }
        return (lost.isEmpty ? [] : [.responseChanged(targets: lost, to: .uncontained)])
            + (unseen.isEmpty ? [] : [.responseChanged(targets: unseen, to: .isolating)])
            + lostContainment((lost + unseen).sorted(), reason: reason)
    }

    /// How far the response still has come where a person takes the case back: what no measure contains any more is
    /// uncontained, and back in containment everything else is looked at again. Later states change nothing.
    func responses(backIn earlier: CaseState) -> [CaseEvent] {
        guard earlier <= .containment else { return [] }
        let ordered = containment.members.filter { $0.value.orderedAt != nil }.keys.sorted()
        let lost = ordered.filter { responseState(of: $0) >= .isolating && !containment.isHeld($0) }
        let unseen = ordered.filter {
            earlier == .containment && responseState(of: $0) >= .contained && containment.isHeld($0)
        }
        return (lost.isEmpty ? [] : [.responseChanged(targets: lost, to: .uncontained)])
            + (unseen.isEmpty ? [] : [.responseChanged(targets: unseen, to: .isolating)])
    }

    /// A case that went on because everything was contained goes back when something is not.
    func lostContainment(_ targets: [Target], reason: String) -> [CaseEvent] {
        guard state > .containment, state < .closed else { return [] }
        return [.loopedBack(kind: .containmentFailed, to: .containment, reason: reason, targets: targets)]
    }

    func rollBack(
        _ named: [Target], action key: ActionKey?, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "undoing containment")
        let reason = try Text.reason(reason)
        var targets: Set<Target> = []
        for target in named { targets.insert(try known(target)) }
        if let key {
            guard let action = plans[key.plan]?.action(key.number) else { throw .unknownItem("action \(key)") }
            guard let target = action.target else {
                throw .impossible(
                    "\(key) acts on no system or account; take its measure out: cordon contain measure \(id)")
            }
            targets.insert(target)
        }
        guard !targets.isEmpty else { throw .missing(["what is undone: systems, accounts or an action"]) }
        let undone = targets.sorted()
        for target in undone {
            let response = responseState(of: target)
            guard response == .isolating || response == .contained else {
                throw .impossible(
                    "\(target) is \(response.rawValue): only what is being contained, or is contained, is rolled back")
            }
        }
        return [
            .containment(event: .rolledBack(targets: undone, action: key, reason: reason)),
            .responseChanged(targets: undone, to: .uncontained),
        ] + lostContainment(undone, reason: "containment was rolled back: \(reason)")
    }
}
