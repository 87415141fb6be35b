import ArgumentParser
import CaseLifecycle
import Vocabulary

struct EradicateDomain: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "domain", abstract: "Record what is renewed after a domain's secrets were stolen.",
        discussion: """
            cordon eradicate domain C-1 --compromised 'NTDS.dit was copied from DC-01'
            cordon eradicate domain C-1 --compromised 'DCSync from FS-02 once more' --at 2026-03-05T09:00Z
            cordon eradicate domain C-1 --ticket-hours 10 --source 'Default Domain Policy'
            cordon eradicate domain C-1 krbtgt --renewed 'pwdLastSet is of today'
            cordon eradicate domain C-1 krbtgt --replicated 'repadmin shows it on every controller'
            cordon eradicate domain C-1 federationCertificates --not-applicable 'there is no federation service'

            krbtgt is renewed twice: the second time counts when it is entered ten hours or a ticket's lifetime after the
            first, whichever is longer, and replication was verified between. What was renewed before containment, or
            before the secrets were last stolen, does not count.
            """)

    @OptionGroup var change: ChangeOptions

    @Argument(help: "What is renewed.")
    var item: DomainItem?

    @Option(help: "What shows that the whole domain is compromised; that is not taken back.")
    var compromised: String?

    @Option(help: ArgumentHelp("How long tickets live, as configured.", valueName: "hours"))
    var ticketHours: Int?

    @Option(help: "Where that was read.")
    var source: String?

    @Option(help: "How it was seen that the item is renewed.")
    var renewed: String?

    @Option(help: "How replication was verified.")
    var replicated: String?

    @Option(help: "Why there is no need.")
    var notApplicable: String?

    @Option(help: ArgumentHelp("When it happened, where that is not now.", valueName: "time"))
    var at: Timestamp?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        let aboutItem = [renewed, replicated, notApplicable].compactMap(\.self).count
        let aboutDomain = (compromised == nil ? 0 : 1) + (ticketHours == nil ? 0 : 1)
        guard aboutItem + aboutDomain == 1 else {
            throw ValidationError(
                "give one of --compromised, --ticket-hours, --renewed, --replicated and --not-applicable")
        }
        if aboutItem == 1, item == nil { throw ValidationError("say what is renewed, such as krbtgt") }
        if ticketHours != nil, source == nil { throw ValidationError("--ticket-hours needs --source") }
    }

    func run() async throws {
        guard let command else { return }
        try change.run([.recovery(command)], output)
    }

    private var command: RecoveryCommand? {
        if let compromised { return .recordDomainCompromise(reason: compromised, at: at) }
        if let ticketHours, let source { return .recordTicketLifetime(hours: ticketHours, source: source) }
        guard let item else { return nil }
        if let renewed { return .renew(item, observed: renewed, at: at) }
        if let replicated { return .verifyReplication(item, observed: replicated) }
        return notApplicable.map { .exempt(item, reason: $0) }
    }
}

extension DomainItem: ExpressibleByArgument {}
