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

    /// The same steps, which must come in order of time, with new confidences.
    func weigh(_ steps: [Step]) -> [Step] {
        let base = steps.map(\.confidence)
        let findings = steps.map { isFound(at: $0) }
        let names = facts.evidence.entities.names.count
        var steps = steps
        // Whether anything but its own records speaks for a movement: a finding, the internet, a switch of computers, or
        // another that is borne. The rest stand by themselves, as a day of an administrator does.
        var isBorne = Array(repeating: false, count: steps.count)
        for index in steps.indices { steps[index].confidence = 0 }
        for _ in 0..<Self.passes {
            let likely = steps.indices.filter { steps[$0].confidence >= MovementFinder.standsAlone }
            let borne = StepEnds(of: likely.filter { isBorne[$0] }.map { steps[$0] }, names: names)
            let all = StepEnds(of: likely.map { steps[$0] }, names: names)
            // Where the evidence shows one thing alone, that nothing else speaks of an intruder says nothing.
            let isComparable = rounds?.areSeen ?? true || isBorne.contains(true)
            var changed = false
            for index in steps.indices {
                let step = steps[index]
                let source = findings[index].source || borne.lead(to: step)
                let target = findings[index].target || borne.lead(onFrom: step)
                let isBorneNow = source || target || step.isUnusual
                if isBorneNow != isBorne[index] { changed = true }
                isBorne[index] = isBorneNow
                var ratio = self.ratio(of: step, source, target)
                // Others that stand by themselves speak of no intruder, but with them it is not alone.
                if ratio < 1 {
                    let isAlone =
                        (isComparable || step.isEverydays) && !all.lead(to: step) && !all.lead(onFrom: step)
                    if !isAlone { ratio = 1 }
                }
                if step.isRound, !source { ratio *= SuspicionRatio.round }
                let confidence = SuspicionRatio.shift(base[index], by: ratio)
                if abs(confidence - step.confidence) > 0.001 { changed = true }
                steps[index].confidence = confidence
            }
            if !changed { break }
        }
        return steps
    }

    /// Whether findings, or the internet, speak of an intruder on either computer.
    private func isFound(at step: Step) -> (source: Bool, target: Bool) {
        // Nothing is ever found on a computer of the internet, where intruders come from.
        let source =
            step.isFromOutside
            || facts.firstGrave(on: step.from).map {
                $0 <= step.time.advanced(bySeconds: MovementWindow.findingNear)
            } ?? false
        let target =
            facts.hasGrave(on: step.to)
            && facts.graveFinding(
                on: step.to, by: account(of: step), from: step.time,
                to: step.time.advanced(bySeconds: Self.findingAfter), within: 0) != nil
        return (source, target)
    }

    private func ratio(of step: Step, _ source: Bool, _ target: Bool) -> Double {
        // Without habits, what was found near a movement is counted with its records; people's everyday work has none.
        let isRaised = rounds == nil || step.isEverydays
        return switch (source, target) {
        case (false, false): SuspicionRatio.alone
        case (true, true): isRaised ? SuspicionRatio.bothEnds : 1
        default: isRaised ? SuspicionRatio.oneEnd : 1
        }
    }

    /// As the movement names it.
    private func account(of step: Step) -> AccountName? {
        facts.evidence.entities.account(step.account).flatMap { AccountName(user: $0.description) }
    }
}

/// When somebody first came to each computer, and when any went on from it.
private struct StepEnds {
    private var arrivals: [Int64]
    private let departures: TimeLines

    init(of steps: [Step], names: Int) {
        arrivals = Array(repeating: .max, count: names)
        for step in steps { arrivals[Int(step.to)] = min(arrivals[Int(step.to)], step.time.ticks) }
        departures = TimeLines(numbers: names, count: steps.count) { (steps[$0].from, steps[$0].time) }
    }

    func lead(to step: Step) -> Bool {
        arrivals[Int(step.from)] <= step.time.advanced(bySeconds: MovementWindow.twoComputers).ticks
    }

    func lead(onFrom step: Step) -> Bool {
        departures.hasAny(from: step.time, of: step.to, within: MovementWindow.goingOn)
    }
}
