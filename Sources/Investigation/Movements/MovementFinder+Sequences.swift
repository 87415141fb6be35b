import Vocabulary

/// What follows from several movements together.
extension MovementFinder {
    /// Joins steps between the same two computers that follow each other: an intruder who stays, not one who returns.
    func stays(_ ordered: [Found]) -> [Found] {
        struct Way: Hashable {
            let from: String
            let to: String
            let account: String?
        }
        var stays: [Found] = []
        var latest: [Way: (place: Int, time: Timestamp)] = [:]
        for found in ordered {
            let way = Way(from: found.movement.from, to: found.movement.to, account: found.movement.account)
            if let (place, time) = latest[way], found.method <= stays[place].method,
                found.movement.time.seconds(since: time) <= Double(MovementWindow.sameStay)
            {
                let evidence = stays[place].movement.evidence + found.movement.evidence
                stays[place].movement.evidence = evidence.asEvidence
                stays[place].movement.confidence = max(stays[place].movement.confidence, found.movement.confidence)
                stays[place].hasExecution = stays[place].hasExecution || found.hasExecution
                latest[way] = (place, found.movement.time)
            } else {
                stays.append(found)
                latest[way] = (stays.count - 1, found.movement.time)
            }
        }
        return stays
    }

    /// Computers whose logs are not held, for which the same hand asked a ticket in the same minute as it moved.
    func silentTargets(of found: [Found]) -> [Found] {
        var moves: [String: TimeLine<Movement>] = [:]
        for movement in found.sorted(by: inOrder).map(\.movement) where movement.confidence >= Self.standsAlone {
            moves[movement.from, default: TimeLine()].append(movement, at: movement.time)
        }
        guard !moves.isEmpty else { return [] }
        let tickets = facts.evidence.tickets
        let movers = Set(moves.keys.compactMap { entities.known($0) })
        return tickets.places.compactMap { place in
            guard movers.contains(tickets.peers[place].name), let number = facts.evidence.ticketTargets[place] else {
                return nil
            }
            let (source, target) = (entities.text(of: tickets.peers[place]), entities.names[Int(number)])
            guard target != source, facts.directory.entries[target]?.presence == .referenced else { return nil }
            let ticket = tickets.seen[place]
            let burst = moves[source]?.around(ticket.time, within: MovementWindow.twoComputers)
                .first { $0.account.flatMap { AccountName(user: $0) }?.agrees(with: ticket.act.account) ?? false }
            guard let burst, let first = burst.evidence.first else { return nil }
            let movement = Movement(
                time: ticket.time, from: source, to: target, account: burst.account, method: burst.method,
                technique: burst.technique, confidence: noisyOr([MovementWeight.ticket, MovementWeight.ticketInBurst]),
                evidence: [ticket.reference, first].asEvidence)
            return Found(movement: movement, method: .explicitCredentials, hasExecution: false, isFromOutside: false)
        }
    }
}
