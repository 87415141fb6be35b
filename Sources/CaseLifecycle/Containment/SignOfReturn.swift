import Vocabulary

/// A movement that touches what was contained, later than it was last seen to be.
struct SignOfReturn {
    let movement: Movement
    /// The systems and accounts of the set that it touches, in order.
    let targets: [Target]
    /// Only the intruder can have done it: it is beyond doubt, and nothing that it touches was back at work by then, where
    /// responders and owners leave traces, too.
    let isProof: Bool

    var words: String { movement.words }

    /// At most this many are told in one text.
    private static let mostInText = 3

    /// Several of them in words, in their order.
    static func list(_ signs: [SignOfReturn]) -> String {
        signs.prefix(mostInText).map(\.words).joined(separator: "; ")
            + (signs.count > mostInText ? "; and \(signs.count - mostInText) more" : "")
    }
}

extension Case {
    /// The movements that touch what is contained or further, later than it was last seen contained, in the order of time.
    ///
    /// - Complexity: O(*m*), where *m* is the number of movements that the evidence shows.
    func signsOfReturn(among isConcerned: (Movement) -> Bool) -> [SignOfReturn] {
        guard !containment.members.isEmpty else { return [] }
        return scope.movements.filter(isConcerned).compactMap(sign).sorted {
            ($0.movement.time, $0.movement.from, $0.movement.to) < ($1.movement.time, $1.movement.from, $1.movement.to)
        }
    }

    private func sign(_ movement: Movement) -> SignOfReturn? {
        let systems = Set([movement.from, movement.to].map(Target.system)).filter { isLate(movement.time, for: $0) }
        let account = movement.account.map(Target.account).flatMap { isLate(movement.time, for: $0) ? $0 : nil }
        guard !systems.isEmpty || account != nil else { return nil }
        // Evidence comes late: what counts is how far the response was when it happened.
        let isAtWork = [movement.from, movement.to].contains { recovery.isAtWork($0, at: movement.time) }
        // An account that was given back is used by its owner; one that is still shut is used by nobody.
        let isShut = !systems.isEmpty || account.map { containment.isHeld($0, at: movement.time) } == true
        return SignOfReturn(
            movement: movement, targets: systems.sorted() + [account].compactMap(\.self),
            isProof: movement.isBeyondDoubt && !isAtWork && isShut)
    }

    private func isLate(_ moment: Timestamp, for target: Target) -> Bool {
        guard responseState(of: target) >= .contained, let seen = containment.members[target]?.observation else {
            return false
        }
        return seen.result == .contained && moment > seen.happenedAt
    }

    /// Findings of a high level on what is contained or further, later than it was last seen contained, by system.
    var lateFindings: [(targets: [Target], words: String)] {
        guard !containment.members.isEmpty else { return [] }
        var hosts: [String: Target] = [:]
        var late: [Target: (count: Int, last: Timestamp)] = [:]
        for finding in findings where finding.sighting.rule.level >= .high {
            let host = finding.sighting.host
            guard let last = finding.sighting.last,
                let target = hosts[host] ?? (try? known(.system(host)))
            else { continue }
            hosts[host] = target
            guard isLate(last, for: target) else { continue }
            let former = late[target] ?? (0, last)
            late[target] = (former.count + 1, max(former.last, last))
        }
        return late.sorted { $0.key < $1.key }.map { target, found in
            ([target], "\(found.count) findings of a high level on \(target), the last of \(found.last)")
        }
    }

    /// A movement beyond doubt that touches a system or account within a time; nil where there is none. One that is yet to
    /// come says nothing: clocks of evidence go wrong.
    func proof(on target: Target, from first: Timestamp, until last: Timestamp) -> Movement? {
        scope.movements.first { movement in
            guard movement.time >= first, movement.time <= last, movement.isBeyondDoubt else { return false }
            switch target.kind {
            case .system: return movement.from == target.name || movement.to == target.name
            case .account: return movement.account == target.name
            }
        }
    }
}

extension Movement {
    /// What makes two accounts of a movement one movement, however much evidence each has.
    struct Step: Hashable {
        let time: Timestamp
        let from: String
        let to: String
        let account: String?
        let method: String
    }

    var step: Step { Step(time: time, from: from, to: to, account: account, method: method) }

    /// As sure as what makes a system count as confirmed.
    var isBeyondDoubt: Bool { confidence >= 0.9 }

    var words: String {
        "a movement from \(VisibleName.spelled(from)) to \(VisibleName.spelled(to))"
            + (account.map { " as \(VisibleName.spelled($0))" } ?? "") + " (\(method)) at \(time)"
    }
}
