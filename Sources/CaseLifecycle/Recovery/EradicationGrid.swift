package import Vocabulary

/// What was done about one cause on one system or account.
package struct GridCell: Hashable, Sendable, Codable {
    package struct Deed: Hashable, Sendable, Codable {
        package let what: String
        package let destroysTraces: Bool
        package let stamp: Stamp
    }

    /// An observation that the cause is gone: a separate act, after the deed.
    package struct Check: Hashable, Sendable, Codable {
        package let observed: String
        package let at: Timestamp
        package let evidence: [EvidenceID]
        package let stamp: Stamp
    }

    package struct Exemption: Hashable, Sendable, Codable {
        package let reason: String
        package let stamp: Stamp
    }

    package internal(set) var done: Deed?
    package internal(set) var verified: Check?
    package internal(set) var notApplicable: Exemption?

    package init() {}

    /// Done and seen to be done, or not applicable.
    package var isSettled: Bool { (done != nil && verified != nil) || notApplicable != nil }

    /// `open`, `done`, `verified` or `notApplicable`.
    package var word: String {
        if notApplicable != nil { return "notApplicable" }
        if verified != nil { return "verified" }
        return done == nil ? "open" : "done"
    }
}

/// The cells of one system or account. A cause that is named later has an open cell by being absent here.
package struct GridRow: Hashable, Sendable, Codable {
    package private(set) var cells: [CauseID: GridCell] = [:]
    /// Number of settled cells, and of those in which something was done.
    private(set) var settled = 0
    private(set) var deeds = 0
    /// Whether a cause is said not to apply.
    var hasExemptions: Bool { settled > deeds }
    /// The oldest and the newest observation among the settled cells; nil while there is none.
    private(set) var oldestCheck: Timestamp?
    private(set) var newestCheck: Timestamp?

    package init() {}

    mutating func change(_ cause: CauseID, _ change: (inout GridCell) -> Void) {
        change(&cells[cause, default: GridCell()])
        settled = cells.values.count(where: \.isSettled)
        deeds = cells.values.count { $0.done != nil && $0.isSettled }
        let checks = cells.values.compactMap { $0.verified?.at }
        oldestCheck = checks.min()
        newestCheck = checks.max()
    }
}

/// Every cause of the case against every system and account: what is left to eradicate is what is not settled here.
package struct EradicationGrid: Hashable, Sendable, Codable {
    /// In the order of naming.
    package private(set) var causes: [Cause] = []
    package private(set) var rows: [Target: GridRow] = [:]
    /// Who removed something, with who saw that it is gone: every pair there was, some of them of cells that have
    /// changed since.
    private(set) var hands: Set<Hands> = []
    /// Who named each cause, in order.
    private(set) var namings: [Stamp] = []
    /// The causes about which anything was ever done.
    private(set) var treated: Set<CauseID> = []
    /// The causes that were named by mistake.
    package private(set) var withdrawals: [CauseID: Withdrawal] = [:]

    package struct Withdrawal: Hashable, Sendable, Codable {
        package let reason: String
        package let stamp: Stamp
    }

    struct Hands: Hashable, Sendable, Codable {
        let doer: Principal
        let checker: Principal
    }

    var nextCause: CauseID { CauseID(number: causes.count + 1) }

    /// The causes that were not withdrawn, in the order of naming.
    package var standing: [Cause] {
        withdrawals.isEmpty ? causes : causes.filter { withdrawals[$0.id] == nil }
    }

    /// Who named a cause; nil for one that is not known.
    func naming(of id: CauseID) -> Stamp? {
        namings.indices.contains(id.number - 1) ? namings[id.number - 1] : nil
    }

    package func cause(_ id: CauseID) -> Cause? {
        causes.indices.contains(id.number - 1) ? causes[id.number - 1] : nil
    }

    package func cell(_ target: Target, _ cause: CauseID) -> GridCell { rows[target]?.cells[cause] ?? GridCell() }

    /// The causes whose cells of a target are not settled.
    package func open(_ target: Target) -> [Cause] { open(target, rows[target]) }

    func open(_ target: Target, _ row: GridRow?) -> [Cause] {
        if target.kind == .system, withdrawals.isEmpty, let row, row.settled == causes.count { return [] }
        return standing.filter { $0.concerns(target) && row?.cells[$0.id]?.isSettled != true }
    }

    mutating func add(_ cause: Cause, _ stamp: Stamp) {
        causes.append(cause)
        namings.append(stamp)
    }

    mutating func withdraw(_ cause: CauseID, _ reason: String, _ stamp: Stamp) {
        withdrawals[cause] = Withdrawal(reason: reason, stamp: stamp)
    }

    mutating func change(_ target: Target, _ cause: CauseID, _ change: (inout GridCell) -> Void) {
        rows[target, default: GridRow()].change(cause) { cell in
            change(&cell)
            if cell.done != nil { treated.insert(cause) }
            guard let doer = cell.done?.stamp.actor, let checker = cell.verified?.stamp.actor else { return }
            hands.insert(Hands(doer: doer, checker: checker))
        }
    }

    /// Everything is open again, because the intruder was seen there again.
    mutating func reopen(_ target: Target) { rows[target] = nil }

    /// Everything is open everywhere; the causes stay known.
    mutating func reopen() {
        rows = [:]
        hands = []
    }
}
