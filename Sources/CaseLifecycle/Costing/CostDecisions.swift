import Vocabulary

extension Case {
    func decide(_ command: CostCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .add(let row, let replaces):
            try row.requireSaid()
            try row.requirePossible(in: context)
            let replaces = Array(Set(replaces)).sorted()
            for old in replaces { _ = try counting(old) }
            guard costs.canCount(row) else {
                throw .impossible("with this row the total would be more than can be counted")
            }
            let id = CostID(number: costs.entries.count + 1)
            return [.cost(event: .recorded(id: id, row: row, replaces: replaces))]
        case .withdraw(let id, let reason):
            _ = try counting(id)
            return [.cost(event: .withdrawn(id: id, reason: try Text.answer(reason, "why it counts no more")))]
        case .estimate(let lowest, let highest, let reason):
            guard lowest.currency == highest.currency, 0 < lowest.minorUnits, lowest.minorUnits <= highest.minorUnits
            else {
                throw .impossible("an estimate is from an amount above 0 to one that is not lower, in one currency")
            }
            let reason = try Text.answer(reason, "what the estimate rests on")
            return [.cost(event: .estimated(lowest: lowest, highest: highest, reason: reason))]
        case .noLabour(let reason):
            return [
                .cost(event: .labourNotRecordable(reason: try Text.answer(reason, "why no hours can be recorded")))
            ]
        }
    }

    private func counting(_ id: CostID) throws(CaseRefusal) -> CostEntry {
        guard let entry = costs.entry(id) else { throw .unknownItem("cost row \(id)") }
        switch entry.end {
        case nil: return entry
        case .replaced(let other): throw .impossible("\(id) was replaced already, by \(other)")
        case .withdrawn: throw .impossible("\(id) was withdrawn already")
        }
    }
}

extension CostRow {
    /// The longest that one row may last, in seconds: a year. What is longer was mistyped.
    private static let longest = 366 * 86_400
    /// The most that may come on top of pay, in hundredths of a percent: twice the pay.
    private static let mostBenefits = 20_000

    /// Refuses a row that leaves out who or what it is about, or where it is taken from.
    fileprivate func requireSaid() throws(CaseRefusal) {
        let said: [(String, String)] =
            switch item {
            case .labour(let person, let role, _, _, _): [(person, "the person"), (role, "the person's role")]
            case .external(let vendor, let invoice, _): [(vendor, "the vendor"), (invoice, "the invoice")]
            case .assetReplacement(let asset): [(asset, "the asset")]
            case .downtime(let service, _, _, _): [(service, "the service")]
            case .notificationLegal(let duty): [(duty, "the duty")]
            case .fine(let authority, _): [(authority, "the authority")]
            case .ransomDemand(let party), .ransomPayment(let party): [(party, "the party")]
            case .recovery(let source): [(source, "from whom")]
            }
        let missing = (said + [(source, "the document that it is taken from")]).filter { !Text.answers($0.0) }
        guard missing.isEmpty else { throw .missing(missing.map(\.1)) }
    }

    fileprivate func requirePossible(in context: DecisionContext) throws(CaseRefusal) {
        guard pricedOn <= context.now else { throw .impossible("prices of \(pricedOn) are not known yet") }
        try context.requirePossible(pricedOn, "a price")
        try requireLength(in: context)
        switch price {
        case nil: return
        case .amount(let lowest, let highest):
            if case .labour = item { throw .impossible("labour is priced by the hour, or not yet") }
            guard lowest.minorUnits > 0 else { throw .impossible("an amount is above 0; what came back is a recovery") }
            if let highest, highest.currency != lowest.currency || highest.minorUnits < lowest.minorUnits {
                throw .impossible("the highest amount is not below the lowest, and in the same currency")
            }
            guard certainty == .estimate || highest == lowest else {
                throw .impossible("what is actual is one amount; from .. to is an estimate")
            }
        case .hourly(let rate, let benefits):
            guard rate.minorUnits > 0 else { throw .impossible("a rate is above 0; hours without a rate have none") }
            switch item {
            case .labour:
                guard 0...Self.mostBenefits ~= benefits else { throw .impossible("benefits are 0 to 200 percent") }
            case .downtime:
                guard benefits == 0 else { throw .impossible("benefits are on top of the pay of a person") }
            default: throw .impossible("only labour and downtime are priced by the hour")
            }
        }
    }

    private func requireLength(in context: DecisionContext) throws(CaseRefusal) {
        let now = context.now
        switch item {
        case .labour(_, _, _, let start, let seconds):
            guard 1...Self.longest ~= seconds else {
                throw .impossible("hours are above 0 and at most those of a year")
            }
            guard let start else { return }
            try context.requirePossible(start, "work")
            guard certainty == .actual else { return }
            guard start.advanced(bySeconds: Int64(seconds)) <= now else {
                throw .impossible("hours that are still to come are an estimate")
            }
        case .downtime(_, let start, let end, let users):
            guard users >= 0 else { throw .impossible("the number of users is 0 or more") }
            guard start < end, end <= start.advanced(bySeconds: Int64(Self.longest)) else {
                throw .impossible("a downtime ends after it begins, and lasts a year at most")
            }
            guard certainty == .estimate || end <= now else {
                throw .impossible("a downtime that is not over is an estimate")
            }
            try context.requireHappened(start, "the beginning of a downtime")
        default: return
        }
    }
}
