import CaseLifecycle
import Testing
import Vocabulary

@Suite("The cost of an incident")
struct CostTests {
    let dollar: Currency
    let euro: Currency

    init() throws {
        dollar = try #require(Currency("USD"))
        euro = try #require(Currency("EUR"))
    }

    private func amount(_ units: Int, _ currency: Currency) -> Price {
        let money = Money(minorUnits: units, currency: currency)
        return .amount(lowest: money, highest: money)
    }

    private func spent(_ price: Price?, certainty: CostRow.Certainty = .actual, item: CostItem? = nil) -> CaseCommand {
        .cost(
            .add(
                CostRow(
                    item: item ?? .assetReplacement(asset: "FS-01"), price: price, certainty: certainty,
                    pricedOn: Staff.start, source: "invoice"), replaces: []))
    }

    private func hourly(_ hours: Int, _ rate: Int, benefits: Int = 0, person: String = "carl") -> CaseCommand {
        .cost(
            .add(
                Review.row(
                    hours * 3600, person: person,
                    price: .hourly(rate: Money(minorUnits: rate, currency: dollar), benefits: benefits)), replaces: []))
    }

    private func figures(_ commands: [CaseCommand], band: Int? = nil) throws -> CostSummary {
        var builder = try CaseBuilder.opened()
        for command in commands { try builder.run(command) }
        return CostSummary(builder.incident.costs, band: band)
    }

    @Test("hours, rate and percent stay exact and are rounded once, at the figure that is shown")
    func roundedOnce() throws {
        // 37 h and 3 h at 33.65, 28 % on the first alone, ± 15 %: the total is 1,694.614 before it is rounded.
        let summary = try figures([hourly(37, 3365, benefits: 2800), hourly(3, 3365, person: "dora")], band: 15)
        let shown = try #require(summary.currencies.first)

        #expect(shown.gross.description == "1694.61 USD")
        #expect(shown.bandLowest?.description == "1440.42 USD")
        #expect(shown.bandHighest?.description == "1948.81 USD")
        #expect(shown.byPerson.map(\.amount.description) == ["1593.66 USD", "100.95 USD"])
        #expect(summary.seconds == 40 * 3600)
    }

    @Test("halves are rounded away from zero", arguments: [(1, 1), (2, 1), (3, 2), (5, 3)])
    func halves(seconds: Int, cents: Int) throws {
        // 0.5 cents a second.
        #expect(ExactAmount(seconds: seconds, rate: 1800)?.rounded() == cents)
        #expect(ExactAmount(seconds: -seconds, rate: 1800)?.rounded() == -cents)
    }

    @Test("currencies are never added up")
    func currencies() throws {
        let summary = try figures([spent(amount(100, euro)), spent(amount(200, dollar)), spent(amount(50, euro))])

        #expect(summary.currencies.map(\.gross.description) == ["1.50 EUR", "2.00 USD"])
    }

    @Test("a row with only a lowest amount leaves the highest open, and is named")
    func open() throws {
        let least = Price.amount(lowest: Money(minorUnits: 700, currency: euro), highest: nil)
        let summary = try figures([spent(amount(300, euro)), spent(least, certainty: .estimate)])
        let shown = try #require(summary.currencies.first)

        #expect(shown.gross.minorUnits == 300 && shown.lowest.minorUnits == 1000 && shown.highest == nil)
        #expect(summary.open.map(\.id.description) == ["K-2"])
    }

