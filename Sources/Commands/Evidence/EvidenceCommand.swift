import ArgumentParser

struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Read, add, list and verify evidence.",
        subcommands: [EvidenceDump.self, EvidenceAdd.self, EvidenceList.self, EvidenceVerify.self])
}
