import Foundation
import Testing

@Suite("Accounts on standard error")
struct StatsTests {
    private static let account =
        "51 bytes = 42 of records + 5 skipped + 4 of headers, separators and free space; "
        + "3 slots = 2 records + 1 skipped; 2026-03-01T10:00:00.000000Z to 2026-03-01T10:00:00.000000Z"

    private let cordon: Cordon
    private let file: String

    init() throws {
        cordon = try Cordon()
        file = cordon.path("a.jsonl")
        let text = "{\"a\":1}\n{\"b\":\n\n{\"c\":3,\"ts\":\"2026-03-01T10:00:00Z\"}\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try Data("no log\n".utf8).write(to: URL(fileURLWithPath: cordon.path("b.txt")))
    }

    private func lines(_ errors: String, with text: String) -> Int {
        errors.split(separator: "\n").count { $0.contains(text) }
    }

    @Test("a dump says where the bytes and records of each file went, if it is asked")
    func dump() throws {
        defer { cordon.remove() }
        let told = try cordon.run("evidence", "dump", file, cordon.path("b.txt"), "--stats").errors

        #expect(lines(told, with: "a.jsonl: jsonl: " + Self.account) == 1)
        #expect(lines(told, with: "b.txt: unknown: 7 bytes = 0 of records + 7 skipped") == 1)
        #expect(lines(told, with: "records: 2") == 1)
        #expect(lines(told, with: "peak memory: ") == 1)
        #expect(lines(try cordon.run("evidence", "dump", file).errors, with: "slots") == 0)
    }

    @Test("so does a case, with the reason and the place of what was skipped")
    func investigation() throws {
        defer { cordon.remove() }
        let home = cordon.path("home")
        let opened = try cordon.run("investigate", file, "--home", home, "--stats", "--format", "json")
        let added = try cordon.run("evidence", "add", "C-1", cordon.path("b.txt"), "--home", home, "--stats")

        #expect(opened.status == 0)
        #expect(lines(opened.errors, with: "a.jsonl: jsonl: " + Self.account) == 1)
        #expect(lines(opened.errors, with: "a.jsonl: damagedRecord at byte 8: ") == 1)
        #expect(try opened.object()["case"] as? String == "C-1")
        // What the case holds by now, with what was there before.
        #expect(lines(added.errors, with: "3 slots = 2 records + 1 skipped") == 1)
        #expect(lines(added.errors, with: "b.txt: not read: ") == 1)
    }
}
