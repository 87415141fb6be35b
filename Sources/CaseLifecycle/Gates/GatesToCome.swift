// Replaced one by one.
extension Gate {
    static let eradicationGrid = toCome("GATE-ERADICATION-GRID")
    static let credentials = toCome("GATE-CREDENTIALS")
    static let recoveryPlan = toCome("GATE-RECOVERY-PLAN")
    static let recoveryStart = toCome("GATE-RECOVERY-START")
    static let restoreAsset = toCome("GATE-RESTORE-ASSET")
    static let baseline = toCome("GATE-BASELINE")
    static let owner = toCome("GATE-OWNER")
    static let monitoring = toCome("GATE-MONITORING")
    static let resume = toCome("GATE-RESUME")

    private static func toCome(_ id: String) -> Gate {
        Gate(id: id, statement: "", citation: "", guards: [], override: .never(instead: ""), missing: { _ in [] })
    }
}
