import ArgumentParser
import Bootstrap
import CaseLifecycle
import Services
import Vocabulary
import Wire

struct ContainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contain", abstract: "Contain everything together: prepare, order, look, and take out again.",
        subcommands: [
            ContainShow.self, ContainStrategy.self, ContainChannel.self, ContainDelay.self, ContainPrepare.self,
            ContainGo.self, ContainConfirm.self, ContainResult.self, ContainVerify.self, ContainRollback.self,
            ContainMeasure.self,
        ])
}

/// Members of the set, as the commands about containment take them.
struct MemberOptions: ParsableArguments {
    @Option(help: "A system, by name or alias; may be repeated.")
    var target: [String] = []

    @Option(help: "An account; may be repeated.")
    var account: [String] = []

    var all: [Target] { target.map(Target.system) + account.map(Target.account) }
}

extension ActionKey: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
