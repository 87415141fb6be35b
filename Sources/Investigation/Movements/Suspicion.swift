import Vocabulary

/// Weighs movements by what else is known of both their ends, back and forth until nothing changes.
///
/// Who comes from a computer that an intruder is on, or reaches one from which somebody goes on, is more likely that
/// intruder; a movement between two computers of which nothing else speaks is most likely an administrator's. Each
/// movement is weighed by the others and by findings, never by itself.
struct Suspicion {
    let facts: CaseFacts

    /// Each round goes one step further along a path; a longer one is settled by its findings.
    private static let rounds = 8
    /// What an intruder does on a computer comes soon after the arrival.
    private static let findingAfter: Int64 = 4 * 3_600

    /// The same movements, which must come in order of time, with new confidences.
    func weigh(_ found: [MovementFinder.Found]) -> [MovementFinder.Found] {
        let base = found.map(\.movement.confidence)
        var found = found
        for index in found.indices { found[index].movement.confidence = 0 }
        for _ in 0..<Self.rounds {
            let (arrivals, departures) = ends(of: found)
            var changed = false
            for index in found.indices {
                let confidence = SuspicionRatio.shift(
                    base[index], by: ratio(of: found[index], arrivals, departures))
                if abs(confidence - found[index].movement.confidence) > 0.001 { changed = true }
                found[index].movement.confidence = confidence
            }
            if !changed { break }
        }
        return found
    }

    /// When somebody first came to each computer, and when any went on from it, by movements that are more likely than not.
    private func ends(of found: [MovementFinder.Found]) -> (
        arrivals: [String: Timestamp], departures: [String: TimeLine<Void>]
    ) {
        var arrivals: [String: Timestamp] = [:]
        var departures: [String: TimeLine<Void>] = [:]
        for movement in found.map(\.movement) where movement.confidence >= MovementFinder.standsAlone {
            arrivals[movement.to] = min(arrivals[movement.to] ?? movement.time, movement.time)
            departures[movement.from, default: TimeLine()].append((), at: movement.time)
        }
        return (arrivals, departures)
    }

    private func ratio(
        of found: MovementFinder.Found, _ arrivals: [String: Timestamp], _ departures: [String: TimeLine<Void>]
    ) -> Double {
        let movement = found.movement
        let slack = movement.time.advanced(bySeconds: MovementWindow.twoComputers)
        // Nothing is ever found on a computer of the internet, where intruders come from.
        let source =
            found.isFromOutside
            || arrivals[movement.from].map { $0 <= slack } ?? false
            || facts.firstGrave(on: movement.from).map {
                $0 <= movement.time.advanced(bySeconds: MovementWindow.findingNear)
            }
                ?? false
        let target =
            departures[movement.to]?.hasAny(from: movement.time, within: MovementWindow.goingOn) ?? false
            || facts.graveFinding(
                on: movement.to, by: movement.account.flatMap { AccountName(user: $0) }, from: movement.time,
                to: movement.time.advanced(bySeconds: Self.findingAfter), within: 0)
                != nil
        return switch (source, target) {
        case (false, false): SuspicionRatio.alone
        case (true, true): SuspicionRatio.bothEnds
        default: SuspicionRatio.oneEnd
        }
    }
}
