import Testing

@testable import RecordSearch

@Suite("Hints on queries")
struct QueryHintTests {
    @Test(
        "a star that a backslash makes a plain one, in a path or behind a domain, is told with what to write",
        arguments: [
            (#"Image:C:\Windows\*\cmd.exe"#, #"C:\Windows\\*\cmd.exe"#),
            (#"C:\Users\*"#, #"C:\Users\\*"#), (#"account:CORP\*"#, #"CORP\\*"#),
            (#"host:WS5 AND (Image:C:\Temp\*.exe OR a)"#, #"C:\Temp\\*.exe"#),
        ])
    func hint(query: String, fixed: String) throws {
        let hints = QueryHints.hints(for: query)
        #expect(hints.count == 1)
        #expect(hints.first?.hasSuffix(fixed) == true, "\(hints)")
        // What is said to be right is no cause for another hint.
        #expect(QueryHints.hints(for: fixed) == [])
    }

    @Test(
        "other stars are as they should be",
        arguments: [
            #"Image:C:\Windows\\*\cmd.exe"#, #""C:\Windows\*\cmd.exe""#, #"2\*3"#, #"\*"#, "*", #"a\?b"#,
            #"Image:/C:\\Windows\\.*\*a/"#, #"a\"#, #"\\*"#, "", #"message:5\*a"#,
        ])
    func none(query: String) { #expect(QueryHints.hints(for: query) == []) }

    @Test("a path with a pattern finds what it says", arguments: [#"Image:C:\Windows\\*\cmd.exe"#])
    func documented(query: String) throws {
        guard case .field(_, .wildcard(let wildcard)) = try Query(query) else {
            Issue.record("no pattern")
            return
        }
        let text = TextFolding.fold(#"C:\Windows\System32\cmd.exe"#)
        #expect(text.withUnsafeBufferPointer(wildcard.matches))
    }
}
