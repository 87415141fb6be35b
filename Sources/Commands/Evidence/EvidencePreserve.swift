import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct EvidencePreserve: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "preserve",
        abstract: "Say which evidence keeps the traces of a system or account that are about to be destroyed.",
        discussion: """
            cordon evidence preserve C-1 --system FS-01 --kind memory --evidence 3f2a91c0 --acquired 2026-03-01T11:00+01:00
            cordon evidence preserve C-1                                  what is preserved, and what is not

            A log preserves the systems that wrote it, and the accounts that it tells of. What does not say who wrote it is
            of one system: said of another, it no longer preserves the first.
            """)

    @OptionGroup var change: ChangeOptions
    @OptionGroup var one: OneTargetOptions

    @Option(help: "What was taken.")
    var kind: Preservation.Kind?

    @Option(help: ArgumentHelp("The evidence, by its SHA-256 or the first digits of it.", valueName: "sha256"))
    var evidence: String?

    @Option(
        help: ArgumentHelp(
            "When it was taken, with the time zone; default: when it was sealed.", valueName: "time"))
    var acquired: ZonedTime?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        let given = [one.target != nil, kind != nil, evidence != nil].filter(\.self).count
        guard given == 3 || given == 0 && acquired == nil else {
            throw ValidationError("give --system or --account, --kind and --evidence")
        }
    }

    func run() async throws {
        if let target = one.target, let kind, let evidence {
            try change.run(
                [.custody(.preserve(target, kind: kind, evidence: evidence, acquired: acquired))], output)
        } else {
            try show()
        }
    }

    private func show() throws {
        let queries = try change.store.openForReading().queries
        let incident = try queries.incident(change.caseID)
        let context = try queries.context()
        let targets = incident.confirmedTargets.union(incident.custody.preservations.keys).sorted()
        try output.print(
            targets.isEmpty
                ? "no system or account is confirmed"
                : PlainText.table(
                    targets.map { [$0.description, Self.state(of: $0, in: incident, at: context.now)] }),
            json: try WireJSON.line(targets.map { PreservationShape($0, of: incident, in: context) }))
    }

    private static func state(of target: Target, in incident: Case, at now: Timestamp) -> String {
        let preserved = incident.preservations(of: target)
        if !preserved.isEmpty { return preserved.map(\.kind.rawValue).joined(separator: ", ") }
        if incident.wasGivenUp(target) { return "destroyed without evidence" }
        if let waiver = incident.waiver(of: target, at: now) {
            return "nothing; may be destroyed under \(waiver.id) until \(waiver.expires?.text(digits: 0) ?? "no end")"
        }
        return incident.missingPreservation(of: target, at: now).map { "missing: \($0.text)" }.joined(separator: "; ")
    }
}
