package import CaseLifecycle
import Vocabulary

/// Eradication as `cordon eradicate show` prints it.
package struct EradicationShape: Encodable {
    struct TargetShape: Encodable {
        let kind: String
        let name: String

        init(_ target: Target) {
            kind = target.kind.rawValue
            name = target.name
        }
    }

    struct CauseShape: Encodable {
        let id: String
        let kind: String
        let text: String
        let seenOn: [TargetShape]
        let evidence: [String]
        @OrNull var rule: String?
        /// Why it was named by mistake; null where it stands.
        @OrNull var withdrawn: String?
    }

    struct CellShape: Encodable {
        let cause: String
        /// `open`, `done`, `verified`, `notApplicable`, `outdated` or `none`.
        let state: String
        @OrNull var done: String?
        @OrNull var doneAt: String?
        @OrNull var observed: String?
        @OrNull var observedAt: String?
        @OrNull var reason: String?
    }

    struct RowShape: Encodable {
        let target: TargetShape
        let response: String
        let cells: [CellShape]
    }

    struct AccountShape: Encodable {
        let name: String
        let tierZero: Bool
        let resets: Int
        let removed: Bool
        @OrNull var missing: String?
    }

    struct ItemShape: Encodable {
        let item: String
        let renewals: Int
        let replicated: Bool
        @OrNull var exemption: String?
    }

    let `case`: String
    let version: Int
    let causes: [CauseShape]
    let rows: [RowShape]
    let accounts: [AccountShape]
    /// Why the whole domain counts as compromised; null where it does not.
    @OrNull var domainCompromise: String?
    @OrNull var ticketHours: Int?
    let domain: [ItemShape]

    package init(_ incident: Case) {
        let grid = incident.recovery.grid
        `case` = incident.id.description
        version = incident.version
        causes = grid.causes.map {
            CauseShape(
                id: $0.id.description, kind: $0.kind.rawValue, text: $0.text, seenOn: $0.seenOn.map(TargetShape.init),
                evidence: $0.evidence.map(\.description), rule: $0.rule, withdrawn: grid.withdrawals[$0.id]?.reason)
        }
        rows = incident.affectedTargets.sorted().map { target in
            let open = Set(incident.openCauses(of: target).map(\.id))
            return RowShape(
                target: TargetShape(target), response: incident.responseState(of: target).rawValue,
                cells: grid.causes.map { Self.cell($0, target, grid, isOpen: open.contains($0.id)) })
        }
        let tierZero = incident.tierZeroAccounts
        accounts = incident.exposedAccounts.map { name in
            let record = incident.credential(name)
            return AccountShape(
                name: name, tierZero: tierZero.contains(name), resets: record?.resets ?? 0,
                removed: record?.isRemoved ?? false,
                missing: incident.missingReset(of: name, isTierZero: tierZero.contains(name)))
        }
        domainCompromise = incident.domainCompromise
        ticketHours = incident.recovery.credentials.ticketHours
        domain = DomainItem.allCases.map { item in
            let record = incident.credential(item)
            return ItemShape(
                item: item.rawValue, renewals: record?.renewals ?? 0, replicated: record?.isReplicated ?? false,
                exemption: record?.exemption)
        }
    }

    /// What a cell of the grid shows: `none` where a system or account has no such cell, `outdated` where its observation
    /// is older than the compromise or the containment.
    package static func word(_ cause: Cause, _ target: Target, _ grid: EradicationGrid, isOpen: Bool) -> String {
        let cell = grid.cell(target, cause.id)
        if isOpen, cell.isSettled { return "outdated" }
        return isOpen || cell.isSettled ? cell.word : "none"
    }

    private static func cell(_ cause: Cause, _ target: Target, _ grid: EradicationGrid, isOpen: Bool) -> CellShape {
        let cell = grid.cell(target, cause.id)
        return CellShape(
            cause: cause.id.description, state: word(cause, target, grid, isOpen: isOpen), done: cell.done?.what,
            doneAt: cell.done?.stamp.time.description, observed: cell.verified?.observed,
            observedAt: cell.verified?.at.description, reason: cell.notApplicable?.reason)
    }
}
