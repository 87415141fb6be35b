import CaseLifecycle
import Detection
import Foundation
import Services
import Testing
import Vocabulary

@Suite("Finding evidence files")
struct EvidenceFinderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func found(_ names: String...) throws -> [String] {
        try find(names).files.map(\.name)
    }

    private func find(_ names: [String], leavingOut home: String? = nil) throws -> FoundEvidence {
        try EvidenceFinder.find(
            under: names.map { $0.isEmpty ? folder.path : folder.path + "/" + $0 }, leavingOut: home)
    }

    /// What was not taken: the path below the folder, and why.
    private func missed(_ found: FoundEvidence) -> [String] {
        found.notTaken.map { "\($0.path.dropFirst(folder.path.count + 1)): \($0.reason)" }
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
            try EvidenceFinder.find(under: [folder.path + "/"]).files.map(\.path)
                == (try found("")).map { folder.path + "/" + $0 })
    }

    @Test("paths are walked in the order they were named, and each file is found once")
    func once() throws {
        for name in ["b", "a"] { try folder.write(name, [1]) }

        #expect(try found("b", "", "a", "", "b") == ["b", "a"])
    }

    @Test("a link to a file is followed; one to a folder is not, so that a walk always ends, and that is said")
    func links() throws {
        try folder.write("real/a", [1])
        let files = FileManager.default
        let path = folder.path
        try files.createSymbolicLink(atPath: path + "/real/loop", withDestinationPath: path + "/real")
        try files.createSymbolicLink(atPath: path + "/real/up", withDestinationPath: "..")
        try files.createSymbolicLink(atPath: path + "/link-to-file", withDestinationPath: path + "/real/a")
        try files.createSymbolicLink(atPath: path + "/link-to-folder", withDestinationPath: path + "/real")
        try files.createSymbolicLink(atPath: path + "/link-to-nothing", withDestinationPath: path + "/nowhere")

        let found = try find([""])

        #expect(found.files.map(\.name) == ["link-to-file", "real/a"])
        let isFolder = "a link to a folder: name that folder, too, if it holds evidence"
        #expect(
            missed(found) == [
                "link-to-folder: \(isFolder)", "link-to-nothing: a link to nothing", "real/loop: \(isFolder)",
                "real/up: \(isFolder)",
            ])
    }

    @Test("a link in a folder of evidence that leads out of it is not followed, and that is said")
    func outside() throws {
        try folder.write("secret", [1])
        try folder.write("in/a", [1])
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder.path + "/in/out", withDestinationPath: "../secret")
        try files.createSymbolicLink(atPath: folder.path + "/in/chain", withDestinationPath: "out")
        try files.createSymbolicLink(atPath: folder.path + "/in/absolute", withDestinationPath: folder.path + "/secret")

        let found = try find(["in"])

        #expect(found.files.map(\.name) == ["a"])
        let isOutside = "a link to a file outside the folder: name that file, too, if it is evidence"
        #expect(missed(found) == ["absolute", "chain", "out"].map { "in/\($0): \(isOutside)" })
    }

    @Test("a link to a folder that is named itself is followed")
    func namedLink() throws {
        try folder.write("real/a", [1])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: folder.path + "/real")

        #expect(try found("link") == ["a"])
    }

    @Test("what is neither file nor folder is not taken, and that is said")
    func pipes() throws {
        try folder.write("a", [1])
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)

        let found = try find([""])

        #expect(found.files.map(\.name) == ["a"])
        #expect(missed(found) == ["pipe: a pipe"])
    }

    @Test("a file whose name is not UTF-8 is found, can be read, and is shown with its name repaired")
    func otherNames() throws {
        try folder.write("a", [1])
        let path = Array("\(folder.path)/gr".utf8) + [0xF6] + Array("\u{DF}e".utf8) + [0]
        let made = open(path.map { CChar(bitPattern: $0) }, O_WRONLY | O_CREAT, 0o600)
        try #require(made >= 0)
        #expect(write(made, "bytes", 5) == 5)
        close(made)

        let file = try #require(try find([""]).files.last)

        #expect(file.name == "gr\u{FFFD}\u{DF}e")
        #expect(file.path == "\(folder.path)/gr\u{FFFD}\u{DF}e")
        for _ in 0..<2 { #expect(FileManager.default.contents(atPath: file.location) == Data("bytes".utf8)) }
    }

    @Test("evidence whose name is not UTF-8 is sealed under the path where it was found")
    func sealedOtherName() async throws {
        let path = Array("\(folder.path)/evidence/".utf8) + [0xFF, 0]
        try FileManager.default.createDirectory(atPath: folder.path + "/evidence", withIntermediateDirectories: true)
        let made = open(path.map { CChar(bitPattern: $0) }, O_WRONLY | O_CREAT, 0o600)
        try #require(made >= 0)
        close(made)
        let store = try Store()
        _ = try store.cases().open(title: "Odd names")

        let incident = try await store.investigation(width: 1).investigate(
            try find(["evidence"]).files, in: .first, rules: try RuleLibrary.load([]).rules, host: nil,
            progress: { _ in })

        #expect(incident.evidence.map(\.name) == ["\u{FFFD}"])
        #expect(incident.evidence.map(\.origin) == ["\(folder.path)/evidence/\u{FFFD}"])
    }

    @Test("the store itself is no evidence, whatever the path by which it is met")
    func store() throws {
        try folder.write("a", [1])
        try folder.write("home/cordon.sqlite", [1])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: folder.path + "/home")

        let found = try find([""], leavingOut: folder.path + "/link")

        #expect(found.files.map(\.name) == ["a"])
        #expect(missed(found).contains("home: the store itself"))
    }

    @Test("a rule that cannot be read is a problem, never a rule less in silence")
    func rules() throws {
        try folder.write("a.yml", [1])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/b.yml", withDestinationPath: folder.path + "/nowhere")
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)

        let problems = try RuleLibrary.load([folder.path]).problems

        #expect(problems.map(\.file) == [folder.path + "/a.yml", folder.path + "/b.yml"])
        #expect(problems.last?.message == "not taken: a link to nothing")
    }

    @Test("a path that does not exist is refused, though others do")
    func missing() throws {
        try folder.write("a", [1])
        let path = folder.path + "/missing"

        #expect(
            throws: ServiceFailure(
                code: "no-such-path", subject: path, cause: "there is no file or folder of that name")
        ) { try EvidenceFinder.find(under: [folder.path, path]) }
    }

    @Test("a folder without files is refused: a job that looked at nothing must not look like one that found nothing")
    func nothing() throws {
        let failure = #expect(throws: ServiceFailure.self) { try found("") }

        #expect(failure?.code == "no-files")
    }
}
