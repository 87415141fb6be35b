// Replaced one by one.
extension Gate {
    static let strategy = toCome("GATE-STRATEGY")
    static let delay = toCome("GATE-DELAY")
    static let channel = toCome("GATE-CHANNEL")
    static let approval = toCome("GATE-APPROVAL")
    static let containSet = toCome("GATE-CONTAIN-SET")
    static let emergency = toCome("GATE-EMERGENCY")
    static let containVerified = toCome("GATE-CONTAIN-VERIFIED")
    static let eradicationGrid = toCome("GATE-ERADICATION-GRID")
    static let credentials = toCome("GATE-CREDENTIALS")
    static let recoveryPlan = toCome("GATE-RECOVERY-PLAN")
    static let recoveryStart = toCome("GATE-RECOVERY-START")
    static let restoreAsset = toCome("GATE-RESTORE-ASSET")
    static let baseline = toCome("GATE-BASELINE")
    static let owner = toCome("GATE-OWNER")
    static let monitoring = toCome("GATE-MONITORING")
    static let resume = toCome("GATE-RESUME")
    static let temporary = toCome("GATE-TEMPORARY")

    private static func toCome(_ id: String) -> Gate {
        Gate(id: id, statement: "", citation: "", guards: [], override: .never(instead: ""), missing: { _ in [] })
    }
}
