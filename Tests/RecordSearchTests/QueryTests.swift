import Testing
import Vocabulary

@testable import RecordSearch

@Suite("The language of queries")
struct QueryTests {
    @Test(
        "queries are read as people mean them",
        arguments: [
            ("", "*"),
            ("*", "*"),
            ("powershell", "any=powershell"),
            ("Invoke-Mimikatz", "any=invoke mimikatz"),
            (#""10.0.0.5""#, "any=10 0 0 5"),
            ("host:WS5 AND event_id:4624", "(host~ws5 & event_id=4624)"),
            ("host:WS5 event_id:4624", "(host~ws5 & event_id=4624)"),
            ("host:WS5 OR host:WS6 AND event_id:1", "(host~ws5 | (host~ws6 & event_id=1))"),
            ("(host:WS5 || host:WS6) && event_id:1", "((host~ws5 | host~ws6) & event_id=1)"),
            ("NOT host:WS5", "!host~ws5"),
            ("-host:WS5 +a", "(!host~ws5 & any=a)"),
            ("! host:WS5", "!host~ws5"),
            ("host:(WS5 OR WS6)", "(host~ws5 | host~ws6)"),
            ("host:(WS5 OR (WS6 -WS7))", "(host~ws5 | (host~ws6 & !host~ws7))"),
            ("or and not", "(any=or & any=and & any=not)"),
            ("_exists_:TargetUserName", "has TargetUserName"),
            ("TargetUserName:*", "has TargetUserName"),
            ("LogonType:[3 TO 10}", "LogonType[3 to 10)"),
            ("LogonType:{3 TO *]", "LogonType(3 to *"),
            ("LogonType:>=3", "LogonType[3 to *"),
            ("LogonType:<3", "LogonType* to 3)"),
            ("process:cmd.exe", "process~cmd.exe"),
            (#"Image:C:\Windows\cmd.exe"#, #"Image=c:\windows\cmd.exe"#),
            (#"Image:"C:\\Windows""#, "Image:words c windows"),
            (#"CommandLine:\=1\+1"#, "CommandLine==1+1"), (#"CommandLine:\'a\'"#, "CommandLine='a'"),
            ("n:[5 TO 5]", "n[5 to 5]"), ("n:[a TO b}", "n[a to b)"),
            ("message:failed", "message:words failed"),
            ("power*", "word power*"),
            ("10.0.0.*", "like *10.0.0.*"),
            ("host:WS?", "host like ws?"),
            (#"host:WS\*"#, "host~ws*"),
            (#"a\ b:c"#, "a b=c"),
            ("account:Ä*", #"(account like ä* | account like *\ä*)"#),
            ("time:2026-03", "time 2026-03-01T00:00:00Z to 2026-04-01T00:00:00Z"),
            ("time:2026-03-01T10", "time 2026-03-01T10:00:00Z to 2026-03-01T11:00:00Z"),
            ("time:2026-03-01T10:30", "time 2026-03-01T10:30:00Z to 2026-03-01T10:31:00Z"),
            ("time:[2026-01-01 TO 2026-02-01}", "time 2026-01-01T00:00:00Z to 2026-02-01T00:00:00Z"),
            ("time:[2026-01-01 TO 2026-01-31]", "time 2026-01-01T00:00:00Z to 2026-02-01T00:00:00Z"),
            ("time:{2026-01-01 TO *]", "time 2026-01-02T00:00:00Z to ever"),
            (
                #"time:["2026-01-01 10:00" TO 2026-01-01T10:00:00-02:00]"#,
                "time 2026-01-01T10:00:00Z to 2026-01-01T12:00:01Z"
            ),
            ("time:>2026", "time 2027-01-01T00:00:00Z to ever"),
            ("*:*", "*"),
            ("LogonType:([3 TO 5] OR >9)", "(LogonType[3 to 5] | LogonType(9 to *)"),
            ("src_ip:10.20.30.40/8", "src_ip in 10.0.0.0-10.255.255.255"),
            ("10.0.0.0/30 -10.0.0.1/32", "(any in 10.0.0.0-10.0.0.3 & !any in 10.0.0.1-10.0.0.1)"),
            (
                "ip:(10.0.0.0/31 OR 2001:db8::/127)",
                "(ip in 10.0.0.0-10.0.0.1 | ip in 20010db800000000::0-20010db800000000::1)"
            ),
            ("fe80::/127", "any in fe80000000000000::0-fe80000000000000::1"),
            ("ip:fe80::1", "ip in fe80000000000000::1-fe80000000000000::1"),
            ("ip:::ffff:10.0.0.0/104", "ip in 10.0.0.0-10.255.255.255"),
            ("ip:[10.0.0.1 TO 10.0.0.200]", "ip in 10.0.0.1-10.0.0.200"),
            ("ip:{10.0.0.1 TO 10.0.0.200}", "ip in 10.0.0.2-10.0.0.199"),
            ("ip:[fe80::1 TO FE80:0::ff]", "ip in fe80000000000000::1-fe80000000000000::ff"),
            ("ip:>=255.255.255.254", "ip in 255.255.255.254-255.255.255.255"),
            ("[10.0.0.9 TO 10.0.0.10]", "any in 10.0.0.9-10.0.0.10"),
            (#""10.0.0.0/8""#, "any=10 0 0 0 8"),
            (#"ip:"10.0.0.0/8""#, "ip:words 10 0 0 0 8"),
            ("10.0.0.5", "any=10 0 0 5"),
            ("ip:10.0.0.5", "ip=10.0.0.5"),
            ("2026/07", "any=2026 07"),
            ("/mimi(katz)?/", "any expression"),
            ("Image:/.*cmd[.]exe/ a", "(Image expression & any=a)"),
            ("/usr/bin/bash", "any=usr bin bash"),
            ("Image:/usr/bin/", "Image=/usr/bin/"),
            ("Path:/tmp/", "(Path expression | Path=/tmp/)"),
            (#"roam\~ x\^2"#, "(any=roam & any=x 2)"),
            ("~/.ssh", "any=ssh"),
        ])
    func golden(text: String, tree: String) throws {
        #expect(try Query(text).outline == tree)
    }

    @Test(
        "what other programs know and this does not is refused, with what to write instead",
        arguments: [
            ("roam~", 5, "* or ?"), ("roam~0.8", 5, "* or ?"), ("host:ws~1", 8, "* or ?"),
            ("word^2", 5, "leave it out"),
            (#""a b"~5"#, 6, "AND"), (#""a b"^2"#, 6, "leave it out"), ("(a b)^2", 6, "leave it out"),
            ("n:[1 TO 2]^3", 11, "leave it out"), ("n:[1* TO 2]", 4, "star"), ("n:[5 TO 1]", 4, "lesser first"),
            ("n:{5 TO 5]", 4, "lesser first"), ("n:[b TO a]", 4, "lesser first"),
            ("time:[2026-03 TO 2026-02]", 7, "lesser first"), ("time:{2026-03 TO 2026-03]", 7, "lesser first"),
            ("/a/^2", 4, "leave it out"),
            ("10.0.0.0/33", 1, "32"), ("ip:fe80::/129", 4, "128"), ("ip:10.1/16", 4, "whole address"),
            ("ip:[10.0.0.1 TO fe80::1]", 5, "IPv6"), ("ip:[10.0.0.9 TO 10.0.0.1]", 5, "lesser first"),
            ("[1 TO 5]", 2, "field:[from TO to]"), ("time:/a/", 6, "range"),
            ("/a.*b/i", 1, "without letters"), ("Image:/.*/bin/", 7, #"\/"#), ("/a[b/", 3, "not closed"),
            ("/a(b/", 3, "not closed"), ("/a)/", 3, "closes nothing"), ("/*a/", 2, "nothing to repeat"),
            ("/a*?/", 4, "behind another"), ("/a{x}/", 3, "{3,5}"), ("/a{9,3}/", 3, "lesser number"),
            ("/a{300}/", 3, "255"), (#"/(a)\1/"#, 6, #"\d"#), (#"/\bfoo/"#, 3, #"\d"#), ("/(?=a)b/", 4, "not known"),
            ("/a^b/", 3, "beginning"), ("/^a|b/", 6, "parentheses"), ("/a~b/", 3, #"\~"#), ("/a@b/", 3, #"\@"#),
            ("/[à-é]/", 6, "ASCII"), ("/[z-a]/", 6, "lesser"), ("/((a{99}){99}){99}/", 1, "too large"),
        ])
    func refused(text: String, column: Int, advice: String) {
        #expect(throws: QueryProblem.self) { try Query(text) }
        do throws(QueryProblem) { _ = try Query(text) } catch {
            #expect(error.column == column, "\(text): \(error.message)")
            #expect(error.message.contains(advice), "\(text): \(error.message)")
        }
    }

    @Test(
        "what cannot be understood is pointed at",
        arguments: [
            ("host:", 6), ("(host:a", 1), ("host:a)", 7), ("a AND", 6), ("a OR", 5), ("AND a", 1), ("NOT", 1),
            (#""abc"#, 1), ("time:yesterday", 6), ("time:[2026-13-01 TO *]", 7), ("a [1 TO 2", 0), ("n:[1 TO 2", 3),
            ("n:[1 2]", 3), ("a OR OR b", 6), ("()", 2), ("%%", 1), (#"C:\Windows"#, 1), ("http://a.example", 1),
            ("10:30", 1), ("ho*st:a", 1), ("a -", 3), ("n:>", 4), ("********a*?????????????????", 1),
        ])
    func problems(text: String, column: Int) {
        if column == 0 { return }
        #expect(throws: QueryProblem.self) { try Query(text) }
        do throws(QueryProblem) { _ = try Query(text) } catch { #expect(error.column == column, "\(error.message)") }
    }

    @Test("length, depth and number of terms are bounded")
    func limits() {
        #expect(throws: QueryProblem.self) { try Query(String(repeating: "a ", count: 9000)) }
        #expect(throws: QueryProblem.self) { try Query(String(repeating: "a ", count: 1025)) }
        #expect(throws: QueryProblem.self) {
            try Query(String(repeating: "(", count: 33) + "a" + String(repeating: ")", count: 33))
        }
        #expect(throws: QueryProblem.self) { try Query(String(repeating: "NOT ", count: 1000) + "a") }
        #expect(throws: Never.self) { try Query(String(repeating: "a ", count: 1024)) }
    }

    @Test("no text is too odd to be answered or refused")
    func oddities() {
        var random = Random(7)
        let pieces = [
            "(", ")", "[", "]", "{", "}", ":", "\"", "\\", "*", "?", "-", "+", "!", " ", "AND", "OR", "NOT", "TO", "a",
            "time", "2026", ">", "<", "=", "é", "&&", "||", "_exists_", "/", "~", "^", "10.0.0.0", "::", "fe80",
        ]
        for _ in 0..<5_000 {
            let text = (0..<random.below(12)).map { _ in pieces[random.below(pieces.count)] }.joined()
            _ = try? Query(text)
        }
    }

    @Test(
        "wildcards match as they are written",
        arguments: [
            ("ws*", "ws5", true), ("ws*", "xws5", false), ("*5", "ws5", true), ("w?5", "ws5", true),
            ("w?5", "w5", false),
            ("?", "é", true), ("??", "é", false), ("*a*b*", "xaxbx", true), ("*a*b*", "xbxax", false),
            ("a*a", "a", false),
            ("*", "", true), ("a**b", "ab", true),
        ])
    func wildcards(pattern: String, text: String, isFound: Bool) {
        var term = QueryTerm(column: 1)
        term.units = pattern.unicodeScalars.map { $0 == "*" ? .anything : $0 == "?" ? .oneCharacter : .literal($0) }
        #expect(Array(text.utf8).withUnsafeBufferPointer(Wildcard(term.parts).matches) == isFound)
    }
}

extension Query {
    /// The tree as short text.
    var outline: String {
        switch self {
        case .everything: "*"
        case .reference(let hash, let record): "\(hash)#\(record)"
        case .anywhere(.words(let words)): "any=\(Self.text(words))"
        case .anywhere(.word(let wildcard)): "word \(Self.text(wildcard))"
        case .anywhere(.wildcard(let wildcard)): "like \(Self.text(wildcard))"
        case .anywhere(.addresses(let range)): "any in \(Self.text(range))"
        case .anywhere(.expression): "any expression"
        case .anywhere: "?"
        case .field(let field, let pattern):
            switch pattern {
            case .whole(let text): "\(field.name)=\(Self.text([text]))"
            case .name(let text, _): "\(field.name)~\(Self.text([text]))"
            case .words(let words): "\(field.name):words \(Self.text(words))"
            case .wildcard(let wildcard): "\(field.name) like \(Self.text(wildcard))"
            case .word(let wildcard): "\(field.name) word \(Self.text(wildcard))"
            case .addresses(let range): "\(field.name) in \(Self.text(range))"
            case .expression: "\(field.name) expression"
            case .range(let range):
                field.name + (range.lower.map { ($0.isIncluded ? "[" : "(") + Self.text([$0.text]) } ?? "*") + " to "
                    + (range.upper.map { Self.text([$0.text]) + ($0.isIncluded ? "]" : ")") } ?? "*")
            }
        case .time(let span):
            "time \(Timestamp(ticks: span.lower)?.text(digits: 0) ?? "") to \(Timestamp(ticks: span.upper)?.text(digits: 0) ?? "ever")"
        case .exists(let field): "has \(field.name)"
        case .all(let parts): "(" + parts.map(\.outline).joined(separator: " & ") + ")"
        case .any(let parts): "(" + parts.map(\.outline).joined(separator: " | ") + ")"
        case .not(let part): "!" + part.outline
        }
    }

    private static func text(_ words: [[UInt8]]) -> String {
        words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }

    private static func text(_ range: AddressRange) -> String {
        [range.lower, range.upper].map { address in
            guard address.isVersion4 else {
                return String(address.bits >> 64, radix: 16) + "::"
                    + String(UInt64(truncatingIfNeeded: address.bits), radix: 16)
            }
            return [24, 16, 8, 0].map { "\(address.bits >> $0 & 0xFF)" }.joined(separator: ".")
        }.joined(separator: "-")
    }

    private static func text(_ wildcard: Wildcard) -> String {
        String(
            decoding: wildcard.parts.map { part in
                switch part {
                case .byte(let byte): byte
                case .oneCharacter: UInt8(ascii: "?")
                case .anything: UInt8(ascii: "*")
                }
            }, as: UTF8.self)
    }
}
