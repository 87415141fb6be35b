import Testing

@testable import RecordSearch

@Suite("Regular expressions")
struct ExpressionTests {
    private static func isFound(_ query: String, in text: String) throws -> Bool {
        var expression: RegularExpression?
        switch try Query(query) {
        case .anywhere(.expression(let found)), .field(_, .expression(let found)): expression = found
        case .any(let parts): if case .field(_, .expression(let found))? = parts.first { expression = found }
        default: break
        }
        var search = ExpressionSearch(try #require(expression))
        return TextFolding.fold(text).withUnsafeBufferPointer { search.matches($0) }
    }

    @Test(
        "match as they are written: all of a field's value, a part of text",
        arguments: [
            ("ff:/joh?n(ath[oa]n)/", "Jonathan", true), ("ff:/joh?n(ath[oa]n)/", "xjonathan", false),
            ("/joh?n(ath[oa]n)/", "x Jonathon y", true), ("message:/a+b/", "xaab", true),
            ("/^a+b$/", "aab", true), ("/^a+b$/", "aabc", false), ("/^a/", "ba", false), ("/a$/", "ba", true),
            ("ff:/[0-9]{2,3}/", "1", false), ("ff:/[0-9]{2,3}/", "12", true), ("ff:/[0-9]{2,3}/", "1234", false),
            ("ff:/a{2}/", "aa", true), ("ff:/a{2}/", "a", false), ("ff:/a{2,}b/", "aaaab", true),
            ("ff:/a{0}b/", "b", true),
            (#"ff:/\d+\.\d+/"#, "10.5", true), (#"ff:/\d+\.\d+/"#, "10x5", false), ("ff:/./", "é", true),
            ("ff:/../", "é", false),
            ("ff:/[^a]/", "é", true), ("ff:/[^a]/", "A", false), ("ff:/[éa]+/", "ÉAé", true),
            ("ff:/[A-C]+/", "abc", true),
            (#"ff:/c:\\win.*\/x/"#, #"C:\Windows/x"#, true), ("ff:/(a|bc)*d/", "abcad", true),
            ("ff:/(a|bc)*d/", "abad", false),
            ("ff:/a|/", "", true), ("ff:/[-.]/", "-", true), (#"ff:/[\]]/"#, "]", true),
            (#"ff:/\S+\s\W/"#, "ab !", true),
            ("ff:/(?:ab)+/", "abab", true), ("/two words/", "has two words", true),
            ("process:/cmd[.].*/", #"C:\x\CMD.exe"#, true),
            ("account:/svc_.+/", #"CORP\svc_sql"#, true), ("ff:/svc_.+/", #"CORP\svc_sql"#, false),
            (#"ff:/x\"y/"#, "x\"y", true),
        ])
    func found(query: String, text: String, isFound: Bool) throws {
        #expect(try Self.isFound(query, in: text) == isFound)
    }

    @Test("those that make others slow take time in proportion to the text")
    func linear() throws {
        let text = String(repeating: "a", count: 20_000)
        for query in ["ff:/(a*)*b/", "ff:/(a|a)*b/", "ff:/(a+)+$x?/", "ff:/(.*)(.*)(.*)(.*)b/"] {
            guard (try? Query(query)) != nil else { continue }
            #expect(try !Self.isFound(query, in: text))
        }
        // Every way to have an a at that distance from the end is a set of its own.
        #expect(try Self.isFound("ff:/(a|b)*a(a|b){40}/", in: String(repeating: "aababbbabaa", count: 300)) == true)
    }

    @Test("match what those of the language match")
    func sameAsOthers() throws {
        var random = Random(12)
        func piece(_ depth: Int) -> String {
            switch random.below(depth > 3 ? 3 : 8) {
            case 0: return "a"
            case 1: return "[ab]"
            case 2: return random.pick(["b", ".", "[^a]"])
            case 3: return "(\(piece(depth + 1))|\(piece(depth + 1)))"
            case 4: return "(\(piece(depth + 1)))" + random.pick(["*", "+", "?", "{2}", "{1,3}"])
            default: return piece(depth + 1) + piece(depth + 1)
            }
        }
        var matched = 0
        for _ in 0..<150 {
            let pattern = piece(0)
            let other = try Regex(pattern)
            for _ in 0..<12 {
                let text = String((0..<random.below(7)).map { _ in random.pick(["a", "b", "c"] as [Character]) })
                let expected = try other.wholeMatch(in: text) != nil
                matched += expected ? 1 : 0
                // With a dot behind it, it is never taken for a folder.
                #expect(try Self.isFound("ff:/(\(pattern))/", in: text) == expected, "\(pattern) \(text)")
            }
        }
        #expect(matched > 100)
    }

    @Test(
        "the letters that every match is looked for by stand in every match",
        arguments: [
            ("/abc.*de/", "abc"), ("/x?abc(de)+f/", "abcde"), ("/abc|def/", ""), ("/(abc){2}/", "abc"),
            ("/[a]bc-d/", "abc"),
            ("/ab{2}c/", "ab"), ("/a(bc)*d/", "a"),
        ])
    func fragment(query: String, fragment: String) throws {
        guard case .anywhere(.expression(let expression)) = try Query(query) else {
            Issue.record("no expression")
            return
        }
        #expect(String(decoding: expression.fragment, as: UTF8.self) == fragment)
    }
}
