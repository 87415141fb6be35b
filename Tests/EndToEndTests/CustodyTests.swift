import Foundation
import Testing

@Suite("Custody from the command line")
struct CustodyTests {
    private let cordon: Cordon
    private let home: String

    init() throws {
        cordon = try Cordon()
        home = cordon.path("home")
        try cordon.run("exercise", "new", home, "--start", "2026-03-02T07:00Z")
        for (name, role) in [("ann", "lead"), ("carl", "handler"), ("dora", "handler"), ("lou", "legal")] {
            try cordon.run(
                "staff", "roster", "add", name, "--role", role, "--title", "Engineer", "--phone", "1", "--home", home)
        }
        try run("ann", "case", "open", "--title", "t")
        try Data("first".utf8).write(to: URL(fileURLWithPath: cordon.path("$(touch x); a.log")))
        try run("carl", "evidence", "add", "C-1", cordon.path("$(touch x); a.log"))
    }

    @discardableResult
    private func run(_ person: String, _ arguments: String...) throws -> Int32 {
        try cordon.run(arguments + ["--home", home, "--as", person]).status
    }

    /// The custody log of the one item.
    private func item() throws -> [String: Any] {
        let printed = try cordon.run("evidence", "custody", "C-1", "--home", home, "--format", "json")
        let items = try JSONSerialization.jsonObject(with: printed.output) as? [[String: Any]]
        return try #require(items?.first)
    }

    private func identify() throws -> Int32 {
        try run(
            "carl", "evidence", "custody", "C-1", "--all", "--hostname", "WS1", "--ip", "10.0.0.5", "--unknown",
            "location=not said", "--unknown", "serial=a VM", "--unknown", "model=a VM", "--unknown", "mac=a VM")
    }

    @Test("the log says what it lacks, and lacks nothing when every field is stated")
    func fields() throws {
        defer { cordon.remove() }
        #expect((try item()["missing"] as? [String])?.count == 6)

        #expect(try identify() == 0)

        #expect((try item()["missing"] as? [String])?.isEmpty == true)
        #expect(try run("carl", "evidence", "custody", "C-1", "--all", "--mac", "nonsense") == 2)
    }

    @Test("evidence changes hands by two acts of two people")
    func transfer() throws {
        defer { cordon.remove() }
        let digits = String(try #require(try item()["sha256"] as? String).prefix(8))
        #expect(try run("carl", "evidence", "transfer", "C-1", digits, "--to", "dora", "--location", "safe 2") == 0)
        #expect(try item()["holder"] as? String == "carl")
        for other in ["carl", "ann"] {
            #expect(try run(other, "evidence", "transfer", "C-1", "--accept", "X-1") == 2)
        }

        #expect(try run("dora", "evidence", "transfer", "C-1", "--accept", "X-1") == 0)

        #expect(try item()["holder"] as? String == "dora")
        let handle = ["evidence", "handle", "C-1", digits, "--text", "copied", "--location", "lab", "--home", home]
        #expect(try cordon.run(handle + ["--as", "carl"]).status == 2)
        #expect(try cordon.run(handle + ["--as", "dora", "--happened", "2026-03-02T07:00"]).status == 64)
        #expect(try cordon.run(handle + ["--as", "dora"]).status == 0)
    }

    @Test("evidence is destroyed when nobody wants it kept, before a witness, and is then not missing")
    func destruction() throws {
        defer { cordon.remove() }
        func destroy(_ person: String, _ more: String...) throws -> Int32 {
            try cordon.run(["evidence", "destroy", "C-1", "--all", "--home", home, "--as", person] + more).status
        }
        #expect(try run("dora", "evidence", "hold", "C-1", "--all", "--reason", "a court asks") == 0)
        #expect(
            try run("ann", "evidence", "retain", "C-1", "--all", "--until", "2026-03-03T07:00Z", "--reason", "s") == 0)
        #expect(try cordon.run("exercise", "clock", "+90d", "--home", home).status == 0)
        #expect(try destroy("ann", "--method", "shredded", "--reason", "kept long enough") == 2)
        #expect(try run("dora", "evidence", "hold", "C-1", "--all", "--lift", "--reason", "over") == 2)
        #expect(try run("lou", "evidence", "hold", "C-1", "--all", "--lift", "--reason", "over") == 0)
        #expect(try destroy("ann", "--method", "shredded", "--reason", "kept long enough") == 0)
        for person in ["ann", "carl"] { #expect(try destroy(person, "--confirm") == 2) }

        #expect(try destroy("lou", "--confirm") == 0)

        let certificate = try #require(try item()["destruction"] as? [String: Any])
        #expect(certificate["requestedBy"] as? String == "ann" && certificate["witness"] as? String == "lou")
        #expect(certificate["removed"] is String && certificate["problem"] is NSNull)
        #expect(try cordon.run("evidence", "verify", "C-1", "--home", home).status == 0)
        #expect(try cordon.run("admin", "doctor", "--home", home).status == 0)
    }

    @Test("traces are given up by two people, and the debt stays")
    func waiver() throws {
        defer { cordon.remove() }
        try run("ann", "scope", "enrol", "C-1", "WS1")
        try run("ann", "scope", "confirm", "C-1", "WS1", "--reason", "seen")
        func state() throws -> [String: Any] {
            let printed = try cordon.run("evidence", "preserve", "C-1", "--home", home, "--format", "json")
            return try #require((try JSONSerialization.jsonObject(with: printed.output) as? [[String: Any]])?.first)
        }
        #expect((try state()["missing"] as? [String])?.count == 1)
        #expect(try run("ann", "evidence", "waive", "C-1", "--system", "WS1", "--reason", "the disk is lost") == 0)
        for name in ["ann", "carl"] { #expect(try run(name, "evidence", "waive", "C-1", "--approve", "O-1") == 2) }
        try cordon.run("staff", "roster", "add", "bob", "--role", "deputy", "--home", home)
        // Who is made a deputy only then approves nothing that was proposed before.
        #expect(try run("bob", "evidence", "waive", "C-1", "--approve", "O-1") == 2)
        #expect(try run("ann", "evidence", "waive", "C-1", "--system", "WS1", "--reason", "the disk is lost") == 0)
        #expect(try run("bob", "evidence", "waive", "C-1", "--approve", "O-2") == 0)

        #expect(try state()["waivedUnder"] as? String == "O-2")
        #expect(try run("ann", "case", "debt", "C-1", "--settle", "D-1", "--reason", "found it after all") == 2)
    }
}
