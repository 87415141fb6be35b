import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct LessonsCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lessons", abstract: "What was learned: nine questions, the meeting, corrective actions.",
        subcommands: [LessonsAnswer.self, LessonsMeeting.self, LessonsAction.self, LessonsShow.self])
}

extension ChangeOptions {
    /// Runs a command on the review of a case, and prints what was recorded.
    func runReview(_ command: ReviewCommand, _ output: OutputOptions) throws {
        let outcome = try store.openExisting().cases.run([.review(command)], on: caseID, expected: ifVersion)
        try output.print(
            EventLines.text(outcome), json: try WireJSON.line(LessonsShape(outcome.incident, in: outcome.context)))
    }
}

struct LessonsAnswer: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Answer one of the nine questions of NIST SP 800-61r2 section 3.4.1.",
        discussion: "cordon lessons answer C-1 3 --text 'that the backup server was reachable from the DMZ'")

    @OptionGroup var change: ChangeOptions

    @Argument(help: "The number of the question, as listed by: cordon lessons show C-1.")
    var question: ReviewQuestion

    @Option(help: "The answer.")
    var text: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        // Whether the answer is the program's own suggestion is recorded, so it must be known what was suggested.
        let queries = try change.store.openForReading().queries
        let conformance = question == .performance ? try queries.conformance(change.caseID).summary : nil
        try change.runReview(.answer(question, text: text, conformance: conformance), output)
    }
}

struct LessonsMeeting: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "Record that the review meeting was held.",
        discussion: """
            cordon lessons meeting C-1 --held 2026-03-20T10:00Z --attendee ann --attendee bob \\
                --agreements 'backups move behind a firewall' --circulated-to 'all of operations'
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: ArgumentHelp("When.", valueName: "time"))
    var held: Timestamp

    @Option(help: "Who attended; two people of the roster at least.")
    var attendee: [String]

    @Option(help: "What was agreed.")
    var agreements: String

    @Option(help: "Who was told what was agreed; may be repeated.")
    var circulatedTo: [String]

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let meeting = ReviewMeeting(
            heldAt: held, attendees: attendee, agreements: agreements, circulatedTo: circulatedTo)
        try change.runReview(.holdMeeting(meeting), output)
    }
}

extension ReviewQuestion: ExpressibleByArgument {
    package init?(argument: String) {
        guard let number = Int(argument) else { return nil }
        self.init(rawValue: number)
    }
}
