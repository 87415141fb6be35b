import Vocabulary

extension Gate {
    /// Back to a known state.
    static let baseline = Gate(
        id: "GATE-BASELINE",
        statement: "Every system was compared with a baseline from before the compromise, in every kind, and nothing "
            + "differs.",
        citation: "NIST SP 800-61r2 table 3-5 step 7.2; CSF 2.0 RC.RP-05",
        guards: [.resume, .review, .close],
        override: .owner(longest: .temporary, owing: "not shown to be back at the baseline"),
        missing: { facts in
            let known = Known(
                indicators: KnownIndicators(facts.incident).count, compromise: facts.incident.earliestCompromise)
            var looks = OwnLook(facts.incident, in: facts.organisation)
            let doubtful = doubtful(known, facts, &looks)
            return bySystem(facts, among: doubtful) { system in
                let open = unproven(system, known, facts, &looks)
                return facts.step.item.map { open.filter(isAbout(VisibleName.read($0), system, facts)) } ?? open
            }
        },
        warnings: { facts in
            let ignoring = facts.incident.targetIndex.count(.ignoring)
            let undated = facts.incident.targetIndex.count(.undated)
            // Of who compared, or said of when a baseline is.
            let comparers = facts.incident.recovery.comparisons.sorts.lazy.map(\.looker)
            let words = facts.incident.recovery.datings.values.lazy.joined().map(\.stamp)
            return (ignoring == 0 ? [] : ["\(ignoring) systems were compared with an ignore list"])
                + (undated == 0 ? [] : ["the dates of \(undated) baselines rest on the word of who entered them"])
                + lookedAtAlike(facts) + goneByItself(facts) + acceptedLate(facts) + facts.datesMovedLater
                + facts.freshRoles(
                    ofActorsOf: systems(facts).compactMap { facts.incident.recovery.comparisons[$0]?.value.stamp }
                        + words,
                    among: Array(comparers) + words.map(\.actor))
                + ownLookers(facts).map { "\($0) alone compared systems that the same person restored or cleaned" }
        })

    /// Who compared what the same person worked on, in order.
    private static func ownLookers(_ facts: GateFacts) -> [String] {
        var looks = OwnLook(facts.incident, in: facts.organisation)
        guard facts.incident.recovery.lookers.contains(where: { looks.isSame($0.doer, $0.checker) }) else { return [] }
        var names: Set<String> = []
        for system in systems(facts) {
            guard let looker = facts.incident.recovery.comparisons[system]?.value.stamp.actor else { continue }
            if let name = looks.name(of: looker, at: system) { names.insert(name) }
        }
        return names.sorted()
    }

    /// The systems whose proof has to be looked at: of all others there is one that is fresh and whose people are who they
    /// have to be. Nil where that is not so of some sort of comparison.
    private static func doubtful(_ known: Known, _ facts: GateFacts, _ looks: inout OwnLook) -> [String]? {
        let recovery = facts.incident.recovery
        // Whose work was looked at by the same person, or whose dates are the word of somebody who worked, is seen of each
        // system alone.
        guard !recovery.lookers.contains(where: { looks.isSame($0.doer, $0.checker) }) else { return nil }
        let sayers = Set(recovery.attributions.values.joined().map(\.value.actor))
        for sort in recovery.comparisons.sorts {
            guard known.isKnownTo(sort), looks.isDatedByOthers(sort.baseline, by: recovery.datings, than: sort.looker),
                !sayers.contains(where: { looks.isSame($0, sort.looker) })
            else { return nil }
        }
        return facts.marked(.unproven).map(\.name)
            + recovery.lateBaselines.keys.filter {
                facts.incident.isAffected(.system($0))
            }
    }

    /// Who looks at each of many systems sees each as it is; who says the same of all may have looked at none.
    private static func lookedAtAlike(_ facts: GateFacts) -> [String] {
        guard facts.step.target == nil else { return [] }
        let bySaying = Dictionary(grouping: facts.incident.recovery.comparisons.repeatedWords) {
            Saying(how: $0.word.how, name: facts.organisation.name(of: $0.word.looker), systems: $0.systems)
        }
        let told = bySaying.map { saying, kinds in
            "\(kinds.map(\.word.kind.rawValue).joined(separator: ", ")) of \(saying.systems) systems by hand, in the same "
                + "words of \(saying.name): \(saying.how)"
        }.sorted()
        let rest = told.count - itemsInWarning
        return told.prefix(itemsInWarning) + (rest > 0 ? ["and \(rest) more sayings of several systems alike"] : [])
    }

