import Vocabulary

/// Joins actions and the traces around them to movements.
///
/// Everything between the same two parties, by the same account, without a pause of more than a minute is one movement.
/// Its confidence is the noisy-or over independent kinds of evidence, each with its strongest observation.
struct MovementFinder {
    /// Most movements reported: more could not be read by anyone, and an attacker can make up any number.
    static let keptMovements = 10_000
    /// Below this a movement is reported only with a grave finding near it.
    static let standsAlone = 0.5

    /// A movement and what its derivation knows beyond it.
    struct Found {
        var movement: Movement
        let method: MovementMethod
        /// True when something ran on the target, and not only a logon or a connection was seen.
        var hasExecution: Bool
        var isFromOutside: Bool
    }

    let facts: CaseFacts
    let edges: JoinedEdges

    /// All movements worth reporting, in order of time.
    func movements() -> [Found] {
        let habits = Habits(edges.drafts, edges, facts: facts)
        let rounds = habits.areKnown ? nil : Rounds(edges.drafts, facts: facts)
        var steps = edges.drafts.indices.compactMap { step(ofDraft: $0, habits, rounds) }
        if habits.areKnown { steps += contactSteps() }
        // Both parts are in order, which makes this a merge.
        steps.sort { $0.time < $1.time }
        steps = Suspicion(facts: facts, rounds: rounds).weigh(steps).filter { $0.confidence >= Self.standsAlone }
        let found = steps.map(found)
        return stays((found + silentTargets(of: found)).sorted(by: inOrder))
            .sorted(by: inOrder).prefix(Self.keptMovements).map(\.self)
    }

    var entities: EntityTable { facts.evidence.entities }

    private func step(ofDraft place: Int, _ habits: Habits, _ rounds: Rounds?) -> Step? {
        let draft = edges.drafts[place]
        let sum = sum(of: draft)
        let ratio = habits.ratio(of: draft, by: sum.account)
        // What people do all day is told where something grave is near, or where it is unusual for that account.
        var near = context(of: draft, sum)
        // What nobody is seen to do on other days is weighed by its ends.
        let isEverydays = near == nil
        if isEverydays, ratio >= 1 { near = (0, nil) }
        guard let context = near ?? (ratio >= SuspicionRatio.telling ? (0, nil) : nil) else { return nil }
        let telling = habits.areKnown ? min(sum.confidence, MovementWeight.mostOfRecords) : sum.confidence
        var confidence = min(1 - (1 - telling) * (1 - context.weight), MovementWeight.most)
        if draft.source == .unknown { confidence *= MovementWeight.unknownSource }
        confidence = SuspicionRatio.shift(confidence, by: ratio)
        return Step(
            place: UInt32(place), isContact: false, isFromOutside: entities.isOutside(draft.source),
            hasExecution: sum.hasExecution, isEverydays: isEverydays, isUnusual: ratio >= SuspicionRatio.telling,
            isRound: rounds?.hold(draft, by: sum.account) ?? false, method: sum.method, time: draft.start,
            from: draft.source.name,
            to: draft.target, account: sum.account, confidence: confidence)
    }

    /// What the actions say, and what else was seen between the two at that time.
    private func sum(of draft: Draft) -> EvidenceSum {
        var sum = EvidenceSum(account: draft.account)
        forEachEdge(of: draft) { sum.add($0, entities) }
        return sum
    }

    private func forEachEdge(of draft: Draft, _ body: (Edge) -> Void) {
        edges.forEachAction(of: draft, body)
        guard draft.source != .unknown else { return }
        var account = draft.account
        let near = edges.tracesByPair.between(
            draft.start, draft.end, of: draft.pair, within: MovementWindow.twoComputers)
        for moment in near {
            let trace = edges.traces.all[Int(moment.place)]
            guard trace.weight > 0, entities.fit(trace.account, account) else { continue }
            account = entities.fuller(account, trace.account)
            body(trace)
        }
    }

    /// What makes a movement suspicious beside itself; nil where something more is needed and missing.
    private func context(of draft: Draft, _ sum: EvidenceSum) -> (weight: Double, record: EvidenceReference?)? {
        let account = entities.account(sum.account)
        let near = facts.graveFinding(
            on: draft.target, by: account, from: draft.start, to: draft.end, within: MovementWindow.findingNear)
        // People work by remote desktop and SSH all day: that something bad happened on the computer, too, says nothing yet.
        guard sum.isEverydays else { return (near == nil ? 0 : MovementWeight.findingNear, near) }
        if facts.hasGraveProcesses(on: draft.target) {
            var sessions: Set<Int64> = []
            edges.forEachAction(of: draft) { if $0.session != 0 { sessions.insert($0.session) } }
            if let record = facts.graveProcess(
                on: draft.target, after: draft.start, sessions: sessions, account: account)
            {
                return (MovementWeight.findingInSession, record)
            }
        }
        let before = draft.start.advanced(bySeconds: -MovementWindow.findingBefore)
        if let record = facts.graveFinding(on: draft.source.name, from: before, to: draft.start, within: 0) {
            return (MovementWeight.findingNear, record)
        }
        return entities.isOutside(draft.source) && near != nil ? (MovementWeight.findingNear, near) : nil
    }

    // MARK: What is told

    /// The movement in full, with its records.
    private func found(_ step: Step) -> Found {
        var records: Set<RecordNumber> = []
        var more: EvidenceReference?
        if step.isContact {
            edges.forEachTrace(of: edges.contacts[Int(step.place)]) { records.insert($0.record) }
        } else {
            let draft = edges.drafts[Int(step.place)]
            forEachEdge(of: draft) { records.insert($0.record) }
            more = context(of: draft, sum(of: draft))?.record
        }
        let evidence = records.sorted().prefix(keptEvidence).map { facts.evidence.records[$0] }
        let movement = Movement(
            time: step.time, from: entities.names[Int(step.from)], to: entities.names[Int(step.to)],
            account: entities.account(step.account)?.description, method: step.method.name,
            technique: step.method.techniques.first, confidence: step.confidence,
            evidence: (evidence + [more].compactMap(\.self)).asEvidence)
        return Found(
            movement: movement, method: step.method, hasExecution: step.hasExecution,
            isFromOutside: step.isFromOutside)
    }

    func inOrder(_ left: Found, _ right: Found) -> Bool {
        func key(_ found: Found) -> (Timestamp, String, String, String, String) {
            let movement = found.movement
            return (movement.time, movement.to, movement.from, movement.account ?? "", movement.method)
        }
        return key(left) < key(right)
    }
}
