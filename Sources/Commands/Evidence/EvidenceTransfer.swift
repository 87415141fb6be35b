import ArgumentParser
import CaseLifecycle
import Vocabulary

struct EvidenceTransfer: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Give evidence to somebody, or take it: each signs under an account of their own.",
        discussion: """
            cordon evidence transfer C-1 3f2a91c0 --to dora --location 'lab, safe 2'    (by the person who has it)
            cordon evidence transfer C-1 --accept X-1                                   (by dora)
            cordon evidence transfer C-1 --withdraw X-1 --reason 'dora is ill'          (by either)

            Where the holder is a program's account or has left, a lead or deputy gives, with --reason.
            """)

    @OptionGroup var change: ChangeOptions
    @OptionGroup var evidence: EvidenceOptions

    @Option(help: ArgumentHelp("The person who is to take it.", valueName: "name"))
    var to: String?

    @Option(help: "Where it is kept from then on.")
    var location: String?

    @Option(help: ArgumentHelp("The transfer that you take.", valueName: "transfer"))
    var accept: TransferID?

    @Option(help: ArgumentHelp("The transfer that you take back or turn down.", valueName: "transfer"))
    var withdraw: TransferID?

    @Option(help: "Why it is withdrawn, or not given by the holder.")
    var reason: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [to != nil, accept != nil, withdraw != nil].filter(\.self).count == 1 else {
            throw ValidationError("give one of --to, --accept and --withdraw")
        }
        if to != nil, location == nil { throw ValidationError("--to needs --location") }
        if withdraw != nil, reason == nil { throw ValidationError("say why: --reason") }
        if to == nil, evidence.selection != nil { throw ValidationError("a transfer names its evidence itself") }
    }

    func run() async throws {
        if let to, let location {
            try change.run(
                [.custody(.offer(evidence.required, to: to, location: location, reason: reason))], output)
        } else if let accept {
            try change.run([.custody(.accept(accept))], output)
        } else if let withdraw, let reason {
            try change.run([.custody(.withdraw(withdraw, reason: reason))], output)
        }
    }
}
