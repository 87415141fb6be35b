import EvidenceParsing
import Testing
import Vocabulary

@Suite("Dates by the habits of countries: one order for a file")
struct DateOrderTests {
    /// Makes a few records fill portions.
    private static let filler = String(repeating: "x", count: 2_000)

    private static func longTable(_ dates: [String]) -> String {
        (["TimeCreated,Computer,Message"] + dates.map { "\($0),WS1,\(filler)" }).joined(separator: "\n") + "\n"
    }

    private static func longLines(_ dates: [String]) -> String {
        dates.map { #"{"TimeCreated":"\#($0)","Message":"\#(filler)"}"# + "\n" }.joined()
    }

    private static func longDocument(_ dates: [String]) -> String {
        "[" + dates.map { #"{"TimeCreated":"\#($0)","Message":"\#(filler)"}"# }.joined(separator: ",\n") + "]\n"
    }

    private static let longWriters: [@Sendable ([String]) -> String] = [longTable, longLines, longDocument]

    private static func table(_ dates: [String]) -> String {
        (["TimeCreated,Computer,Message"] + dates.map { "\($0),WS1,\"a, b\"" }).joined(separator: "\n") + "\n"
    }

    private static func lines(_ dates: [String]) -> String {
        dates.map { #"{"TimeCreated":"\#($0)","Computer":"WS1"}"# + "\n" }.joined()
    }

    private static func document(_ dates: [String]) -> String {
        "[" + dates.map { #"{"TimeCreated":"\#($0)","Computer":"WS1"}"# }.joined(separator: ",\n") + "]\n"
    }

    private static let writers: [@Sendable ([String]) -> String] = [table, lines, document]

    private func days(_ file: WholeFile) -> [String] {
        file.records.map { $0.moment.map { String("\($0)".prefix(10)) } ?? "none" }
    }

    @Test("one number above 12 decides for the dates before it and behind it", arguments: 0..<3)
    func decided(writer: Int) {
        let write = Self.writers[writer]
        let monthFirst = WholeFile(write(["03/04/2026 10:00:00", "04/13/2026 10:00:00", "05/06/2026 10:00:00"]))
        #expect(days(monthFirst) == ["2026-03-04", "2026-04-13", "2026-05-06"])
        #expect(monthFirst.issues == [])
        let dayFirst = WholeFile(write(["3/4/2026 1:00:00 AM", "13/4/2026 1:00:00 AM", "5/6/2026 1:00:00 AM"]))
        #expect(days(dayFirst) == ["2026-04-03", "2026-04-13", "2026-06-05"])
        #expect(dayFirst.issues == [])
    }

    @Test("where nothing decides, the habit of the first date holds for the file, and an issue says so")
    func assumed() {
        let file = WholeFile(Self.table(["03/04/2026 10:00", "05/06/2026 10:00:00 AM"]))
        #expect(days(file) == ["2026-04-03", "2026-06-05"])
        #expect(
            file.issues == [
                ParseIssue(
                    .badTime, offset: 29,
                    "dates that could be either are read as day first: none so far shows which")
            ])
    }

    @Test(
        "what a person states holds where nothing decides, is told, and yields to what the file shows", arguments: 0..<3
    )
    func stated(writer: Int) {
        let write = Self.writers[writer]
        func read(_ dates: [String], _ order: TimeAssumptions.DateOrder?) -> WholeFile {
            WholeFile(write(dates), assuming: TimeAssumptions(dateOrder: order))
        }
        let open = ["03/04/2026 10:00:00", "05/06/2026 10:00:00"]
        #expect(days(read(open, .monthFirst)) == ["2026-03-04", "2026-05-06"])
        #expect(days(read(open, .dayFirst)) == ["2026-04-03", "2026-06-05"])
        #expect(
            read(open, .monthFirst).issues.map(\.detail)
                == ["dates that could be either are read as month first, as stated: none so far shows which"])
        let shown = read(open + ["13/06/2026 10:00:00"], .monthFirst)
        #expect(days(shown) == ["2026-04-03", "2026-06-05", "2026-06-13"])
        #expect(shown.issues == [])
        #expect(
            days(read(["3.4.2026 10:00:00", "2026-04-05T10:00:00Z"], .monthFirst)) == ["2026-04-03", "2026-04-05"])
    }

    @Test("a date of the other order is read as what it must be, and is accounted")
    func contradicted() {
        let file = WholeFile(
            Self.table(["13/04/2026 10:00", "03/04/2026 10:00", "04/14/2026 10:00", "05/04/2026 10:00"]))
        #expect(days(file) == ["2026-04-13", "2026-04-03", "2026-04-14", "2026-04-05"])
        #expect(file.issues.map(\.kind) == [.badTime])
        #expect(file.issues.map(\.offset) == [29 + 2 * 28])
    }

    @Test("what a text says that is no time decides nothing")
    func otherFields() {
        let text = #"{"TimeCreated":"03/04/2026 10:00:00","Message":"04/13/2026 10:00:00"}"# + "\n"
        #expect(days(WholeFile(text)) == ["2026-04-03"])
    }

    @Test("dates with dots are of countries where the day is first, whatever else the file has")
    func dots() {
        let file = WholeFile(Self.table(["04/13/2026 10:00", "03.04.2026 10:00", "03/04/2026 10:00"]))
        #expect(days(file) == ["2026-04-13", "2026-04-03", "2026-03-04"])
    }

    @Test("what decides far behind the head holds from its portion on, and is told where it differs", arguments: 0..<3)
    func late(writer: Int) {
        let count = 2_000
        var dates = Array(repeating: "03/04/2026 10:00:00", count: count)
        dates[count - 100] = "04/13/2026 10:00:00"
        let file = WholeFile(Self.longWriters[writer](dates), window: 1 << 20)
        #expect(file.records.count == count)
        #expect(days(file).first == "2026-04-03")
        #expect(days(file).last == "2026-03-04")
        // Each portion has one reading; the last one tells that it differs from those before.
        let changes = zip(days(file), days(file).dropFirst()).count {
            $0 != $1 && $0 != "2026-04-13" && $1 != "2026-04-13"
        }
        #expect(changes == 1)
        #expect(
            file.issues.last?.detail == "dates are month first, as this one shows; those before were read as day first")
        #expect(file.issues.last?.offset == file.records[count - 100].position)
    }

    @Test("what the first portion shows holds for the rest of the file")
    func carried() {
        var dates = Array(repeating: "03/04/2026 10:00:00", count: 2_000)
        dates[300] = "04/13/2026 10:00:00"
        let file = WholeFile(Self.longTable(dates), window: 1 << 20)
        #expect(Set(days(file)) == ["2026-03-04", "2026-04-13"])
        #expect(file.issues == [])
    }
}
