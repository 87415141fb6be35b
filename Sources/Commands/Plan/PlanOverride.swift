import ArgumentParser
import Bootstrap
import CaseLifecycle
import Foundation
import Services
import Vocabulary
import Wire

struct PlanOverride: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "override", abstract: "Propose to pass a gate on purpose, or approve such a proposal.",
        discussion: """
            cordon plan override C-1 --gate GATE-OWNER --category businessNeed --reason 'the plant must run' \\
                --left-out FS-01 --for temporary --debt-owner carl --debt-due 2026-03-10T12:00Z
            cordon plan override C-1 --approve O-1                              (another person)
            cordon plan override C-1                                            the overrides of the case

            An override covers what the gate misses of what is left out by name, as the system finds it, and nothing
            else. It leaves a debt.
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: "The gate.")
    var gate: String?

    @Option(help: "The system that the step concerns, where the gate guards a step on one system.")
    var system: String?

    @Option(help: "Likewise an account.")
    var account: String?

    @Option(help: "Likewise another thing, such as a restoration asset.")
    var item: String?

    @Option(help: "What sort of reason it is.")
    var category: Override.Category?

    @Option(help: "Why the gate is passed without being met.")
    var reason: String?

    @Option(
        help: """
            A system, account, recipient, task or other thing that is knowingly left out; may be repeated. What the gate \
            misses of others is not let pass.
            """)
    var leftOut: [String] = []

    @Option(name: .customLong("for"), help: "How long: emergency (4 hours), temporary (2 weeks) or permanent.")
    var duration: DurationClass = .emergency

    @Option(help: "Who pays the debt.")
    var debtOwner: String?

    @Option(help: ArgumentHelp("Until when.", valueName: "time"))
    var debtDue: Timestamp?

    @Option(help: ArgumentHelp("The proposal to approve.", valueName: "override"))
    var approve: OverrideID?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard gate != nil else { return }
        if approve != nil { throw ValidationError("give either --gate or --approve") }
        if category == nil || reason == nil || debtOwner == nil || debtDue == nil {
            throw ValidationError("--gate needs --category, --reason, --debt-owner and --debt-due")
        }
        if system != nil, account != nil { throw ValidationError("give either --system or --account") }
    }

    func run() async throws {
        if let gate, let category, let reason, let debtOwner, let debtDue {
            try change.run(
                [
                    .override(
                        .propose(
                            gate: gate, target: system.map(Target.system) ?? account.map(Target.account), item: item,
                            category: category, reason: reason, leftOut: leftOut, duration: duration,
                            debtOwner: debtOwner, debtDue: debtDue))
                ], output)
        } else if let approve {
            try change.run([.override(.approve(approve))], output)
        } else {
            try show()
        }
    }

    private func show() throws {
        let queries = try change.store.openForReading().queries
        let incident = try queries.incident(change.caseID)
        let context = try queries.context()
        let overrides = incident.overrides.overrides.values.sorted { $0.id < $1.id }
        try output.print(
            overrides.isEmpty
                ? "no overrides"
                : PlainText.table(
                    [["override", "gate", "proposed by", "approved by", "holds until", "reason"]]
                        + overrides.map {
                            [
                                $0.id.description, $0.gate, context.organisation.name(of: $0.proposer.actor),
                                $0.approval.map { context.organisation.name(of: $0.actor) } ?? "nobody yet",
                                $0.approval == nil ? "-" : $0.expires?.text(digits: 0) ?? "no end", $0.reason,
                            ]
                        }) + overrides.map(Self.covered).joined(),
            json: try WireJSON.line(overrides.map { OverrideShape($0, of: incident, in: context) }))
    }
}

extension PlanOverride {
    /// What an override lets pass, and what it knowingly leaves out.
    private static func covered(_ override: Override) -> String {
        let missing = override.missing.map { "\n    lets pass: \(PlainText.safe($0.text))" }.joined()
        let leftOut =
            override.leftOut.isEmpty
            ? "" : "\n    left out: \(override.leftOut.map(PlainText.safe).joined(separator: ", "))"
        return "\n\n\(override.id) of \(override.gate)\(missing)\(leftOut)"
    }
}

extension Override.Category: ExpressibleByArgument {}
extension DurationClass: ExpressibleByArgument {}
