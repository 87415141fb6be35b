import Foundation
import Services
import Testing

@Suite("Files that results are written to")
struct ResultFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var path: String { folder.path + "/result" }

    private func mode() throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func write(_ text: String, to path: String) throws {
        let file = try ResultFile(path)
        try file.write(Array(text.utf8))
        try file.finish()
    }

    @Test("a new file is its owner's only; one that is there keeps who may read it")
    func modes() throws {
        try write("one", to: path)
        #expect(try mode() == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        try write("two", to: path)

        #expect(try mode() == 0o640)
        #expect(try text() == "two")
    }

    @Test("what was there stays until all is written, and nothing is left of a result that is given up")
    func givenUp() throws {
        try folder.write("result", Array("old".utf8))
        do {
            let file = try ResultFile(path)
            try file.write(Array("new".utf8))
            #expect(try text() == "old")
        }

        #expect(try text() == "old")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["result"])
    }

    @Test("a link stays a link, also one to nothing yet")
    func links() throws {
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder.path + "/second", withDestinationPath: "first")
        try files.createSymbolicLink(atPath: folder.path + "/first", withDestinationPath: path)
        for content in ["one", "two"] {
            try write(content, to: folder.path + "/second")
            #expect(try text() == content)
        }

        #expect(try files.destinationOfSymbolicLink(atPath: folder.path + "/first") == path)
        #expect(try files.destinationOfSymbolicLink(atPath: folder.path + "/second") == "first")
    }

    @Test("a device is written to and stays what it is")
    func device() throws {
        try write("text", to: "/dev/null")

        #expect(
            try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
                == .typeCharacterSpecial)
    }

    @Test(
        "a folder that is not there, a folder and an empty name are found out before any work",
        arguments: ["/none/x", ".", nil])
    func unwritable(name: String?) throws {
        let path = name.map { folder.path + "/" + $0 } ?? ""

        let failure = #expect(throws: ServiceFailure.self) { try ResultFile.check(path) }

        #expect(failure?.code == "unwritable")
        #expect(failure?.subject == path)
    }

    @Test("a disk that is full is an error, and leaves what was there")
    func full() throws {
        let file = try ResultFile("/dev/full")

        #expect(throws: ServiceFailure(code: "unwritable", subject: "/dev/full", cause: "No space left on device")) {
            try file.write([1])
        }
    }
}
