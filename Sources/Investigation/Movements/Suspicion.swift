import Vocabulary

/// Weighs movements by what else is known of both their ends, back and forth until nothing changes.
///
/// Who comes from a computer that an intruder is on, or reaches one from which somebody goes on, is more likely that
/// intruder; a movement between two computers of which nothing else speaks is most likely an administrator's. Each
/// movement is weighed by the others and by findings, never by itself.
struct Suspicion {
    let facts: CaseFacts
    /// Of evidence too short for habits; nil where these are known.
    let rounds: Rounds?

    /// Each pass goes one step further along a path; a longer one is settled by its findings.
    private static let passes = 8
    /// What an intruder does on a computer comes soon after the arrival.
    static let findingAfter: Int64 = 4 * 3_600

    /// What is known of the ends of a movement beside it.
    private struct Ends {
        /// When somebody first came to each computer.
        var arrivals: [String: Timestamp] = [:]
        /// When anybody went on from it.
        var departures: [String: TimeLine<Void>] = [:]

        func lead(to movement: Movement) -> Bool {
            arrivals[movement.from].map { $0 <= movement.time.advanced(bySeconds: MovementWindow.twoComputers) }
                ?? false
        }

        func lead(onFrom movement: Movement) -> Bool {
            departures[movement.to]?.hasAny(from: movement.time, within: MovementWindow.goingOn) ?? false
        }
    }

    /// The same movements, which must come in order of time, with new confidences.
    func weigh(_ found: [MovementFinder.Found]) -> [MovementFinder.Found] {
        let base = found.map(\.movement.confidence)
        let findings = found.map { isFound(at: $0) }
        var found = found
        // Whether anything but its own records speaks for a movement: a finding, the internet, a switch of computers, or
        // another that is borne. The rest stand by themselves, as a day of an administrator does.
        var isBorne = found.map { _ in false }
        for index in found.indices { found[index].movement.confidence = 0 }
        for _ in 0..<Self.passes {
            let likely = found.indices.filter { found[$0].movement.confidence >= MovementFinder.standsAlone }
            let borne = ends(of: likely.filter { isBorne[$0] }.map { found[$0].movement })
            let all = ends(of: likely.map { found[$0].movement })
            // Where the evidence shows one thing alone, that nothing else speaks of an intruder says nothing.
            let isComparable = rounds?.areSeen ?? true || isBorne.contains(true)
            var changed = false
            for index in found.indices {
                let movement = found[index].movement
                let source = findings[index].source || borne.lead(to: movement)
                let target = findings[index].target || borne.lead(onFrom: movement)
                let isBorneNow = source || target || found[index].isUnusual
                if isBorneNow != isBorne[index] { changed = true }
                isBorne[index] = isBorneNow
                // Others that stand by themselves speak of no intruder, but with them it is not alone.
                let isAlone =
                    (isComparable || found[index].isEverydays)
                    && !all.lead(to: movement) && !all.lead(onFrom: movement)
                var ratio = self.ratio(of: found[index], source, target)
                if ratio < 1, !isAlone { ratio = 1 }
                if found[index].isRound, !source { ratio *= SuspicionRatio.round }
                let confidence = SuspicionRatio.shift(base[index], by: ratio)
                if abs(confidence - movement.confidence) > 0.001 { changed = true }
                found[index].movement.confidence = confidence
            }
            if !changed { break }
        }
        return found
    }

    private func ends(of movements: [Movement]) -> Ends {
        var ends = Ends()
        for movement in movements {
            ends.arrivals[movement.to] = min(ends.arrivals[movement.to] ?? movement.time, movement.time)
            ends.departures[movement.from, default: TimeLine()].append((), at: movement.time)
        }
        return ends
    }

    /// Whether findings, or the internet, speak of an intruder on either computer.
    private func isFound(at found: MovementFinder.Found) -> (source: Bool, target: Bool) {
        let movement = found.movement
        // Nothing is ever found on a computer of the internet, where intruders come from.
        let source =
            found.isFromOutside
            || facts.firstGrave(on: movement.from).map {
                $0 <= movement.time.advanced(bySeconds: MovementWindow.findingNear)
            } ?? false
        let target =
            facts.graveFinding(
                on: movement.to, by: movement.account.flatMap { AccountName(user: $0) }, from: movement.time,
                to: movement.time.advanced(bySeconds: Self.findingAfter), within: 0) != nil
        return (source, target)
    }

    private func ratio(of found: MovementFinder.Found, _ source: Bool, _ target: Bool) -> Double {
        // Without habits, what was found near a movement is counted with its records; people's everyday work has none.
        let isRaised = rounds == nil || found.isEverydays
        return switch (source, target) {
        case (false, false): SuspicionRatio.alone
        case (true, true): isRaised ? SuspicionRatio.bothEnds : 1
        default: isRaised ? SuspicionRatio.oneEnd : 1
        }
    }
}
