import Vocabulary

extension Case {
    /// Weighs one kind of measure of a plan, as part of the plan: what is approved is the plan with its reasons.
    func set(
        _ strategy: Strategy, of id: PlanID?, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let present = try presentContainmentPlan().id
        let plan = try editable(id ?? present, in: context)
        guard plan.kind == .containment else { throw .impossible("\(plan.id) is no containment plan") }
        var missing = strategy.criteria.answers.filter { !Text.answers($0.text) }.map {
            "an answer to the criterion \($0.criterion)"
        }
        if !Text.answers(strategy.sideEffects) { missing.append("the side effects") }
        if strategy.duration == .permanent, !Text.answers(strategy.permanenceReason ?? "") {
            missing.append("the reason for which it stays for ever")
        }
        if strategy.duration != .permanent, strategy.removalDue == nil { missing.append("when it is removed") }
        guard missing.isEmpty else { throw .missing(missing) }
        guard Set(strategy.criteria.answers.map(\.text)).count > 1 else {
            throw .impossible("the six criteria are six questions; one answer to all of them weighs nothing")
        }
        try require(strategy.removalDue, within: strategy.duration, after: context.now)
        guard plan.strategies.first(where: { $0.measure == strategy.measure }) != strategy else { return [] }
        return [.plan(event: .strategySet(id: plan.id, strategy: strategy))]
    }

    /// Refuses a date of removal that is past, or later than what the class of duration allows from now on.
    func require(
        _ due: Timestamp?, within duration: DurationClass, after now: Timestamp
    ) throws(CaseRefusal) {
        guard let due else { return }
        guard let seconds = duration.seconds else {
            throw .impossible("a permanent measure has no date of removal")
        }
        let latest = now.advanced(bySeconds: seconds)
        guard due > now, due <= latest else {
            throw .impossible(
                "\(duration.rawValue) means \(duration.words): the date of removal is after now and not later than "
                    + latest.text(digits: 0))
        }
    }
}
