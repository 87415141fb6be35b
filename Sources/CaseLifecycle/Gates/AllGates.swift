extension Gate {
    /// Every gate there is, in the order a case meets them.
    package static let all: [Gate] =
        [.order, .journal, .clock, .sameCase, .atomic]
        + [.declare, .lead, .prioritised, .staffing]
        + [.evidence, .custody, .hold]
        + [.scope, .clearance, .strategy, .delay, .channel, .approval, .containSet, .emergency]
        + [.containVerified, .newHost]
        + [.eradicationGrid, .credentials, .recoveryPlan, .recoveryStart, .restoreAsset]
        + [.baseline, .owner, .monitoring, .resume]
        + [.cause, .report, .questions, .actions, .temporary, .notify, .debt, .close, .reopen]
}
