import Vocabulary

/// What happened to the cost of a case.
package enum CostEvent: Hashable, Sendable, Codable {
    case recorded(id: CostID, row: CostRow, replaces: [CostID])
    case withdrawn(id: CostID, reason: String)
    /// What the whole is thought to cost.
    case estimated(lowest: Money, highest: Money, reason: String)
    /// Nobody's hours can be recorded, and why.
    case labourNotRecordable(reason: String)
}

package enum CostCommand: Sendable {
    /// - `replaces`: the rows that this one corrects.
    case add(CostRow, replaces: [CostID])
    case withdraw(CostID, reason: String)
    case estimate(lowest: Money, highest: Money, reason: String)
    case noLabour(reason: String)
}

extension CostEvent {
    var words: EventWords {
        switch self {
        case .recorded(let id, let row, let replaces):
            EventWords(
                .fact,
                "\(id) cost: \(row.item.name), \(row.price?.words ?? "no price yet") (\(row.certainty.rawValue))"
                    + (replaces.isEmpty ? "" : ", in place of \(replaces.map(\.description).joined(separator: ", "))"),
                happenedAt: row.item.start)
        case .withdrawn(let id, let reason): EventWords(.decision, "\(id) withdrawn", reason: reason)
        case .estimated(let lowest, let highest, let reason):
            EventWords(.decision, "Cost estimated from \(lowest) to \(highest)", reason: reason)
        case .labourNotRecordable(let reason): EventWords(.decision, "No hours can be recorded", reason: reason)
        }
    }
}

extension CostItem {
    fileprivate var start: Timestamp? {
        switch self {
        case .labour(_, _, _, let start, _): start
        case .downtime(_, let start, _, _): start
        default: nil
        }
    }
}

extension Price {
    /// The price for people: `12.00 EUR`, `10.00 EUR to 12.00 EUR`, `at least 10.00 EUR`, `33.65 USD an hour`.
    package var words: String {
        switch self {
        case .amount(let lowest, let highest):
            switch highest {
            case nil: "at least \(lowest)"
            case lowest: "\(lowest)"
            case .some(let highest): "\(lowest) to \(highest)"
            }
        case .hourly(let rate, let benefits):
            "\(rate) an hour"
                + (benefits == 0
                    ? ""
                    : " and \(benefits / 100).\(benefits % 100 / 10)\(benefits % 10) % benefits")
        }
    }
}
