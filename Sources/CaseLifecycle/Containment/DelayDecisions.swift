import Vocabulary

extension Case {
    /// Puts containment off, or puts it off further, until a moment that somebody with the legal role must sign.
    func delay(
        reason: String, until hardStop: Timestamp, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.require(OverrideRule.proposers, for: "putting containment off")
        guard (.declared ... .containment).contains(state) else {
            throw refusal(
                needing: "a declared case that is not contained", in: state < .declared ? .declared : .containment)
        }
        if let plan = plans.latest(.containment), plan.targets.allSatisfy({ responseState(of: $0) >= .isolating }),
            containment.orders.contains(where: { $0.plan == plan.id })
        {
            throw .impossible("everything in \(plan.id) was ordered to be contained: there is nothing left to put off")
        }
        guard Text.answers(reason) else { throw .missing(["what is gained by waiting"]) }
        let latest = context.now.advanced(bySeconds: DurationClass.temporary.seconds ?? 0)
        guard hardStop > context.now, hardStop <= latest else {
            throw .impossible("waiting ends after now and not later than \(latest.text(digits: 0))")
        }
        if let present = containment.delay {
            guard hardStop > present.hardStop else {
                throw .impossible("waiting ends at \(present.hardStop) as it is; end it sooner by containing")
            }
        }
        let extensions = (policy ?? context.organisation.policy).delayExtensions
        guard containment.formerDelays + containment.delays.count <= extensions else {
            throw .impossible(
                "waiting was prolonged \(extensions) times, which is as often as it may be: cordon contain go \(id)")
        }
        return [.containment(event: .delayDecided(reason: reason, hardStop: hardStop))]
    }

    func signDelay(in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        guard let delay = containment.delay else { throw .impossible("no delay of containment was decided") }
        let act = "signing a deliberate delay"
        try context.require([.legal], for: act)
        try context.requireOther(than: delay.decided.actor, for: act)
        try context.requireRoleHeld([.legal], before: delay.decided.time, for: act)
        guard delay.signature == nil else { throw .impossible("the delay is signed already") }
        guard context.now < delay.hardStop else {
            throw .impossible("the delay ended at \(delay.hardStop), unsigned; what is over is not signed")
        }
        return [.containment(event: .delaySigned)]
    }
}
