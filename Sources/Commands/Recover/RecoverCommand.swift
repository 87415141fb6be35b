import ArgumentParser

struct RecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Restore systems, prove them back to their baseline, and resume operations.",
        subcommands: [
            RecoverShow.self, RecoverSince.self, RecoverStart.self, RecoverAsset.self, RecoverRestore.self,
            RecoverBaseline.self, RecoverSnapshot.self, RecoverVerify.self, RecoverOwner.self, RecoverMonitor.self,
            RecoverResume.self,
        ])
}
