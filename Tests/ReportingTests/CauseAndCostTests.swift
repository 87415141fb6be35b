import CaseLifecycle
import Reporting
import Testing
import Vocabulary

@Suite("Cause and cost in a report")
struct CauseAndCostTests {
    private func report(_ events: [CaseEvent]) throws -> String {
        let sample = try #require(SampleCase("ann"))
        return MarkdownRenderer.render(ReportComposer.compose(sample.dossier(of: [.opened(title: "t")] + events)))
    }

    private func row(_ number: Int, _ item: CostItem, _ price: Price?) -> CaseEvent {
        let row = CostRow(item: item, price: price, certainty: .actual, pricedOn: .earliest, source: "time sheet")
        return .cost(event: .recorded(id: CostID(number: number), row: row, replaces: []))
    }

    @Test("a cause that cannot be determined names the evidence that is missing")
    func undeterminable() throws {
        let text = try report([
            .review(event: .causeUndeterminable(reason: "the disk was wiped", missing: ["disk of WEB"], files: 0))
        ])

        #expect(text.contains("The cause cannot be determined.") && text.contains("the disk was wiped"))
        #expect(text.contains("disk of WEB"))
    }

    @Test("known cost, net, hours and what has no price stand in the report, each as itself")
    func figures() throws {
        let euro = try #require(Currency("EUR"))
        let money = Money(minorUnits: 250, currency: euro)
        let text = try report([
            row(
                1, .labour(person: "carl", role: "analyst", stage: .analysis, start: nil, seconds: 5400),
                .hourly(rate: Money(minorUnits: 5000, currency: euro), benefits: 0)),
            row(2, .recovery(from: "insurer"), .amount(lowest: money, highest: money)),
            row(3, .assetReplacement(asset: "FS-01"), nil),
        ])

        for part in ["75.00 EUR", "2.50 EUR", "72.50 EUR", "1 h 30 min", "replacement of FS-01"] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test("a report of a case that has neither says so")
    func neither() throws {
        let text = try report([])

        #expect(text.contains("Nobody has stated the cause yet.") && text.contains("No cost was recorded."))
    }
}
