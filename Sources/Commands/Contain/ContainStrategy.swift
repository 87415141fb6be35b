import ArgumentParser
import CaseLifecycle
import Vocabulary

struct ContainStrategy: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "strategy", abstract: "Weigh one kind of containment measure by the six criteria.",
        discussion: """
            cordon contain strategy C-1 --measure isolateHost --damage 'files are being read' \\
                --evidence 'memory is taken before' --availability 'the shop is offline for a day' \\
                --resources '10 minutes, two people' --effectiveness 'no way out but the agent' \\
                --length 'until each host is rebuilt' --effect full --side-effects 'nightly jobs fail' \\
                --for temporary --removal-due 2026-03-16T12:00Z

            The criteria are those of NIST SP 800-61r2 section 3.3.1. The answers become part of the plan and are approved
            with it.
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: "The kind of action that is weighed.")
    var measure: PlanAction.Kind

    @Option(help: "The plan. Default: the newest containment plan.")
    var plan: PlanID?

    @Option(help: "Potential damage to and theft of resources.")
    var damage: String

    @Option(help: "Need for evidence preservation.")
    var evidence: String

    @Option(help: "Service availability.")
    var availability: String

    @Option(help: "Time and resources needed.")
    var resources: String

    @Option(help: "Effectiveness: what is contained by it and what is not.")
    var effectiveness: String

    @Option(help: "Duration of the solution, in words.")
    var length: String

    @Option(help: "Whether it contains in part or in full.")
    var effect: Strategy.Effectiveness

    @Option(help: "What else it does.")
    var sideEffects: String

    @Option(name: .customLong("for"), help: "How long: emergency (4 hours), temporary (2 weeks) or permanent.")
    var duration: DurationClass

    @Option(help: ArgumentHelp("When it comes out; not for a permanent one.", valueName: "time"))
    var removalDue: Timestamp?

    @Option(help: "Why it stays for ever, for a permanent one.")
    var permanenceReason: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let strategy = Strategy(
            measure: measure,
            criteria: Strategy.Criteria(
                damage: damage, evidence: evidence, availability: availability, resources: resources,
                effectiveness: effectiveness, duration: length),
            effectiveness: effect, sideEffects: sideEffects, duration: duration, removalDue: removalDue,
            permanenceReason: permanenceReason)
        try PlanOutput.print(change, [.containment(.setStrategy(strategy, plan: plan))], output) {
            if let plan { $0.plans[plan] } else { $0.plans.latest(.containment) }
        }
    }
}

extension Strategy.Effectiveness: ExpressibleByArgument {}
