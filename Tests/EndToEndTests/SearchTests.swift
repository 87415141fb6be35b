import Foundation
import Testing

@Suite("Searching records from the command line")
struct SearchTests {
    let cordon: Cordon
    let home: String

    init() throws {
        cordon = try Cordon()
        home = cordon.path("home")
        let lines = (0..<30).map { number in
            #"{"@timestamp":"2026-03-01T10:\#(10 + number):00Z","EventID":\#(number == 7 ? 4625 : 4624),"Channel":"Security","#
                + #""Computer":"\#(number == 9 ? "EVIL\\u001b[2J" : "WS\(number % 3)")","TargetUserName":"bob","#
                + #""IpAddress":"10.0.0.\#(number)"}"#
        }
        try Data((lines.joined(separator: "\n") + "\n").utf8)
            .write(to: cordon.folder.appendingPathComponent("logons.jsonl"))
        try cordon.run("investigate", cordon.path("logons.jsonl"), "--home", home)
    }

    private func search(_ arguments: String...) throws -> Cordon.Result {
        try cordon.run(["evidence", "search"] + arguments + ["--home", home])
    }

    private func objects(_ result: Cordon.Result) throws -> [[String: Any]] {
        try result.text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test("fields, words, ranges and their combinations find the records that they say, and lead to them")
    func found() throws {
        defer { cordon.remove() }
        let failed = try objects(search("event_id:4625", "--format", "jsonl"))
        let ranged = try search("host:ws1 AND time:[2026-03-01T10:10Z TO 2026-03-01T10:20Z]", "--count")
        let phrase = try objects(search(#""10.0.0.7""#, "--format", "jsonl"))
        let none = try search("NOT account:bob", "--count")

        #expect(failed.count == 1 && failed[0]["host"] as? String == "WS1")
        #expect((failed[0]["reference"] as? String)?.hasSuffix("#7") == true)
        #expect(ranged.text.trimmingCharacters(in: .whitespacesAndNewlines) == "4")
        #expect(phrase.map { $0["reference"] as? String } == failed.map { $0["reference"] as? String })
        #expect(none.text.trimmingCharacters(in: .whitespacesAndNewlines) == "0")
    }

    @Test("pages follow each other without a gap, and the way to the next is told")
    func pages() throws {
        defer { cordon.remove() }
        var seen: [String] = []
        var cursor: String?
        repeat {
            let page = try cordon.run(
                ["evidence", "search", "bob", "--limit", "12", "--format", "jsonl", "--home", home]
                    + (cursor.map { ["--after", $0] } ?? []))
            seen += try objects(page).compactMap { $0["reference"] as? String }
            cursor = page.errors.components(separatedBy: "--after ").dropFirst().first?
                .trimmingCharacters(in: .whitespacesAndNewlines)
        } while cursor != nil && seen.count < 60

        #expect(seen.count == 30 && Set(seen).count == 30)
    }

    @Test("a query may begin with a minus")
    func minus() throws {
        defer { cordon.remove() }
        let without = try search("-host:ws1", "--count")
        let behind = try cordon.run("evidence", "search", "--home", home, "--count", "--", "-host:ws1")

        #expect(without.text.trimmingCharacters(in: .whitespacesAndNewlines) == "20")
        #expect(behind.text == without.text)
    }

    @Test("a query that cannot be read is refused with its place; what evidence says reaches no terminal as it is")
    func edges() throws {
        defer { cordon.remove() }
        let broken = try search("host:(a OR")
        let shown = try search("10.0.0.9")

        #expect(broken.status == 64 && broken.errors.contains("^"))
        #expect(shown.text.contains("EVIL\\u{1B}[2J") && !shown.text.contains("\u{1B}"))
        #expect(shown.text.contains("IpAddress=10.0.0.9"))
    }
}