    /// What one person said of several systems.
    private struct Saying: Hashable {
        let how: String
        let name: String
        let systems: Int
    }

    /// What an intruder takes away before a look at it is no cleaner than what is cleaned.
    private static func goneByItself(_ facts: GateFacts) -> [String] {
        let vanished = facts.incident.recovery.vanished
        guard !vanished.isEmpty else { return [] }
        return systems(facts).sorted().compactMap { system in
            vanished[system].map { items in
                "what differed on \(system) was gone without anything done: \(short(items))"
            }
        }
    }

    /// A baseline that came after a difference was seen may have been made to fit, whoever vouches for it.
    private static func acceptedLate(_ facts: GateFacts) -> [String] {
        let late = facts.incident.recovery.lateBaselines
        guard !late.isEmpty else { return [] }
        return systems(facts).sorted().compactMap { system in
            late[system].map { late in
                "\(system) is proven by a baseline that came after it was seen to differ, \(late.sha256), and that has: "
                    + short(late.accepted)
            }
        }
    }

    /// Whether a fact is about one difference, or one indicator, by its whole name.
    private static func isAbout(_ item: String, _ system: String, _ facts: GateFacts) -> (MissingFact) -> Bool {
        let comparison = facts.incident.recovery.comparison(of: system)?.comparison
        let drift = comparison?.drift.filter { $0.key == item }.map { subject(of: $0, on: system) } ?? []
        let hits = comparison?.observedHits.filter { $0 == item }.map { "indicator \(system) \($0)" } ?? []
        let subjects = Set(drift + hits)
        return { subjects.contains($0.subject) }
    }

    /// Bound to what was seen: an override of one value is none of another.
    private static func subject(of item: DriftItem, on system: String) -> String {
        "drift \(system) \(item.kind.rawValue) \(item.observed ?? "removed") \(item.key)"
    }

    private static func short(_ items: [String]) -> String {
        items.prefix(itemsInWarning).joined(separator: ", ") + (items.count > itemsInWarning ? ", .." : "")
    }

    /// Enough for people to see what it was.
    private static var itemsInWarning: Int { 5 }

    /// The systems that a step concerns, in no order.
    static func systems(_ facts: GateFacts) -> [String] {
        if let target = facts.step.target { return target.kind == .system ? [target.name] : [] }
        return facts.incident.affected.compactMap(\.system)
    }

    /// What the systems that a step concerns miss, in the order of their names.
    ///
    /// - Parameter doubtful: Those that may miss something; nil where all may.
    static func bySystem(
        _ facts: GateFacts, among doubtful: [String]?, _ missing: (String) -> [MissingFact]
    ) -> [MissingFact] {
        let looked = facts.step.target == nil ? doubtful.map { Array(Set($0)) } : nil
        return (looked ?? systems(facts)).compactMap { name in
            let missing = missing(name)
            return missing.isEmpty ? nil : (name: name, missing: missing)
        }.sorted { $0.name < $1.name }.flatMap(\.missing)
    }

    /// What holds for all systems, looked up once.
    private struct Known {
        let indicators: Int
        let compromise: Timestamp?

        /// Whether the compromise, of which a time is known, came after a moment.
        func isAfter(_ moment: Timestamp) -> Bool { compromise.map { moment < $0 } ?? false }

        /// Whether a comparison was made with a baseline from before the compromise, by all that is known.
        func isKnownTo(_ sort: Comparisons.Sort) -> Bool {
            indicators <= sort.indicatorsKnown && isAfter(sort.takenAt)
        }
    }

