import Vocabulary

/// What an incident cost, as a report shows it: every figure rounded once, from exact sums.
package struct CostSummary: Hashable, Sendable {
    /// Figures of one currency. No currency is turned into another.
    package struct Figures: Hashable, Sendable {
        package let currency: Currency
        /// What is known to have been spent.
        package let gross: Money
        /// What is known to have come back.
        package let recovered: Money
        /// Below zero where more came back than was spent.
        package let net: Money
        /// What all rows with a price come to, at least and at most; no most where a row has no upper bound.
        package let lowest: Money
        package let highest: Money?
        /// The same with the band around it; nil where none was asked for.
        package let bandLowest: Money?
        package let bandHighest: Money?
        /// What is demanded as ransom, which is part of no other figure.
        package let demanded: Money?
        /// What is known to have been spent, by stage, by person and by variety of loss, in the order of names.
        package let byStage: [Share]
        package let byPerson: [Share]
        package let byVariety: [Share]
    }

    package struct Share: Hashable, Sendable {
        package let name: String
        package let amount: Money
    }

    package struct Hours: Hashable, Sendable {
        package let name: String
        package let seconds: Int
    }

    /// In the order of codes.
    package let currencies: [Figures]
    /// All hours of labour, with a rate or without.
    package let seconds: Int
    package let hoursByStage: [Hours]
    package let hoursByPerson: [Hours]
    /// What has no price yet.
    package let unpriced: [CostEntry]
    /// What has a lowest price and no highest.
    package let open: [CostEntry]
    package let initialEstimate: CostEstimate?
    package let finalEstimate: CostEstimate?
    /// By how much figures may be off, in percent; nil where no band was asked for.
    package let band: Int?

    /// - Parameter band: In percent, 0 to 100; nil for none.
    /// - Complexity: O(*n*), where *n* is the number of rows.
    package init(_ book: CostBook, band: Int? = nil) {
        var sums: [Currency: Sums] = [:]
        var stages: [String: Int] = [:]
        var people: [String: Int] = [:]
        var unpriced: [CostEntry] = []
        var open: [CostEntry] = []
        for entry in book.rows {
            let row = entry.row
            if case .labour(let person, _, let stage, _, let seconds) = row.item {
                stages[stage.rawValue, default: 0] += seconds
                people[person, default: 0] += seconds
            }
            guard let price = row.price, let lowest = row.lowest else {
                unpriced.append(entry)
                continue
            }
            if row.highest == nil { open.append(entry) }
            sums[price.currency, default: Sums()].add(row, lowest: lowest)
        }
        currencies = sums.sorted { $0.key < $1.key }.map { $1.figures(in: $0, band: band) }
        seconds = book.labourSeconds
        hoursByStage = Self.hours(stages)
        hoursByPerson = Self.hours(people)
        self.unpriced = unpriced
        self.open = open
        initialEstimate = book.estimates.first
        finalEstimate = book.estimates.last
        self.band = band
    }

    private static func hours(_ seconds: [String: Int]) -> [Hours] {
        seconds.sorted { $0.key < $1.key }.map { Hours(name: $0.key, seconds: $0.value) }
    }
}

/// Exact sums of one currency.
private struct Sums {
    private var spent = ExactAmount.zero
    private var recovered = ExactAmount.zero
    private var lowest = ExactAmount.zero
    private var highest: ExactAmount? = .zero
    private var demanded: ExactAmount?
    private var byStage: [String: ExactAmount] = [:]
    private var byPerson: [String: ExactAmount] = [:]
    private var byVariety: [String: ExactAmount] = [:]

    mutating func add(_ row: CostRow, lowest amount: ExactAmount) {
        switch row.item {
        case .ransomDemand: demanded = (demanded ?? .zero).saturating(amount)
        case .recovery: if row.certainty == .actual { recovered = recovered.saturating(amount) }
        default:
            lowest = lowest.saturating(amount)
            highest = highest.flatMap { sum in row.highest.map(sum.saturating) }
            if row.certainty == .actual { spend(amount, row) }
        }
    }

    private mutating func spend(_ amount: ExactAmount, _ row: CostRow) {
        spent = spent.saturating(amount)
        byVariety[row.variety.rawValue] = (byVariety[row.variety.rawValue] ?? .zero).saturating(amount)
        if let stage = row.item.stage {
            byStage[stage.rawValue] = (byStage[stage.rawValue] ?? .zero).saturating(amount)
        }
        if case .labour(let person, _, _, _, _) = row.item {
            byPerson[person] = (byPerson[person] ?? .zero).saturating(amount)
        }
    }

    func figures(in currency: Currency, band: Int?) -> CostSummary.Figures {
        func money(_ amount: ExactAmount, _ band: Int = 0) -> Money {
            Money(minorUnits: amount.rounded(band: band) ?? .max, currency: currency)
        }
        func shares(_ amounts: [String: ExactAmount]) -> [CostSummary.Share] {
            amounts.sorted { $0.key < $1.key }.map { CostSummary.Share(name: $0.key, amount: money($0.value)) }
        }
        return CostSummary.Figures(
            currency: currency, gross: money(spent), recovered: money(recovered),
            net: money(spent.subtracting(recovered) ?? spent), lowest: money(lowest),
            highest: highest.map { money($0) },
            bandLowest: band.map { money(lowest, -$0) },
            bandHighest: band.flatMap { band in highest.map { money($0, band) } }, demanded: demanded.map { money($0) },
            byStage: shares(byStage), byPerson: shares(byPerson), byVariety: shares(byVariety))
    }
}

extension ExactAmount {
    /// The sum of rows of a case, which ``CostBook/canCount(_:)`` keeps within what can be counted.
    fileprivate func saturating(_ other: ExactAmount) -> ExactAmount { adding(other) ?? self }
}
