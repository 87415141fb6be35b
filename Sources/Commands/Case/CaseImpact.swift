import ArgumentParser
import CaseLifecycle

struct CaseImpact: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact", abstract: "Rate what an incident does, and would do if it were not contained.",
        discussion: """
            cordon case impact C-1 --functional-now low --functional-likely high --information integrityLoss \\
                --recoverability supplemented --reason 'file servers are within reach'

            The categories are those of NIST SP 800-61r2, tables 3-2 to 3-4. The queue of cases is ordered by them.
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: "Effect on services now.")
    var functionalNow: FunctionalImpact

    @Option(help: "Effect on services if it is not contained.")
    var functionalLikely: FunctionalImpact

    @Option(help: ArgumentHelp("Effect on information: none, or what there is; may be repeated.", valueName: "impact"))
    var information: [InformationAnswer]

    @Option(help: "Effort of recovery.")
    var recoverability: Recoverability

    @Option(help: "Why it is rated so.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if information.count > 1, information.contains(where: { $0.impact == nil }) {
            throw ValidationError("--information none goes with no other")
        }
    }

    func run() async throws {
        let assessment = ImpactAssessment(
            functionalNow: functionalNow, functionalIfNotContained: functionalLikely,
            information: Set(information.compactMap(\.impact)),
            recoverability: recoverability, reason: reason)
        try change.run([.assessImpact(assessment)], output)
    }
}

extension FunctionalImpact: ExpressibleByArgument {}

/// An effect on information, or the word that there is none.
struct InformationAnswer: ExpressibleByArgument {
    static var allValueStrings: [String] { ["none"] + InformationImpact.allCases.map(\.rawValue) }

    /// Nil for none.
    let impact: InformationImpact?

    init?(argument: String) {
        impact = InformationImpact(rawValue: argument)
        if impact == nil, argument != "none" { return nil }
    }
}

extension Recoverability: ExpressibleByArgument {}
