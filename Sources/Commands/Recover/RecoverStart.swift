import ArgumentParser
import CaseLifecycle
import Vocabulary

struct RecoverStart: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Write down what must hold before recovery begins, and say what shows that it does.",
        discussion: """
            cordon recover start C-1 --write 'no re-entry seen for 24 hours' --write 'sales agree to two hours offline'
            cordon recover start C-1 --meet 1 --answer 'the sinkhole is silent since Monday'
            """)

    @OptionGroup var change: ChangeOptions

    @Option(
        help: ArgumentHelp("A criterion; may be repeated. Replaces the list, and all are open then.", valueName: "text")
    )
    var write: [String] = []

    @Option(help: ArgumentHelp("The criterion that holds, by its place in the list.", valueName: "number"))
    var meet: Int?

    @Option(help: "What shows that it holds.")
    var answer: String?

    @Option(help: ArgumentHelp("Evidence of it; may be repeated.", valueName: "sha256"))
    var evidence: [EvidenceID] = []

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if write.isEmpty == (meet == nil) { throw ValidationError("give either --write or --meet") }
        if meet != nil, answer == nil { throw ValidationError("--meet needs --answer") }
    }

    func run() async throws {
        guard let meet, let answer else {
            try change.run([.recovery(.writeStartCriteria(write))], output)
            return
        }
        try change.run([.recovery(.meetStartCriterion(number: meet, answer: answer, evidence: evidence))], output)
    }
}
