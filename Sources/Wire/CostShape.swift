package import CaseLifecycle
import Vocabulary

/// What a case cost as `cordon cost show` prints it. Amounts are text, `1694.61 USD`: numbers of JSON are not exact.
package struct CostShape: Encodable {
    struct RowShape: Encodable {
        let id: String
        let what: String
        @OrNull var stage: String?
        @OrNull var hours: String?
        @OrNull var price: String?
        let variety: String
        let certainty: String
        let pricedOn: String
        let source: String
        let text: String
        let replaces: [String]
        /// `counts`, `replaced` or `withdrawn`.
        let state: String
    }

    struct ShareShape: Encodable {
        let name: String
        let amount: String
    }

    struct HoursShape: Encodable {
        let name: String
        let hours: String
    }

    struct FiguresShape: Encodable {
        let currency: String
        let gross: String
        let recovered: String
        let net: String
        let lowest: String
        @OrNull var highest: String?
        @OrNull var bandLowest: String?
        @OrNull var bandHighest: String?
        @OrNull var ransomDemanded: String?
        let byStage: [ShareShape]
        let byPerson: [ShareShape]
        let byVariety: [ShareShape]
    }

    struct EstimateShape: Encodable {
        let lowest: String
        let highest: String
        let reason: String
        let time: String
    }

    struct OverlapShape: Encodable {
        let person: String
        let rows: [String]
        let hours: String
    }

    let `case`: String
    let version: Int
    let isMajor: Bool
    @OrNull var bandPercent: Int?
    let currencies: [FiguresShape]
    let hours: String
    let hoursByStage: [HoursShape]
    let hoursByPerson: [HoursShape]
    @OrNull var noLabour: String?
    /// Rows without a price, and rows without an upper bound.
    let unpriced: [String]
    let open: [String]
    @OrNull var initialEstimate: EstimateShape?
    @OrNull var finalEstimate: EstimateShape?
    let overlaps: [OverlapShape]
    let rows: [RowShape]

    /// - Parameter band: By how much the figures may be off, in percent; nil for no band.
    package init(_ incident: Case, in context: DecisionContext, band: Int?) {
        let summary = CostSummary(incident.costs, band: band)
        `case` = incident.id.description
        version = incident.version
        isMajor = incident.isMajor(by: incident.policy ?? context.organisation.policy)
        bandPercent = band
        currencies = summary.currencies.map(FiguresShape.init)
        hours = HoursText.hours(summary.seconds)
        hoursByStage = summary.hoursByStage.map { HoursShape(name: $0.name, hours: HoursText.hours($0.seconds)) }
        hoursByPerson = summary.hoursByPerson.map { HoursShape(name: $0.name, hours: HoursText.hours($0.seconds)) }
        noLabour = incident.costs.noLabour
        unpriced = summary.unpriced.map(\.id.description)
        open = summary.open.map(\.id.description)
        initialEstimate = summary.initialEstimate.map(EstimateShape.init)
        finalEstimate = summary.finalEstimate.map(EstimateShape.init)
        overlaps = incident.costs.labourOverlaps.map {
            OverlapShape(
                person: $0.person, rows: [$0.first.description, $0.second.description],
                hours: HoursText.hours($0.seconds))
        }
        rows = incident.costs.entries.map(RowShape.init)
    }
}

extension CostShape.FiguresShape {
    fileprivate init(_ figures: CostSummary.Figures) {
        currency = figures.currency.code
        gross = figures.gross.description
        recovered = figures.recovered.description
        net = figures.net.description
        lowest = figures.lowest.description
        highest = figures.highest?.description
        bandLowest = figures.bandLowest?.description
        bandHighest = figures.bandHighest?.description
        ransomDemanded = figures.demanded?.description
        byStage = figures.byStage.map { .init(name: $0.name, amount: $0.amount.description) }
        byPerson = figures.byPerson.map { .init(name: $0.name, amount: $0.amount.description) }
        byVariety = figures.byVariety.map { .init(name: $0.name, amount: $0.amount.description) }
    }
}

extension CostShape.EstimateShape {
    fileprivate init(_ estimate: CostEstimate) {
        lowest = estimate.lowest.description
        highest = estimate.highest.description
        reason = estimate.reason
        time = estimate.stamp.time.description
    }
}

extension CostShape.RowShape {
    fileprivate init(_ entry: CostEntry) {
        let row = entry.row
        id = entry.id.description
        what = row.item.name
        stage = row.item.stage?.rawValue
        hours = row.item.seconds.map(HoursText.hours)
        price = row.price?.words
        variety = row.variety.rawValue
        certainty = row.certainty.rawValue
        pricedOn = row.pricedOn.description
        source = row.source
        text = row.text
        replaces = entry.replaces.map(\.description)
        state =
            switch entry.end {
            case nil: "counts"
            case .replaced: "replaced"
            case .withdrawn: "withdrawn"
            }
    }
}

/// Hours for people.
package enum HoursText {
    /// `3.50`, rounded down to hundredths.
    package static func hours(_ seconds: Int) -> String {
        let hundredths = seconds / 36
        return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
    }
}
