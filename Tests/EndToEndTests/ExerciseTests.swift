import Foundation
import Testing

@Suite("An exercise store, as its users see it")
struct ExerciseTests {
    private static let mark = "EXERCISE: a made-up incident, by a clock of its own"

    @Test("all that is printed of it is marked: text, JSON, refusals, reports, exports")
    func marked() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("drill")
        let made = try cordon.run("exercise", "new", home, "--start", "2026-03-02T07:00Z", "--format", "json")
        #expect(made.status == 0, "\(made.errors)")
        #expect(try made.object()["exercise"] as? Bool == true)
        #expect(try made.object()["start"] as? String == "2026-03-02T07:00:00.000000Z")
        #expect(try cordon.run("case", "open", "--title", "Drill", "--home", home, "--as", "ann").status == 0)

        let text = try cordon.run("case", "show", "C-1", "--home", home)
        let object = try cordon.run("case", "show", "C-1", "--home", home, "--format", "json")
        let list = try cordon.run("case", "list", "--home", home, "--format", "json")
        let refused = try cordon.run("case", "advance", "C-1", "--home", home, "--format", "json")
        let html = try cordon.run("report", "C-1", "--home", home)
        let markdown = try cordon.run("report", "C-1", "--home", home, "--format", "md")
        let export = try cordon.run("journal", "export", "C-1", "--home", home)

        #expect(text.text.hasPrefix(Self.mark + "\n"))
        #expect(try object.object()["exercise"] as? Bool == true)
        let cases = try JSONSerialization.jsonObject(with: list.output) as? [[String: Any]]
        #expect(cases?.map { $0["exercise"] as? Bool } == [true])
        #expect(refused.status == 2)
        #expect(try refused.object()["exercise"] as? Bool == true)
        #expect(html.text.contains("<title>EXERCISE: Incident report C-1: Drill</title>"))
        #expect(html.text.contains("None of it happened."))
        #expect(markdown.text.hasPrefix("# EXERCISE"))
        #expect(export.text.contains("\"exercise\":true"))
        // An empty list has no room for it, and a refusal is read on the other channel.
        let none = try cordon.run("case", "list", "--state", "closed", "--home", home, "--format", "json")
        #expect(none.text == "[]\n")
        for result in [none, refused] { #expect(result.errors.contains(Self.mark)) }
        for result in [text, object, list, html, markdown, export] { #expect(!result.errors.contains(Self.mark)) }
        let file = cordon.path("C-1.ndjson")
        try export.output.write(to: URL(fileURLWithPath: file))
        let verified = try cordon.run("journal", "verify", file, "--format", "json").object()
        #expect(verified["exercise"] as? Bool == true && verified["ok"] as? Bool == true)
    }

    @Test("records that are dumped where the data directory is an exercise are marked, each by itself")
    func dumped() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("drill")
        try cordon.run("exercise", "new", home)
        let file = cordon.path("log.jsonl")
        let line = #"{"@timestamp":"2026-03-01T10:00:00Z","EventID":4624,"Channel":"Security","Computer":"A[{\""}"#
        try Data("\(line)\n\(line)\n".utf8).write(to: URL(fileURLWithPath: file))

        let marked = try cordon.run(["evidence", "dump", file], environment: ["CORDON_HOME": home])
        let plain = try cordon.run(
            ["evidence", "dump", file], environment: ["CORDON_HOME": cordon.path("none"), "HOME": cordon.path("none")])

        let lines = marked.text.split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix(#"{"exercise":true,"#) })
        #expect(marked.text.replacing(#""exercise":true,"#, with: "") == plain.text)
        #expect(plain.status == 0 && !plain.text.contains("exercise"))
    }

    @Test("its clock is put forward and shown, and never goes back")
    func clock() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("drill")
        try cordon.run("exercise", "new", home, "--start", "2026-03-02T07:00Z")

        let moved = try cordon.run("exercise", "clock", "+48h", "--home", home, "--format", "json")
        try cordon.run("case", "open", "--title", "Drill", "--home", home)
        let opened = try cordon.run("case", "list", "--home", home)

        #expect(moved.status == 0)
        #expect(try moved.object()["aheadSeconds"] as? Int == 172_800)
        #expect((try moved.object()["clock"] as? String)?.hasPrefix("2026-03-04T07:0") == true)
        #expect(opened.text.contains("2026-03-04T07:0"))
        for step in ["48h", "+48", "+h", "+-1h", "+1y", "+99999999999999999999w", "-1h", "-48h"] {
            let refused = try cordon.run("exercise", "clock", step, "--home", home)
            #expect(refused.status == 64, "\(step)")
            #expect(refused.errors.contains("never goes back"), "\(step)")
        }
        for step in ["+0m", "+999999999w"] {
            #expect(try cordon.run("exercise", "clock", step, "--home", home).status == 2, "\(step)")
        }
    }

    @Test("a store of real cases is never marked, has no clock to move, and is not made into an exercise")
    func real() throws {
        let cordon = try Cordon()
        defer { cordon.remove() }
        let home = cordon.path("home")
        let opened = try cordon.run("case", "open", "--title", "Odd logons", "--home", home)

        #expect(!opened.text.contains("EXERCISE") && !opened.errors.contains("EXERCISE"))
        #expect(try cordon.run("exercise", "clock", "+48h", "--home", home).status == 2)
        #expect(try cordon.run("exercise", "clock", "--home", home).status == 2)
        let made = try cordon.run("exercise", "new", home)
        #expect(made.status == 1 && made.errors.contains("not empty"))
        #expect(try cordon.run("report", "C-1", "--home", home).text.contains("EXERCISE") == false)
        #expect(try cordon.run("journal", "export", "ORG", "--home", home).text.contains("exercise") == false)
    }
}
