import Foundation
import Testing

@Suite("A case from evidence to containment")
struct ProcessTests {
    @Test("advancing too early is refused with every unmet gate, and changes nothing")
    func refusal() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("home")
        try cordon.run("case", "open", "--title", "Odd logons", "--home", home)

        let refused = try cordon.run("case", "advance", "C-1", "--home", home, "--format", "json")

        #expect(refused.status == 2)
        let object = try refused.object()
        #expect(object["refused"] as? Bool == true)
        let gates = try #require(object["gates"] as? [[String: Any]])
        #expect(gates.compactMap { $0["id"] as? String } == ["GATE-DECLARE", "GATE-LEAD"])
        #expect(
            gates.allSatisfy {
                ($0["missing"] as? [String])?.isEmpty == false && ($0["citation"] as? String)?.isEmpty == false
            })
        #expect(
            try cordon.run("case", "show", "C-1", "--home", home, "--format", "json").object()["version"] as? Int == 1)
    }

    @Test(
        "a case goes from signal to analysis when a lead is named and it is declared; containment waits for its gates")
    func walk() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("home")
        #expect(try cordon.run("investigate", try cordon.sample(), "--home", home).status == 0)

        #expect(try cordon.run("case", "declare", "C-1", "--criterion", "Credential theft", "--home", home).status == 2)
        try cordon.run("staff", "roster", "add", "asha", "--role", "lead", "--home", home)
        #expect(try cordon.run("case", "assign", "C-1", "--lead", "asha", "--home", home).status == 0)
        #expect(try cordon.run("case", "declare", "C-1", "--criterion", "Credential theft", "--home", home).status == 0)
        #expect(try cordon.run("case", "advance", "C-1", "--home", home).status == 0)
        let refused = try cordon.run("case", "advance", "C-1", "--home", home, "--format", "json")
        #expect(refused.status == 2)
        let gates = try #require(try refused.object()["gates"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        #expect(Set(gates).isSuperset(of: ["GATE-PRIORITISED", "GATE-SCOPE"]))

        #expect(
            try cordon.run("case", "return", "C-1", "--to", "declared", "--reason", "a new host", "--home", home).status
                == 0)
        #expect(try cordon.run("journal", "verify", "--home", home).status == 0)
        #expect(try cordon.run("admin", "doctor", "--home", home).status == 0)
    }

    @Test("a report can lie in the home that the same command makes, as `make run` has it")
    func reportInNewHome() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let report = cordon.path("home/report.html")

        let result = try cordon.run(
            "investigate", try cordon.sample(), "--home", cordon.path("home"), "--report", report)

        #expect(result.status == 0, "\(result.errors)")
        #expect(FileManager.default.fileExists(atPath: report))
    }

    @Test("a change against a version that is no longer current is refused")
    func staleVersion() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("home")
        try cordon.run("case", "open", "--title", "Odd logons", "--home", home)
        #expect(try cordon.run("case", "note", "C-1", "first", "--if-version", "1", "--home", home).status == 0)

        #expect(try cordon.run("case", "note", "C-1", "second", "--if-version", "1", "--home", home).status == 2)
    }

    @Test("acting under another name is refused until the store allows it, and then both names are kept")
    func actingAs() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("home")
        try cordon.run("case", "open", "--title", "Odd logons", "--home", home)
        #expect(try cordon.run("case", "note", "C-1", "hello", "--as", "asha", "--home", home).status == 2)
        #expect(try cordon.run("admin", "settings", "allow-as", "true", "--home", home).status == 0)
        #expect(try cordon.run("case", "note", "C-1", "hello", "--as", "asha", "--home", home).status == 0)

        let shown = try cordon.run("journal", "show", "C-1", "--home", home, "--format", "json")

        let events = try #require(try JSONSerialization.jsonObject(with: shown.output) as? [[String: Any]])
        #expect(events.last?["actingAs"] as? String == "asha")
        #expect((events.last?["account"] as? String)?.isEmpty == false)
    }

    @Test("an exported journal verifies, and a changed byte does not")
    func exportedJournal() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("home")
        try cordon.run("case", "open", "--title", "Odd logons", "--home", home)
        var exported = try cordon.run("journal", "export", "C-1", "--home", home).output
        let file = cordon.folder.appendingPathComponent("C-1.ndjson")
        try exported.write(to: file)
        #expect(try cordon.run("journal", "verify", file.path).status == 0)
        exported[exported.count / 2] ^= 1
        try exported.write(to: file)

        #expect(try cordon.run("journal", "verify", file.path).status == 1)
    }

    @Test(
        "a mistyped command ends with 64, and what is not there with 1",
        arguments: [
            ("case advance", Int32(64)), ("nonsense", 64), ("case list --home /nonexistent/home", 1),
            ("evidence dump /nonexistent/file", 1),
        ])
    func statuses(command: String, status: Int32) throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        #expect(try cordon.run(command.split(separator: " ").map(String.init)).status == status)
    }
}
