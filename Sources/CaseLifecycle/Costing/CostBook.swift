import Vocabulary

/// A row as it was recorded. It is never edited: another row takes its place, or it is withdrawn.
package struct CostEntry: Hashable, Sendable, Codable {
    package let id: CostID
    package let row: CostRow
    /// The rows that it took the place of.
    package let replaces: [CostID]
    package let stamp: Stamp
    /// Why it counts no more; nil while it counts.
    package internal(set) var end: End?

    package enum End: Hashable, Sendable, Codable {
        case replaced(by: CostID)
        case withdrawn(reason: String, stamp: Stamp)
    }
}

/// What somebody thought the incident would cost, at a moment.
package struct CostEstimate: Hashable, Sendable, Codable {
    package let lowest: Money
    package let highest: Money
    package let reason: String
    package let stamp: Stamp
}

/// What an incident cost: NIST SP 800-61r2 section 3.4.2 and appendix B.2.
package struct CostBook: Hashable, Sendable, Codable {
    /// Every row, those that count no more included; `K-1` is the first.
    package private(set) var entries: [CostEntry] = []
    /// Every estimate of the whole, the first and the last of which a report compares.
    package private(set) var estimates: [CostEstimate] = []
    /// Why no labour can be recorded, as somebody said it last.
    package private(set) var noLabour: String?
    /// How many rows there were when the case was last opened again.
    private var formerEntries = 0
    /// How often anything here was changed.
    package private(set) var changes = 0
    /// Seconds of labour that count.
    package private(set) var labourSeconds = 0
    /// By currency, what is known to have been spent, and the most that all rows of it can come to.
    private var totals: [String: Totals] = [:]

    struct Totals: Hashable, Sendable, Codable {
        var known = ExactAmount.zero
        var most = ExactAmount.zero
    }

    /// The rows that count, in the order of recording.
    package var rows: some Sequence<CostEntry> { entries.lazy.filter { $0.end == nil } }

    /// Whether labour is recorded since the case was last opened, or why it cannot be.
    var accountsForLabour: Bool {
        noLabour != nil || labourSeconds > 0 && entries[formerEntries...].contains { $0.end == nil && $0.row.isLabour }
    }

    /// The case is open once more: the work on it goes on.
    mutating func reopened() {
        formerEntries = entries.count
        noLabour = nil
    }

    package func entry(_ id: CostID) -> CostEntry? {
        entries.indices.contains(id.number - 1) ? entries[id.number - 1] : nil
    }

    /// Whether more is known to have been spent, in any one currency, than makes an incident major.
    func reaches(_ limit: Int) -> Bool { totals.values.contains { $0.known.rounded().map { $0 >= limit } ?? true } }

    /// Whether the totals can still be counted with a row more.
    func canCount(_ row: CostRow) -> Bool {
        guard let price = row.price else { return true }
        guard let lowest = row.lowest, let sum = totals(price.currency).most.adding(row.highest ?? lowest) else {
            return false
        }
        // Room for the band that an estimate is widened by.
        return sum.rounded(band: 100) != nil
    }

    private func totals(_ currency: Currency) -> Totals { totals[currency.code] ?? Totals() }

    mutating func apply(_ event: CostEvent, _ stamp: Stamp) {
        changes += 1
        switch event {
        case .recorded(let id, let row, let replaces):
            for old in replaces { end(old, .replaced(by: id)) }
            entries.append(CostEntry(id: id, row: row, replaces: replaces, stamp: stamp))
            count(row, isAdded: true)
        case .withdrawn(let id, let reason): end(id, .withdrawn(reason: reason, stamp: stamp))
        case .estimated(let lowest, let highest, let reason):
            estimates.append(CostEstimate(lowest: lowest, highest: highest, reason: reason, stamp: stamp))
        case .labourNotRecordable(let reason): noLabour = reason
        }
    }

    private mutating func end(_ id: CostID, _ end: CostEntry.End) {
        guard let entry = entry(id), entry.end == nil else { return }
        entries[id.number - 1].end = end
        count(entry.row, isAdded: false)
    }

    private mutating func count(_ row: CostRow, isAdded: Bool) {
        if case .labour(_, _, _, _, let seconds) = row.item { labourSeconds += isAdded ? seconds : -seconds }
        guard let price = row.price, let lowest = row.lowest else { return }
        let most = row.highest ?? lowest
        var totals = totals(price.currency)
        totals.most = (isAdded ? totals.most.adding(most) : totals.most.subtracting(most)) ?? totals.most
        if row.certainty == .actual, row.item.isSpending {
            totals.known = (isAdded ? totals.known.adding(lowest) : totals.known.subtracting(lowest)) ?? totals.known
        }
        self.totals[price.currency.code] = totals
    }
}

extension CostRow {
    fileprivate var isLabour: Bool { if case .labour = item { true } else { false } }
}

extension CostItem {
    /// Whether it is money that goes out.
    var isSpending: Bool {
        switch self {
        case .ransomDemand, .recovery: false
        default: true
        }
    }
}
