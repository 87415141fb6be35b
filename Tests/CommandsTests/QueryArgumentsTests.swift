import ArgumentParser
import Commands
import Testing

@Suite("Queries that begin with a minus")
struct QueryArgumentsTests {
    @Test(
        "are queries, and neither options nor a wish for help",
        arguments: [
            ["-host:WS5"], ["-event_id:4624"], ["-h AND x"], ["a", "-b", "--count"], ["-host:WS5", "--top", "account"],
            ["--count", "--", "-h"], ["--", "-event_id:4624", "a"],
            ["--after", "-1.1.\(String(repeating: "ab", count: 32)).0.5"],
        ])
    func taken(arguments: [String]) throws {
        let command = try RootCommand.parseAsRoot(QueryArguments.marked(["evidence", "search"] + arguments))

        #expect("\(type(of: command))" == "EvidenceSearch")
    }

    @Test("options that are not known, and help, are told from them", arguments: [["--revrese"], ["-h"], ["--help"]])
    func told(arguments: [String]) {
        #expect(throws: (any Error).self) {
            let command = try RootCommand.parseAsRoot(QueryArguments.marked(["evidence", "search"] + arguments))
            // Help is a command of its own.
            if "\(type(of: command))" != "EvidenceSearch" { throw CleanExit.message("help") }
        }
    }

    @Test("other commands get their arguments as they are")
    func others() {
        let arguments = ["evidence", "list", "-h", "-host:a"]

        #expect(QueryArguments.marked(arguments) == arguments)
    }
}
