import EvidenceParsing
import Testing
import Vocabulary

@Suite("JSON documents: lists under any key")
struct JSONEnvelopeTests {
    private static func events(_ count: Int, _ pad: Int = 0) -> String {
        (0..<count).map { index in
            #"{"@timestamp":"2026-03-01T10:00:00Z","Computer":"WS1","EventID":4624,"n":\#(index),"pad":""#
                + String(repeating: "x", count: pad) + #""}"#
        }.joined(separator: ",")
    }

    private func counted(_ file: WholeFile) -> [String] { file.values("n").compactMap(\.self) }

    @Test(
        "records are found under a key that nobody knows, beside anything that is no event",
        arguments: [
            #"{"source":"x","count":3,"Records":[EVENTS]}"#, #"{"exportedBy":{"tool":"x"},"Records":[EVENTS]}"#,
            #"{"data":[EVENTS]}"#, #"{"rows":[EVENTS]}"#, #"{"items":[EVENTS]}"#,
            #"{"Findings":[EVENTS],"NextToken":"t"}"#,
            #"{"exportedAt":"2026-03-02T00:00:00Z","entries":[EVENTS]}"#,
            #"{"status":"ok","data":{"kind":"list","result":[EVENTS]}}"#, "{\n \"rows\": [\n EVENTS\n ]\n}\n",
        ])
    func lists(text: String) {
        for pad in [0, 30_000] {
            let file = WholeFile(text.replacing("EVENTS", with: Self.events(3, pad)))
            #expect(file.format == .json)
            #expect(counted(file) == ["0", "1", "2"], "\(text)")
            #expect(file.records.allSatisfy { $0.time != nil && $0.host?.text == "WS1" })
            #expect(file.issues == [])
        }
    }

    @Test("lines that wrap their records in the same way are read alike")
    func lines() {
        let line = #"{"a":1,"logs":["# + Self.events(2) + "]}\n"
        #expect(counted(WholeFile(line + line)) == ["0", "1", "0", "1"])
        #expect(WholeFile(line + #"{"a":1,"n":"2"}"# + "\n").format == .jsonLines)
    }

    @Test("a list of any size is read in portions, however long its line is")
    func large() {
        let file = WholeFile(#"{"items": ["# + Self.events(20_000, 1_000) + "]}", window: 1_100_000)
        #expect(file.records.count == 20_000)
        #expect(file.issues == [])
        #expect(file.account.skippedBytes == 0 && file.account.recordsRead == 20_000)
    }

    @Test(
        "an event that holds a large list stays one event",
        arguments: [
            // CloudTrail, Microsoft 365, an event of Windows, a sign-in, an event that nobody knows
            #"{"eventTime":"2026-03-01T10:00:00Z","eventName":"RunInstances","eventSource":"ec2","resources":[LIST]}"#,
            #"{"resources":[LIST],"eventTime":"2026-03-01T10:00:00Z","eventName":"RunInstances"}"#,
            #"{"CreationTime":"2026-03-01T10:00:00","Operation":"Set","ExtendedProperties":[LIST]}"#,
            ##"{"Event":{"System":{"EventID":1,"TimeCreated":{"#attributes":{"SystemTime":"2026-03-01T10:00:00Z"}}},"EventData":{"Data":[LIST]}}}"##,
            #"{"createdDateTime":"2026-03-01T10:00:00Z","serviceSource":"x","evidence":[LIST]}"#,
            #"{"id":"7","when":"2026-03-01T10:00:00Z","steps":[LIST]}"#,
            #"{"name":"x","tags":[PLAIN]}"#,
        ])
    func events(text: String) {
        let item = #"{"Name":"UtcTime","Value":"2026-03-01T10:00:00Z"}"#
        for count in [5, 3_000] {
            let list = Array(repeating: item, count: count).joined(separator: ",")
            let plain = Array(repeating: #"{"Name":"a","Value":"b"}"#, count: count).joined(separator: ",")
            let whole = text.replacing("LIST", with: list).replacing("PLAIN", with: plain)
            #expect(WholeFile(whole + "\n").records.count == 1, "\(text)")
            #expect(WholeFile(whole + "\n" + whole + "\n").records.count == 2, "\(text)")
        }
    }

    @Test("a wrapper at the top of a log hides no event behind it, nor what is beside its list")
    func hostile() {
        let hidden = #"{"eventTime":"2026-03-01T10:00:00Z","eventName":"DeleteTrail","Records":[{"n":"hidden"}]}"#
        let lines = #"{"Records":[{"n":"0"}]}"# + "\n" + hidden + "\n"
        let file = WholeFile(lines)
        #expect(file.values("eventName").compactMap(\.self) == ["DeleteTrail"])
        #expect(file.records.count == 2)
        for beside in [#""eventTime":"2026-03-01T10:00:00Z","eventName":"DeleteTrail""#, #""others":[{"n":"9"}]"#] {
            let behind = WholeFile(#"{"Records":[{"n":"0"}],"# + beside + "}")
            #expect(counted(behind) == ["0"])
            #expect(behind.issues.map(\.kind) == [.damagedRecord])
            #expect(behind.account.skippedBytes > 0)
            #expect(
                behind.account.recordBytes + behind.account.skippedBytes + behind.account.otherBytes
                    == behind.account.bytes)
        }
        // In a log of lines, a wrapper is one line of it.
        let log = #"{"n":"0"}"# + "\n" + #"{"items":["# + Self.events(2) + "]}\n" + #"{"n":"1"}"# + "\n"
        #expect(WholeFile(log).records.count == 3)
    }

    @Test("`Record 77` before an event of evtx_dump is no damage", arguments: ["\n", "\r\n"])
    func recordMarks(end: String) {
        let event =
            "{\n  \"Event\": {\n    \"System\": {\n      \"EventID\": 4624,\n      \"Computer\": \"WS1\"\n    }\n  }\n}"
        let pretty = ["Record 77", event, "Record 78", event, ""].joined(separator: "\n").replacing("\n", with: end)
        let plain = [
            "Record 77", #"{"Event":{"System":{"EventID":4624}}}"#, "Record 78", #"{"Event":{"System":{"EventID":1}}}"#,
            "",
        ]
        .joined(separator: end)
        for (text, format) in [(pretty, EvidenceFormat.json), (plain, .jsonLines)] {
            let file = WholeFile(text)
            #expect(file.format == format)
            #expect(file.records.count == 2)
            #expect(file.values("EventID").first == "4624")
            #expect(file.issues == [])
            #expect(file.account.skippedBytes == 0)
        }
        #expect(WholeFile("Record keeping\n{\n \"n\": 1\n}\n").format == .unknown)
        let other = WholeFile("{\n \"n\": 1\n}\nRecord 7 of all\n{\n \"n\": 2\n}\n")
        #expect(other.issues.map(\.kind) == [.damagedRecord])
    }
}
