import EvidenceParsing
import Testing
import Vocabulary

@Suite("JSON documents: empty lists")
struct EmptyDocumentTests {
    @Test("a list without records holds none", arguments: [#"{"Records":[]}"#, #"{"value": [ ]}"#, "[]", "[ ]"])
    func empty(text: String) {
        let file = WholeFile(text + "\n")
        #expect(file.format == .json)
        #expect(file.records.isEmpty)
        #expect(file.issues == [])
    }
}

@Suite("JSON documents")
struct JSONDocumentTests {
    @Test(
        "records are found wherever products put them",
        arguments: [
            ("[\n  {\"n\": 1},\n  {\"n\": 2}\n]\n", ["1", "2"]),
            ("[{\"n\":1},{\"n\":2}]", ["1", "2"]),
            ("[]", []),
            ("{\"Records\":[{\"n\":1},{\"n\":2}]}", ["1", "2"]),
            ("{\"Records\":[{\"n\":1}]}\n{\"Records\":[{\"n\":2},{\"n\":3}]}\n", ["1", "2", "3"]),
            ("{\"@odata.context\":\"c\",\"value\":[{\"n\":1}],\"@odata.nextLink\":\"u\"}", ["1"]),
            (
                "{\"took\":3,\"_shards\":{\"total\":1},\"hits\":{\"total\":2,\"hits\":[{\"_source\":{\"n\":1}},{\"_source\":{\"n\":2}}]}}",
                ["1", "2"]
            ),
            ("{\"event_0\": {\"n\": 1}, \"event_1\": {\"n\": 2}}", ["1", "2"]),
            ("{\n \"n\": 1,\n \"x\": [\n {}\n ]\n}\n", ["1"]),
            ("{\n \"n\": 1\n}\n{\n \"n\": 2\n}\n", ["1", "2"]),
            ("\u{FEFF}[{\"n\":1}]", ["1"]),
        ])
    func shapes(text: String, values: [String]) {
        let file = WholeFile(text)
        #expect(file.format == .json)
        #expect(file.values("n").compactMap(\.self) == values)
        #expect(file.records.count == values.count)
        #expect(file.issues == [])
    }

    @Test(
        "what is no document of records is not taken",
        arguments: [
            ("{\"n\":1}\n{\"n\":2}\n", EvidenceFormat.jsonLines), ("{\"n\":1,\"value\":[{\"a\":1}]}\n", .jsonLines),
            ("[1, 2]", .unknown), ("[INFO] start\n", .unknown), ("[{n}]", .unknown), ("{\nint x;\n}\n", .unknown),
        ])
    func others(text: String, format: EvidenceFormat) {
        #expect(WholeFile(text).format == format)
    }

    @Test("a document of any size is cut between its records", arguments: [false, true])
    func portions(isUTF16: Bool) {
        let items = (0..<30_000).map {
            "{\"n\": \($0),\n \"s\": \"}],{\\\" \(String(repeating: "x", count: $0 % 97))\"}"
        }
        let text = "{\"Records\": [" + items.joined(separator: ",\n") + "]}"
        let file = WholeFile(isUTF16 ? WholeFile.utf16(text) : Array(text.utf8), window: 1_300_001)
        #expect(file.values("n") == (0..<30_000).map(String.init))
        #expect(file.issues == [])
        #expect(zip(file.records, file.records.dropFirst()).allSatisfy { $0.position < $1.position })
    }

    @Test("a damaged record costs no other one, whatever was lost of it")
    func damage() {
        let bad = [
            "{\"n\":3,\"s\":nope}", "{\"n\":3,\"s\":\"open}", "{\"n\":3", "{\"n\":3,\"s\":[{\"m\":1},{\"m\":2]}", "3",
            "{\"n\":03}", "\"text\"", "{\"n\":3}}",
        ]
        for bad in bad {
            let file = WholeFile("[{\"n\":1,\"s\":\"a\"},\(bad),{\"n\":2,\"s\":\"b\"},{\"n\":4}]")
            let known = file.values("n").compactMap(\.self).filter { $0 != "3" }
            #expect(known == ["1", "2", "4"], "\(bad)")
            #expect(file.issues.count == (bad == "{\"n\":3}}" ? file.issues.count : 1), "\(bad)")
        }
    }

    @Test("what the end of the file cuts off is said")
    func truncated() {
        let file = WholeFile("[{\"n\":1},{\"n\":2,\"s\":\"abc")
        #expect(file.values("n") == ["1"])
        #expect(file.issues == [ParseIssue(.truncated, offset: 9, "the record ends inside its JSON object")])
    }

    @Test("hostile nesting and endless damage are bounded")
    func hostile() {
        let deep = "[{\"n\":1},{\"a\":" + String(repeating: "[", count: 200_000) + "},{\"n\":2}]"
        #expect(WholeFile(deep).values("n").compactMap(\.self) == ["1", "2"])
        let damaged = "[{\"n\":1}," + String(repeating: "{\"n\":\"", count: 100_000)
        #expect(WholeFile(damaged).records.count >= 1)
    }

    @Test("Windows PowerShell's event records, in its UTF-16, have the names that rules use")
    func powerShell() {
        let text = """
            [
                {
                    "Id":  4624,
                    "ProviderName":  "Tracer",
                    "LogName":  "Security",
                    "RecordId":  77,
                    "MachineName":  "ws1.example.test",
                    "TimeCreated":  "\\/Date(1772359200123)\\/",
                    "Message":  "An account was logged on."
                }
            ]
            """
        #expect(
            WholeFile(WholeFile.utf16(text)).description == #"""
                2026-03-01T10:00:00.123000Z stated "/Date(1772359200123)/"
                ws1.example.test | Security | Tracer | 4624
                #77
                Id = 4624
                ProviderName = Tracer
                LogName = Security
                RecordId = 77
                MachineName = ws1.example.test
                TimeCreated = /Date(1772359200123)/
                Message = An account was logged on.
                ~Computer = ws1.example.test
                ~Channel = Security
                ~Provider_Name = Tracer
                ~EventID = 4624
                """#)
    }

    @Test("an `Id` is an event code only beside a provider")
    func plainID() { #expect(WholeFile("[{\"Id\":\"7\"}]").records.first?.eventCode == nil) }
}
