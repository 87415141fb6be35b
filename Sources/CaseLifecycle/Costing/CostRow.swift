package import Vocabulary

/// When in the handling of an incident somebody worked.
package enum CostStage: String, Hashable, Sendable, Codable, CaseIterable {
    case preparation, detection, analysis, containment, eradication, recovery, review, administration
}

/// The varieties of loss of VERIS 1.4.
package enum LossVariety: String, Hashable, Sendable, Codable, CaseIterable {
    case assetAndFraud, brandDamage, businessDisruption, competitiveAdvantage, legalAndRegulatory, operatingCosts
    case responseAndRecovery, other
}

/// How far a fine has come.
package enum FineState: String, Hashable, Sendable, Codable, CaseIterable {
    case proposed, imposed, appealed, paid
}

/// What money or time went into.
package enum CostItem: Hashable, Sendable, Codable {
    /// - `start`: when the work began, where that is known; it then lasted `seconds` without a break.
    case labour(person: String, role: String, stage: CostStage, start: Timestamp?, seconds: Int)
    case external(vendor: String, invoice: String, stage: CostStage)
    case assetReplacement(asset: String)
    case downtime(service: String, start: Timestamp, end: Timestamp, users: Int)
    case notificationLegal(duty: String)
    case fine(authority: String, state: FineState)
    /// What was demanded is no cost, and is added to none.
    case ransomDemand(party: String)
    case ransomPayment(party: String)
    /// Money that came back, from an insurance or anybody else.
    case recovery(from: String)

    /// What the item is about, for people.
    package var name: String {
        switch self {
        case .labour(let person, let role, let stage, _, _): "labour of \(person) (\(role)), \(stage.rawValue)"
        case .external(let vendor, let invoice, _): "\(vendor), invoice \(invoice)"
        case .assetReplacement(let asset): "replacement of \(asset)"
        case .downtime(let service, _, _, let users): "downtime of \(service) for \(users) users"
        case .notificationLegal(let duty): "notification or counsel: \(duty)"
        case .fine(let authority, let state): "fine of \(authority) (\(state.rawValue))"
        case .ransomDemand(let party): "ransom demanded by \(party)"
        case .ransomPayment(let party): "ransom paid to \(party)"
        case .recovery(let source): "recovered from \(source)"
        }
    }

    /// The variety of loss that such an item usually is.
    package var usualVariety: LossVariety {
        switch self {
        case .labour, .external: .responseAndRecovery
        case .assetReplacement, .ransomDemand, .ransomPayment: .assetAndFraud
        case .downtime: .businessDisruption
        case .notificationLegal, .fine: .legalAndRegulatory
        case .recovery: .other
        }
    }

    /// The stage of handling it belongs to; nil for what belongs to none.
    package var stage: CostStage? {
        switch self {
        case .labour(_, _, let stage, _, _), .external(_, _, let stage): stage
        default: nil
        }
    }

    /// How long it lasted, in seconds; nil for what has no length.
    package var seconds: Int? {
        switch self {
        case .labour(_, _, _, _, let seconds): seconds
        case .downtime(_, let start, let end, _): Int((end.ticks - start.ticks) / Timestamp.ticksPerSecond)
        default: nil
        }
    }
}

/// How an item is priced.
package enum Price: Hashable, Sendable, Codable {
    /// Between two amounts, or at one. Without a highest, nobody knows yet how much it can become.
    case amount(lowest: Money, highest: Money?)
    /// By the hour, at the rate of the day of the work. A rate that changes later changes no row.
    ///
    /// - `benefits`: on top of pay, in hundredths of a percent.
    case hourly(rate: Money, benefits: Int)

    package var currency: Currency {
        switch self {
        case .amount(let lowest, _): lowest.currency
        case .hourly(let rate, _): rate.currency
        }
    }
}

/// One line of the cost of an incident.
package struct CostRow: Hashable, Sendable, Codable {
    package enum Certainty: String, Hashable, Sendable, Codable, CaseIterable { case actual, estimate }

    package let item: CostItem
    /// Nil for what has no price yet: it is named, and never counted as 0.
    package let price: Price?
    package let variety: LossVariety
    package let certainty: Certainty
    /// The day whose prices and exchange rates it is in.
    package let pricedOn: Timestamp
    /// The document that it is taken from.
    package let source: String
    package let text: String

    package init(
        item: CostItem, price: Price?, variety: LossVariety? = nil, certainty: Certainty, pricedOn: Timestamp,
        source: String, text: String = ""
    ) {
        self.item = item
        self.price = price
        self.variety = variety ?? item.usualVariety
        self.certainty = certainty
        self.pricedOn = pricedOn
        self.source = source
        self.text = text
    }

    /// The least that it costs; nil for what has no price, or one that is more than can be counted.
    var lowest: ExactAmount? {
        switch price {
        case nil: nil
        case .amount(let lowest, _): ExactAmount(minorUnits: lowest.minorUnits)
        case .hourly(let rate, let benefits):
            item.seconds.flatMap { ExactAmount(seconds: $0, rate: rate.minorUnits, extra: benefits) }
        }
    }

    /// The most that it costs; nil for what has no price, or no upper bound.
    var highest: ExactAmount? {
        guard case .amount(_, let highest) = price else { return lowest }
        return highest.map { ExactAmount(minorUnits: $0.minorUnits) }
    }
}
