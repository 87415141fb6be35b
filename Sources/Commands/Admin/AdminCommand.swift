import ArgumentParser

struct AdminCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admin", abstract: "Look after the store.",
        subcommands: [AdminRebuild.self, AdminDoctor.self, AdminSettings.self, AdminBackup.self, AdminRestore.self])
}