    @Test("hours without a rate are hours, and no price is not 0")
    func unpriced() throws {
        let summary = try figures([Review.labour(7200), spent(nil)])

        #expect(summary.currencies.isEmpty && summary.seconds == 7200)
        #expect(
            summary.unpriced.map(\.row.item.name) == ["labour of carl (analyst), analysis", "replacement of FS-01"])
    }

    @Test("what came back counts against what went out, also where it is more")
    func recovered() throws {
        let summary = try figures([
            spent(amount(1000, euro)), spent(amount(2500, euro), item: .recovery(from: "insurance")),
        ])
        let shown = try #require(summary.currencies.first)

        #expect(shown.gross.description == "10.00 EUR" && shown.recovered.description == "25.00 EUR")
        #expect(shown.net.description == "-15.00 EUR")
    }

    @Test("a ransom that is demanded is no cost; one that is paid is")
    func ransom() throws {
        let summary = try figures([
            spent(amount(900, dollar), item: .ransomDemand(party: "gang")),
            spent(amount(400, dollar), item: .ransomPayment(party: "gang")),
        ])
        let shown = try #require(summary.currencies.first)

        #expect(shown.gross.minorUnits == 400 && shown.demanded?.minorUnits == 900)
    }

    @Test("shares are by stage, person and variety")
    func shares() throws {
        let summary = try figures([
            hourly(1, 1000), hourly(2, 1000, person: "dora"), spent(amount(50, dollar)),
            spent(amount(70, dollar), item: .external(vendor: "Acme", invoice: "4711", stage: .recovery)),
        ])
        let shown = try #require(summary.currencies.first)

        #expect(shown.byStage.map { "\($0.name) \($0.amount.minorUnits)" } == ["analysis 3000", "recovery 70"])
        #expect(shown.byPerson.map { "\($0.name) \($0.amount.minorUnits)" } == ["carl 1000", "dora 2000"])
        #expect(
            shown.byVariety.map { "\($0.name) \($0.amount.minorUnits)" } == [
                "assetAndFraud 50", "responseAndRecovery 3070",
            ])
        #expect(summary.hoursByPerson.map(\.seconds) == [3600, 7200])
    }

    @Test("nothing is below zero, free of charge, still to come or larger than a year")
    func impossible() throws {
        let soon = Staff.start.advanced(bySeconds: 3600)
        let refused = [
            spent(amount(-5, euro)), spent(amount(0, euro)), spent(amount(-5, euro), item: .recovery(from: "x & y")),
            hourly(1, 0), hourly(1, -1), hourly(1, 100, benefits: -1), hourly(1, 100, benefits: 20_001),
            hourly(9000, 100), Review.labour(-1), Review.labour(3600, start: Staff.start),
            spent(.hourly(rate: Money(minorUnits: 5, currency: euro), benefits: 0)),
            spent(
                .amount(lowest: Money(minorUnits: 5, currency: euro), highest: Money(minorUnits: 4, currency: euro)),
                certainty: .estimate),
            spent(
                .amount(lowest: Money(minorUnits: 5, currency: euro), highest: Money(minorUnits: 6, currency: dollar)),
                certainty: .estimate),
            spent(.amount(lowest: Money(minorUnits: 5, currency: euro), highest: nil)),
            spent(nil, item: .downtime(service: "shop", start: soon, end: soon, users: 1)),
            spent(nil, item: .downtime(service: "shop", start: Staff.start, end: soon, users: 1)),
            spent(nil, item: .downtime(service: "shop", start: .earliest, end: Staff.start, users: 1)),
            spent(nil, item: .external(vendor: "Acme", invoice: ".", stage: .analysis)),
            spent(nil, item: .fine(authority: " ", state: .paid)),
        ]
        var builder = try CaseBuilder.opened()

        for (index, command) in refused.enumerated() { #expect(builder.refusal(of: command) != nil, "\(index)") }
    }

    @Test("amounts near the end of what can be counted are refused, not wrapped")
    func limits() throws {
        var builder = try CaseBuilder.opened()
        #expect(builder.refusal(of: hourly(8000, .max)) != nil)
        #expect(builder.refusal(of: spent(amount(.max, euro))) != nil)
        try builder.run(spent(amount(.max / 3, euro)))
        #expect(builder.refusal(of: spent(amount(.max / 3, euro))) != nil)

        // Twice as much, as a band of 100 % would have it, can still be shown.
        let shown = try #require(CostSummary(builder.incident.costs, band: 100).currencies.first)
        #expect(shown.gross.minorUnits == .max / 3 && shown.bandHighest?.minorUnits == (.max / 3) * 2)
        // What counts no more leaves room.
        try builder.run(.cost(.withdraw(CostID(number: 1), reason: "a slip of the keyboard")))
        try builder.run(spent(amount(.max / 3, euro)))
    }

    @Test("a row is corrected by another and never edited; a row that counts no more cannot be corrected again")
    func corrected() throws {
        var builder = try CaseBuilder.opened()
        try builder.run(hourly(2, 1000))
        try builder.run(hourly(2, 1000))
        let rows = [CostID(number: 1), CostID(number: 2)]
        let better = CostCommand.add(
            Review.row(3600, price: .hourly(rate: Money(minorUnits: 4000, currency: dollar), benefits: 0)),
            replaces: rows)
        try builder.run(.cost(better))

        #expect(CostSummary(builder.incident.costs).currencies.map(\.gross.minorUnits) == [4000])
        #expect(builder.incident.costs.labourSeconds == 3600)
        #expect(builder.incident.costs.entries.map { $0.end == nil } == [false, false, true])
        #expect(builder.refusal(of: .cost(better)) == .impossible("K-1 was replaced already, by K-3"))
        #expect(
            builder.refusal(of: .cost(.withdraw(CostID(number: 4), reason: "a mistake")))
                == .unknownItem("cost row K-4"))
        #expect(builder.refusal(of: .cost(.withdraw(CostID(number: 3), reason: "."))) != nil)
    }

    @Test("nobody works twice at the same time, and where rows say so they are named")
    func overlaps() throws {
        var builder = try CaseBuilder.opened()
        builder.wait(hours: 100)
        for (person, hour, hours) in [("carl", 0, 4), ("dora", 1, 4), ("Carl", 1, 1), ("carl", 3, 2), ("carl", 5, 1)] {
            try builder.run(
                Review.labour(hours * 3600, person: person, start: Staff.start.advanced(bySeconds: Int64(hour) * 3600)))
        }

        #expect(
            builder.incident.costs.labourOverlaps.map { "\($0.first) \($0.second) \($0.seconds)" } == [
                "K-1 K-3 3600", "K-1 K-4 3600",
            ])
    }

    @Test("the first and the last estimate stand side by side")
    func estimates() throws {
        var builder = try CaseBuilder.opened()
        func estimate(_ lowest: Int, _ highest: Int, _ reason: String = "ten servers") -> CaseCommand {
            .cost(
                .estimate(
                    lowest: Money(minorUnits: lowest, currency: euro),
                    highest: Money(minorUnits: highest, currency: euro), reason: reason))
        }
        #expect(builder.refusal(of: estimate(5, 4)) != nil)
        #expect(builder.refusal(of: estimate(0, 4)) != nil)
        #expect(builder.refusal(of: estimate(1, 4, "-")) != nil)
        for highest in [10, 20, 30] { try builder.run(estimate(1, highest)) }

        let summary = CostSummary(builder.incident.costs)
        #expect(summary.initialEstimate?.highest.minorUnits == 10 && summary.finalEstimate?.highest.minorUnits == 30)
    }

    @Test("many rows are added up before they are rounded")
    func manyRows() {
        var incident = Case(id: CaseID(number: 1))
        let stamp = Stamp(time: Staff.start, actor: Principal(account: "carl"))
        let row = Review.row(
            1, price: .hourly(rate: Money(minorUnits: 1800, currency: dollar), benefits: 0))
        for number in 1...100_000 {
            incident.apply(.cost(event: .recorded(id: CostID(number: number), row: row, replaces: [])), stamp)
        }

        // Half a cent each: rounded one by one they would come to twice as much.
        #expect(CostSummary(incident.costs).currencies.map(\.gross.minorUnits) == [50_000])
    }
}
