import ArgumentParser

struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "Read, add, search, list and verify evidence; keep its chain of custody.",
        subcommands: [
            EvidenceDump.self, EvidenceAdd.self, EvidenceSearch.self, EvidenceList.self, EvidenceVerify.self,
            EvidenceCustody.self,
            EvidenceHandle.self, EvidenceTransfer.self, EvidencePreserve.self, EvidenceWaive.self, EvidenceHold.self,
            EvidenceRetain.self, EvidenceDestroy.self,
        ])
}
