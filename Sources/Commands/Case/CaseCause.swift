import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct CaseCause: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "cause",
        abstract: "State how the incident began and which system was first, or why nobody can know.",
        discussion: """
            cordon case cause C-1 --vector web --text 'upload of a web shell' --patient-zero WEB01 --evidence F-1 \\
                --alternative 'stolen VPN password: no VPN logon in the 30 days before' \\
                --alternative 'mail attachment: ..' --alternative 'insider: ..'
            cordon case cause C-1 --vector web --text 'two ways in' --root 'WEB01=F-1: web shell' \\
                --root 'MAIL01=F-7,F-9: attachment opened' --alternative 'insider: ..'
            cordon case cause C-1 --undeterminable 'the web server was wiped' --missing 'logs of WEB01 before 1 March'

            Evidence is a finding (F-1) or a record (<sha256>#<record>) of this case.
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: "How the attack came about (NIST SP 800-61r2 section 3.2.1).")
    var vector: Closing.Vector?

    @Option(help: "The cause.")
    var text: String?

    @Option(help: ArgumentHelp("The first system compromised.", valueName: "system"))
    var patientZero: String?

    @Option(help: ArgumentHelp("Since when it was, where the evidence does not say.", valueName: "time"))
    var since: Timestamp?

    @Option(help: "What it stands on; may be repeated.")
    var evidence: [SupportArgument] = []

    @Option(
        help: ArgumentHelp(
            "A first system with its own evidence and reason, where there are several.",
            valueName: "system=evidence,..: reason"))
    var root: [RootArgument] = []

    @Option(
        help: ArgumentHelp(
            "Another explanation and what speaks against it, the most likely first; three at least.",
            valueName: "text: reason"))
    var alternative: [AlternativeArgument] = []

    @Option(help: "Why fewer than three other explanations were weighed.")
    var fewerAlternatives: String?

    @Option(help: ArgumentHelp("Why the cause cannot be determined.", valueName: "reason"))
    var undeterminable: String?

    @Option(help: "Evidence that would be needed and is not there; may be repeated.")
    var missing: [String] = []

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if undeterminable != nil {
            if vector != nil || text != nil { throw ValidationError("give either --undeterminable or a cause") }
            return
        }
        guard vector != nil, text != nil else { throw ValidationError("a cause has --vector and --text") }
        if patientZero == nil, root.isEmpty { throw ValidationError("name the first system: --patient-zero") }
        if patientZero != nil, !root.isEmpty { throw ValidationError("give either --patient-zero or --root") }
    }

    func run() async throws {
        if let undeterminable {
            return try perform(.causeUndeterminable(reason: undeterminable, missing: missing))
        }
        guard let vector, let text else { return }
        let roots =
            patientZero.map {
                [CauseStatement.Root(system: $0, since: since, reason: text, evidence: evidence.map(\.support))]
            } ?? root.map(\.root)
        try perform(
            .stateCause(
                CauseStatement(
                    vector: vector, text: text, roots: roots, alternatives: alternative.map(\.alternative),
                    whyFewerAlternatives: fewerAlternatives)))
    }

    private func perform(_ command: ReviewCommand) throws {
        let outcome = try change.store.openExisting().cases.run(
            [.review(command)], on: change.caseID, expected: change.ifVersion)
        try output.print(
            EventLines.text(outcome), json: try WireJSON.line(LessonsShape(outcome.incident, in: outcome.context)))
    }
}

/// `F-1` or `<sha256>#<record>`.
struct SupportArgument: ExpressibleByArgument {
    let support: Support

    init?(argument: String) {
        guard let support = Support(argument) else { return nil }
        self.support = support
    }
}

/// `TEXT: REASON`.
struct AlternativeArgument: ExpressibleByArgument {
    let alternative: CauseStatement.Alternative

    init?(argument: String) {
        guard let (text, reason) = argument.cut(at: ":") else { return nil }
        alternative = CauseStatement.Alternative(text: text, reason: reason)
    }
}

/// `SYSTEM=EVIDENCE,..: REASON`.
struct RootArgument: ExpressibleByArgument {
    let root: CauseStatement.Root

    init?(argument: String) {
        guard let (system, rest) = argument.cut(at: "="), let (list, reason) = rest.cut(at: ":") else { return nil }
        let evidence = list.split(separator: ",").map { Support(String($0).trimmed) }
        guard !evidence.isEmpty, !evidence.contains(nil) else { return nil }
        root = CauseStatement.Root(system: system, reason: reason, evidence: evidence.compactMap(\.self))
    }
}

extension String {
    /// The text before and after the first such character, without spaces around them; nil where there is none.
    fileprivate func cut(at separator: Character) -> (String, String)? {
        guard let index = firstIndex(of: separator) else { return nil }
        return (String(self[..<index]).trimmed, String(self[self.index(after: index)...]).trimmed)
    }

    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
