import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct CaseTaskCommand: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "List the tasks of a case, give somebody one, or record what came of one.",
        discussion: """
            cordon case task C-1
            cordon case task C-1 --open 'image the disk of FS-01' --owner carl --due 2026-03-04T12:00Z
            cordon case task C-1 --question 1 --owner carl --due 2026-03-04T12:00Z
            cordon case task C-1 --done T-1 --outcome 'imaged, sealed as evidence'
            """)

    @OptionGroup var change: ChangeOptions

    @Option(help: "What is to be done.")
    var open: String?

    @Option(
        help: ArgumentHelp(
            "The number of a next question: what answers it is to be collected.", valueName: "number"))
    var question: Int?

    @Option(help: "Who is to do it.")
    var owner: String?

    @Option(help: ArgumentHelp("Until when.", valueName: "time"))
    var due: Timestamp?

    @Option(help: ArgumentHelp("The task that is done.", valueName: "task"))
    var done: TaskID?

    @Option(help: "What came of it.")
    var outcome: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [open != nil, question != nil, done != nil].count(where: \.self) <= 1 else {
            throw ValidationError("give one of --open, --question and --done")
        }
        if open != nil || question != nil {
            if owner == nil || due == nil { throw ValidationError("a task needs --owner and --due") }
            if outcome != nil { throw ValidationError("--outcome belongs to --done") }
        } else if done != nil {
            if outcome == nil { throw ValidationError("--done needs --outcome") }
            if owner != nil || due != nil { throw ValidationError("--owner and --due belong to --open and --question") }
        } else if owner != nil || due != nil || outcome != nil {
            throw ValidationError("give --open, --question or --done, too")
        }
    }

    func run() async throws {
        if let owner, let due, let open = try open ?? question.map(collecting) {
            try change.run([.task(.open(text: open, owner: owner, due: due))], output)
        } else if let done, let outcome {
            try change.run([.task(.finish(done, outcome: outcome))], output)
        } else {
            try list()
        }
    }

    /// The task that answers a question, as `cordon case show` numbers them.
    private func collecting(_ number: Int) throws -> String {
        let leads = try change.store.openForReading().queries.incident(change.caseID).scope.leads
        guard leads.indices.contains(number - 1) else {
            throw ValidationError("there is no question \(number): the case has \(leads.count)")
        }
        let lead = leads[number - 1]
        return "collect: \(lead.collect) (\(lead.question))"
    }

    private func list() throws {
        let tasks = try change.store.openForReading().queries.incident(change.caseID).tasks.tasks.values
            .sorted { $0.id < $1.id }
        try output.print(
            tasks.isEmpty
                ? "no tasks" : PlainText.table([["task", "owner", "due", "came of it", "what"]] + tasks.map(row)),
            json: try WireJSON.line(tasks.map(TaskShape.init)))
    }

    private func row(_ task: CaseTask) -> [String] {
        [task.id.description, task.owner, task.due.text(digits: 0), task.done?.outcome ?? "open", task.text]
    }
}

extension ItemID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
