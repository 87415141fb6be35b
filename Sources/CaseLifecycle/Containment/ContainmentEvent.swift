package import Vocabulary

/// What happened to the containment of a case.
package enum ContainmentEvent: Hashable, Sendable, Codable {
    case channelNamed(details: PlanningChannel.Details)
    case channelTested(outcome: String, at: Timestamp)
    /// The actor of the event is on the channel.
    case channelAcknowledged(person: String)
    case delayDecided(reason: String, hardStop: Timestamp)
    /// By the actor of the event, who holds the legal role.
    case delaySigned
    case memberReadied(
        target: Target, plan: PlanID, revision: Int, reachable: String, privilege: String, rollback: String)
    /// Everything that it names is contained from this moment on, and nothing else is.
    case ordered(
        number: Int, plan: PlanID?, revision: Int?, targets: [Target], leftOut: [Target],
        emergency: ContainmentOrder.Emergency?)
    case measuresPlaced(measures: [Measure.Placement])
    /// The second person's word on an emergency.
    case emergencyConfirmed(order: Int)
    case observed(target: Target, result: Observation.Result, observed: String, from: String, happenedAt: Timestamp)
    case rolledBack(targets: [Target], action: ActionKey?, reason: String)
    case measurePostponed(id: MeasureID, until: Timestamp, reason: String)
    case measureRemoved(id: MeasureID, check: String, happenedAt: Timestamp?)
    case permanenceProposed(id: MeasureID, reason: String)
    case permanenceApproved(id: MeasureID)
}

/// What somebody asks about containment.
package enum ContainmentCommand: Sendable {
    /// - `plan`: the newest containment plan where it is nil.
    case setStrategy(Strategy, plan: PlanID?)
    case nameChannel(PlanningChannel.Details)
    case testChannel(outcome: String, happenedAt: Timestamp?)
    case acknowledgeChannel
    /// The first decision to wait, or a later date for it.
    case delay(reason: String, until: Timestamp)
    case signDelay
    case prepare(Target, reachable: String, privilege: String, rollback: String)
    /// The order to contain.
    ///
    /// - `only`: a part, which is refused; empty for the whole set.
    case go(only: [Target])
    case goInEmergency(EmergencyClaim)
    case confirmEmergency
    /// - `happenedAt`: when it was seen; nil for now.
    case verify(Target, Observation.Result, observed: String, from: String, happenedAt: Timestamp?)
    /// - `action`: the one action that is undone; nil where all of the targets' containment is.
    case rollback([Target], action: ActionKey?, reason: String)
    case postpone(MeasureID, until: Timestamp, reason: String)
    case remove(MeasureID, check: String, happenedAt: Timestamp?)
    case proposePermanence(MeasureID, reason: String)
    case approvePermanence(MeasureID)
}

/// What somebody says who wants to contain a part.
package struct EmergencyClaim: Hashable, Sendable {
    package var targets: [Target]
    package var leftOut: [Target]
    package var emergency: ContainmentOrder.Emergency

    package init(targets: [Target], leftOut: [Target], emergency: ContainmentOrder.Emergency) {
        self.targets = targets
        self.leftOut = leftOut
        self.emergency = emergency
    }
}
