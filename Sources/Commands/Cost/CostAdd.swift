import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary

struct CostAdd: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Record hours, money that went out, or money that came back.",
        discussion: """
            cordon cost add C-1 labour --person carl --role analyst --stage analysis --hours 3.5 \\
                --rate 33.65 --currency USD --benefits 28 --source 'time sheet of week 10'
            cordon cost add C-1 external --vendor Acme --invoice 4711 --stage recovery --amount 1200 --currency EUR --source a.pdf
            cordon cost add C-1 asset --asset FS-01 --min 800 --max 1000 --currency EUR --certainty estimate --source quote
            cordon cost add C-1 downtime --service shop --from 2026-03-02T08:00Z --until 2026-03-02T12:00Z --users 40 \\
                --rate 500 --currency EUR --source 'sales of last year'
            cordon cost add C-1 legal --duty N-1 --amount 900 --currency EUR --source b.pdf
            cordon cost add C-1 fine --authority BfDI --state imposed --amount 5000 --currency EUR --source c.pdf
            cordon cost add C-1 ransom-demand --party unknown-gang --amount 90000 --currency USD --source note.txt
            cordon cost add C-1 recovery --party 'Insurer AG' --amount 4000 --currency EUR --source letter

            What has no amount yet is named as such, and never counted as 0. A row is corrected by another: --replaces K-1.
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case labour, external, asset, downtime, legal, fine, recovery
        case ransomDemand = "ransom-demand"
        case ransomPayment = "ransom-payment"
    }

    @OptionGroup var change: ChangeOptions

    @Argument(help: "What it is.")
    var kind: Kind

    @OptionGroup var what: CostItemOptions

    @Option(help: "The amount, in whole units of the currency: 33.65.")
    var amount: String?

    @Option(name: .customLong("min"), help: "The lowest amount it may be.")
    var lowest: String?

    @Option(name: .customLong("max"), help: "The highest amount it may be; leave out while nobody knows.")
    var highest: String?

    @Option(help: "The price of an hour, at the date of the work.")
    var rate: String?

    @Option(help: "What comes on top of a person's pay, in percent.")
    var benefits: Percentage?

    @Option(help: "The currency, by its code of ISO 4217.")
    var currency: Currency?

    @Option(help: "Whether it is known (actual) or thought (estimate).")
    var certainty = CostRow.Certainty.actual

    @Option(help: "The variety of loss (VERIS). Default: the usual one of its kind.")
    var variety: LossVariety?

    @Option(help: ArgumentHelp("The day whose prices these are. Default: today.", valueName: "date"))
    var pricedOn: Day?

    @Option(help: "The document that it is taken from.")
    var source: String

    @Option(help: "Anything else worth saying.")
    var text = ""

    @Option(help: ArgumentHelp("A row that this one corrects; may be repeated.", valueName: "row"))
    var replaces: [CostID] = []

    @OptionGroup var output: OutputOptions

    func validate() throws {
        try what.validate(for: kind)
        let isAmount = amount != nil || lowest != nil || highest != nil
        if isAmount, rate != nil { throw ValidationError("give either an amount or a --rate") }
        if amount != nil, lowest != nil || highest != nil {
            throw ValidationError("give either --amount or --min and --max")
        }
        if highest != nil, lowest == nil { throw ValidationError("--max needs --min") }
        if isAmount || rate != nil, currency == nil { throw ValidationError("an amount needs its --currency") }
        if benefits != nil, rate == nil { throw ValidationError("--benefits come on top of a --rate") }
    }

    func run() async throws {
        let workspace = try change.store.openForReading()
        let today = try workspace.queries.context().now
        let row = CostRow(
            item: what.item(kind), price: try price, variety: variety, certainty: certainty,
            pricedOn: pricedOn?.time ?? today, source: source, text: text)
        try change.runCost(.add(row, replaces: replaces), output)
    }

    private var price: Price? {
        get throws {
            guard let currency else { return nil }
            if let rate { return .hourly(rate: try Money(rate, currency), benefits: benefits?.hundredths ?? 0) }
            if let amount {
                let money = try Money(amount, currency)
                return .amount(lowest: money, highest: money)
            }
            guard let lowest else { return nil }
            return .amount(
                lowest: try Money(lowest, currency), highest: try highest.map { try Money($0, currency) })
        }
    }
}

/// What a row of the cost is about. What a kind does not ask for is not looked at.
struct CostItemOptions: ParsableArguments {
    @Option(help: "Who worked.")
    var person = ""

    @Option(help: "As what.")
    var role = ""

    @Option(help: "The stage of handling that it belongs to.")
    var stage: CostStage?

    @Option(help: "How long, in hours.")
    var hours: Hours?

    @Option(help: ArgumentHelp("When it began.", valueName: "time"))
    var from: Timestamp?

    @Option(help: ArgumentHelp("When it ended.", valueName: "time"))
    var until: Timestamp?

    @Option(help: "Who was paid.")
    var vendor = ""

    @Option(help: "The invoice.")
    var invoice = ""

    @Option(help: "What was replaced.")
    var asset = ""

    @Option(help: "What was down.")
    var service = ""

    @Option(help: "How many users could not work.")
    var users = 0

    @Option(help: "The duty to notify, or the matter of counsel.")
    var duty = ""

    @Option(help: "Who fines.")
    var authority = ""

    @Option(help: "How far the fine has come.")
    var state = FineState.proposed

    @Option(help: "Who demands or was paid a ransom; from whom money came back.")
    var party = ""

    func validate(for kind: CostAdd.Kind) throws {
        switch kind {
        case .labour:
            guard stage != nil else { throw ValidationError("labour needs its --stage") }
            guard hours != nil || (from != nil && until != nil) else {
                throw ValidationError("labour needs --hours, or --from and --until")
            }
            if hours != nil, until != nil { throw ValidationError("give either --hours or --until") }
        case .external: if stage == nil { throw ValidationError("what is paid to others needs its --stage") }
        case .downtime: if from == nil || until == nil { throw ValidationError("downtime needs --from and --until") }
        case .asset, .legal, .fine, .recovery, .ransomDemand, .ransomPayment: break
        }
    }

    func item(_ kind: CostAdd.Kind) -> CostItem {
        let stage = stage ?? .administration
        let start = from ?? .earliest
        let end = until ?? start
        switch kind {
        case .labour:
            let span = Int((end.ticks - start.ticks) / Timestamp.ticksPerSecond)
            return .labour(person: person, role: role, stage: stage, start: from, seconds: hours?.seconds ?? span)
        case .external: return .external(vendor: vendor, invoice: invoice, stage: stage)
        case .asset: return .assetReplacement(asset: asset)
        case .downtime: return .downtime(service: service, start: start, end: end, users: users)
        case .legal: return .notificationLegal(duty: duty)
        case .fine: return .fine(authority: authority, state: state)
        case .recovery: return .recovery(from: party)
        case .ransomDemand: return .ransomDemand(party: party)
        case .ransomPayment: return .ransomPayment(party: party)
        }
    }
}
