import ArgumentParser
import Bootstrap
import CaseLifecycle

struct CostEstimateCommand: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate", abstract: "Say what the whole incident is thought to cost, from .. to.",
        discussion: "cordon cost estimate C-1 --min 10000 --max 25000 --currency EUR --reason 'three days, ten servers'"
    )

    @OptionGroup var change: ChangeOptions

    @Option(name: .customLong("min"), help: "The lowest amount.")
    var lowest: String

    @Option(name: .customLong("max"), help: "The highest amount.")
    var highest: String

    @Option(help: "The currency, by its code of ISO 4217.")
    var currency: Currency

    @Option(help: "What the estimate rests on.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.runCost(
            .estimate(
                lowest: try Money(lowest, currency), highest: try Money(highest, currency), reason: reason), output)
    }
}

struct CostWithdraw: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Say that a row counts no more; it stays where it is.",
        discussion: "cordon cost withdraw C-1 K-3 --reason 'entered for the wrong case'")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The row.")
    var row: CostID

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.runCost(.withdraw(row, reason: reason), output) }
}

struct CostNoLabour: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "no-labour", abstract: "Say why nobody's hours can be recorded.",
        discussion: "cordon cost no-labour C-1 --reason 'the works council does not allow it'")

    @OptionGroup var change: ChangeOptions

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.runCost(.noLabour(reason: reason), output) }
}