    private static func unproven(
        _ system: String, _ known: Known, _ facts: GateFacts, _ looks: inout OwnLook
    ) -> [MissingFact] {
        let incident = facts.incident
        // Thousands of systems miss nothing: what is told to people is made up only where something is missing.
        var command: String {
            "cordon recover verify \(ShellWord.quoted(system)) --case \(facts.caseID) --baseline FILE --observed FILE"
        }
        func missing(_ subject: String, _ text: String) -> MissingFact {
            MissingFact("\(subject) \(system)", text, system: system)
        }
        guard let kept = incident.recovery.comparisons[system] else {
            return [missing("baseline", "the proof that \(system) is back at its baseline: \(command)")]
        }
        let isOlder = known.isAfter(kept.value.takenAt)
        let isFresh =
            known.indicators <= kept.value.indicatorsKnown
            && incident.systems[system]?.changedAt ?? 0 <= kept.value.version
        let looker = looks.name(of: kept.value.stamp.actor, at: system)
        let own = looker == nil || looks.couldOther(at: system) ? looker : nil
        let isVouched = incident.isVouched(kept, &looks)
        let speaker = incident.ownAttribution(kept, &looks)
        // Nearly all of thousands of systems are.
        if kept.value.isProof, isOlder, isFresh, isVouched, own == nil, speaker == nil { return [] }
        let recorded = kept.value
        let comparison = recorded.comparison
        var open: [MissingFact] = []
        let alone = comparison.awaitingSecond ?? []
        let lacking = BaselineKind.allCases.filter { !comparison.covers($0) && !alone.contains($0) }
        if !lacking.isEmpty {
            let names = lacking.map(\.rawValue).joined(separator: ", ")
            open.append(missing("kinds \(names) of", "\(system) is not verifiable without \(names): \(command)"))
        }
        if !alone.isEmpty {
            let names = alone.map(\.rawValue).joined(separator: ",")
            // What is compared anew takes the place of all that was: the second look repeats the rest.
            let byHand = comparison.byHand.map(\.kind.rawValue).joined(separator: ",")
            open.append(
                missing(
                    "second look \(names) at",
                    "a second person's look at \(names) of \(system), compared by hand by "
                        + "\(facts.organisation.name(of: recorded.stamp.actor)) alone: \(command) --kinds \(byHand) "
                        + "--verdict verified --how TEXT; or files of them"))
        }
        if let own {
            open.append(
                missing(
                    "own look at",
                    "the comparison of \(system) by somebody other than \(own), who restored or cleaned it: \(command)")
            )
        }
        if !isVouched {
            let date = recorded.takenAt
            open.append(
                missing(
                    "word on the date of",
                    "the word on when the baseline of \(system), \(comparison.baselineHash), is, of a person who neither "
                        + "compared with it nor restored or cleaned \(system): cordon recover baseline \(facts.caseID) FILE "
                        + "--taken-at \(date) --reason TEXT"))
        }
        if let speaker {
            open.append(
                missing(
                    "own word on the files of",
                    "the comparison of \(system) by somebody other than \(facts.organisation.name(of: speaker)), who said whose state its files are: "
                        + command))
        }
        if !isOlder {
            open.append(
                missing(
                    "date", "a baseline of \(system) from before the first compromise; this is of \(comparison.takenAt)"
                ))
        }
        if !isFresh {
            open.append(
                MissingFact(
                    "fresh \(system)",
                    "a new comparison of \(system): since the last one there is new evidence: \(command)",
                    system: system,
                    // What comes after is another fact: an override of this one is none of that.
                    basis: "\(known.indicators) indicators, event \(incident.systems[system]?.changedAt ?? 0)"))
        }
        return comparison.differs ? open + drift(comparison, system, command) : open
    }

    /// One fact for each difference.
    private static func drift(_ comparison: BaselineComparison, _ system: String, _ command: String) -> [MissingFact] {
        var facts = comparison.drift.map { item in
            MissingFact(
                subject(of: item, on: system),
                "\(item.key) on \(system) as the baseline has it (\(item.kind.rawValue), \(item.change.rawValue)): restore "
                    + "it and compare again: \(command)", system: system)
        }
        if comparison.driftCount > comparison.drift.count {
            facts.append(
                MissingFact(
                    "drift \(system) rest of \(comparison.observedHash)",
                    "\(comparison.driftCount - comparison.drift.count) more differences of \(system) gone: rebuild it",
                    system: system))
        }
        facts += comparison.observedHits.map {
            MissingFact(
                "indicator \(system) \($0)", "\(system) without \($0), which the intruder brought", system: system)
        }
        facts += comparison.byHand.filter { !$0.matches }.map {
            MissingFact(
                "drift \(system) \($0.kind.rawValue) \(comparison.observedHash)",
                "\(system) as the baseline has it (\($0.kind.rawValue)): \($0.how)", system: system)
        }
        return facts
    }
}
