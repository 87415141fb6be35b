import Foundation
import Services
import Testing

@Suite("Finding evidence files")
struct EvidenceFinderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func found(_ names: String...) throws -> [String] {
        try EvidenceFinder.files(under: names.map { $0.isEmpty ? folder.path : folder.path + "/" + $0 }).map(\.name)
    }

    @Test("the files of a folder come in the order of their names, with their path below it")
    func order() throws {
        for name in ["b.evtx", "a.evtx", "host-2/Security.evtx", "host-10/Security.evtx", "host-1/deep/er/x"] {
            try folder.write(name, [1])
        }

        #expect(
            try found("") == ["a.evtx", "b.evtx", "host-1/deep/er/x", "host-10/Security.evtx", "host-2/Security.evtx"])
        #expect(try found("host-1") == ["deep/er/x"])
        #expect(
            try EvidenceFinder.files(under: [folder.path + "/"]).map(\.path)
                == (try found("")).map { folder.path + "/" + $0 })
    }

    @Test("paths are walked in the order they were named, and each file is found once")
    func once() throws {
        for name in ["b", "a"] { try folder.write(name, [1]) }

        #expect(try found("b", "", "a", "", "b") == ["b", "a"])
    }

    @Test("a link to a file is followed; one to a folder is not, so that a walk always ends")
    func links() throws {
        try folder.write("real/a", [1])
        let files = FileManager.default
        let path = folder.path
        try files.createSymbolicLink(atPath: path + "/real/loop", withDestinationPath: path + "/real")
        try files.createSymbolicLink(atPath: path + "/real/up", withDestinationPath: "..")
        try files.createSymbolicLink(atPath: path + "/link-to-file", withDestinationPath: path + "/real/a")
        try files.createSymbolicLink(atPath: path + "/link-to-folder", withDestinationPath: path + "/real")
        try files.createSymbolicLink(atPath: path + "/link-to-nothing", withDestinationPath: path + "/nowhere")

        #expect(try found("") == ["link-to-file", "real/a"])
    }

    @Test("what is neither file nor folder is passed over")
    func pipes() throws {
        try folder.write("a", [1])
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)

        #expect(try found("") == ["a"])
    }

    @Test("a path that does not exist is refused, though others do")
    func missing() throws {
        try folder.write("a", [1])
        let path = folder.path + "/missing"

        #expect(
            throws: ServiceFailure(
                code: "no-such-path", subject: path, cause: "there is no file or folder of that name")
        ) { try EvidenceFinder.files(under: [folder.path, path]) }
    }

    @Test("a folder without files is refused: a job that looked at nothing must not look like one that found nothing")
    func nothing() throws {
        let failure = #expect(throws: ServiceFailure.self) { try found("") }

        #expect(failure?.code == "no-files")
    }
}
