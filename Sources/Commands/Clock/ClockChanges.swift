import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary

struct ClockStartCommand: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Record a duty to notify, and when its clock began.",
        discussion: """
            cordon clock start C-1 --regime 'GDPR article 33' --kind aware --at 2026-03-02T09:00Z --hours 72 \\
                --recipient BfDI --content 'nature of the breach' --content 'measures taken'
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: "The law or contract.")
    var regime: String

    @Option(help: "What the clock counts from.")
    var kind: ClockStart

    @Option(help: ArgumentHelp("When that was.", valueName: "time"))
    var at: Timestamp

    @Option(help: "The limit in elapsed hours.")
    var hours: Int?

    @Option(help: "The limit in days of the calendar; the day of the start is day 0.")
    var days: Int?

    @Option(help: ArgumentHelp("The zone of these days: +02:00.", valueName: "offset"))
    var zone: ZoneOffset?

    @Option(help: ArgumentHelp("The limit itself.", valueName: "time"))
    var due: Timestamp?

    @Option(help: "Who must be told; may be repeated.")
    var recipient: [String]

    @Option(help: "What the notification must say; may be repeated.")
    var content: [String] = []

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [hours != nil, days != nil, due != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("give one of --hours, --days and --due")
        }
        if zone != nil, days == nil { throw ValidationError("--zone is that of --days") }
    }

    func run() async throws {
        let limit: ClockLimit =
            if let hours {
                .hours(count: hours)
            } else if let days {
                .calendarDays(count: days, offsetInMinutes: zone?.minutes ?? 0)
            } else {
                .due(at: due ?? at)
            }
        let terms = NotificationDuty.Terms(
            regime: regime, kind: kind, limit: limit, recipients: recipient, content: content)
        try change.runClock(.start(terms, at: at), output)
    }
}

struct ClockMove: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Say that a clock began at another moment; what was said before stays.",
        discussion: "cordon clock move C-1 N-1 --at 2026-03-01T22:00Z --reason 'the mail of the night shift'")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The duty.")
    var duty: DutyID

    @Option(help: ArgumentHelp("When it began.", valueName: "time"))
    var at: Timestamp

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.runClock(.move(duty, to: at, reason: reason), output) }
}

struct ClockNotify: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify", abstract: "Record that a notification was sent.",
        discussion: "cordon clock notify C-1 N-1 --recipient BfDI --reference 'case 2026-1234'")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The duty.")
    var duty: DutyID

    @Option(help: "Who was told.")
    var recipient: String

    @Option(help: "By which it can be found again.")
    var reference: String

    @Option(help: ArgumentHelp("When it was sent. Default: now.", valueName: "time"))
    var at: Timestamp?

    @Option(help: "Why it was sent, or is entered, after the limit.")
    var lateReason: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let now = try change.store.openForReading().queries.context().now
        try change.runClock(
            .notify(duty, recipient: recipient, at: at ?? now, reference: reference, lateReason: lateReason), output)
    }
}

struct ClockAcknowledge: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge", abstract: "Record that a recipient acknowledged a notification.",
        discussion: "cordon clock acknowledge C-1 N-1 --recipient BfDI --reference 'letter of 3 March'")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The duty.")
    var duty: DutyID

    @Option(help: "Who acknowledged.")
    var recipient: String

    @Option(help: "By which the acknowledgement can be found again.")
    var reference: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.runClock(.acknowledge(duty, recipient: recipient, reference: reference), output)
    }
}

struct ClockWaive: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive", abstract: "Counsel's word that a duty is waived, or does not exist.",
        discussion: "cordon clock waive C-1 N-1 --reason 'no risk to persons: article 33(1)' --not-required")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The duty.")
    var duty: DutyID

    @Option(help: "Why.")
    var reason: String

    @Flag(help: "The duty does not exist here.")
    var notRequired = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try change.runClock(.release(duty, notRequired ? .notRequired : .waived, reason: reason), output)
    }
}

struct ClockNone: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "none", abstract: "Counsel's or the lead's word that nobody must be notified.",
        discussion: "cordon clock none C-1 --reason 'no personal data, no contract concerned'")

    @OptionGroup var change: ChangeOptions

    @Option(help: "Why.")
    var reason: String

    @OptionGroup var output: OutputOptions

    func run() async throws { try change.runClock(.findNoDuty(reason: reason), output) }
}

/// How far a zone is ahead of UTC, `+02:00`.
struct ZoneOffset: ExpressibleByArgument {
    let minutes: Int

    init?(argument: String) {
        guard let minutes = CivilTime.read("2000-01-01T00:00\(argument)")?.offsetInMinutes else { return nil }
        self.minutes = minutes
    }
}

extension ClockStart: ExpressibleByArgument {}
