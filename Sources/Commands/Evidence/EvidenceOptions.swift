import ArgumentParser
import CaseLifecycle
import Vocabulary

/// Evidence of a case, as commands about custody take it.
struct EvidenceOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("SHA-256 hashes, or their first 8 digits or more.", valueName: "sha256"))
    var evidence: [String] = []

    @Flag(help: "All evidence of the case that has not been destroyed.")
    var all = false

    func validate() throws {
        if all, !evidence.isEmpty { throw ValidationError("give either hashes or --all") }
    }

    /// Nil where nothing was named.
    var selection: EvidenceSelection? { all ? .all : evidence.isEmpty ? nil : .named(evidence) }

    /// What was named; where nothing was, the case refuses and says what it needs.
    var required: EvidenceSelection { selection ?? .named([]) }
}

/// A system or an account, as commands about one of them take it.
struct OneTargetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The system, by name or alias.", valueName: "name"))
    var system: String?

    @Option(help: ArgumentHelp("The account.", valueName: "name"))
    var account: String?

    func validate() throws {
        if system != nil, account != nil { throw ValidationError("give either --system or --account") }
    }

    var target: Target? { system.map(Target.system) ?? account.map(Target.account) }
}

extension ZonedTime: ExpressibleByArgument {
    package init?(argument: String) { self.init(iso8601: argument) }
}

extension Preservation.Kind: ExpressibleByArgument {}
