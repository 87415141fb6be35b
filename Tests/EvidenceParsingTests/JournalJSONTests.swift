import EvidenceParsing
import Testing
import Vocabulary

@Suite("Entries of the journal as JSON")
struct JournalJSONTests {
    private typealias Fields = [(name: String, value: String)]

    private static func entry(_ program: String, facility: Int, _ message: String) -> Fields {
        [
            ("_HOSTNAME", "web"), ("SYSLOG_IDENTIFIER", program), ("SYSLOG_FACILITY", "\(facility)"), ("_PID", "7"),
            ("SYSLOG_PID", "8"), ("PRIORITY", "6"), ("MESSAGE", message),
        ]
    }

    private static let entries: [Fields] = [
        entry("sshd", facility: 10, "Accepted password for asha from 192.0.2.7 port 4022 ssh2"),
        entry("sshd", facility: 10, "pam_unix(sshd:auth): authentication failure; rhost=192.0.2.9  user=\"a\\b"),
        entry("sudo", facility: 10, "asha : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh -c \"id\""),
        entry("CRON", facility: 9, "(root) CMD (/usr/bin/true \u{E9})"),
        entry("useradd", facility: 10, "new user: name=eve, UID=0, GID=0, home=/home/eve, shell=/bin/sh"),
        entry("kernel", facility: 0, "DROP IN=eth0 SRC=192.0.2.1 DST=198.51.100.2 PROTO=TCP SPT=1 DPT=22"),
        entry("nginx", facility: 23, "192.0.2.4 - - [01/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\""),
        entry("%ASA-6-302013", facility: 20, "Built inbound TCP connection"),
        entry(
            "sysmon", facility: 3,
            "<Event><System><Provider Name=\"Linux-Sysmon\"/><EventID>1</EventID><TimeCreated "
                + "SystemTime=\"2026-03-01T09:59:59Z\"/><Channel>Linux-Sysmon/Operational</Channel></System>"
                + "<EventData><Data Name=\"Image\">/bin/a</Data></EventData></Event>"),
        entry("anything", facility: 3, "line one\nline two"),
        [("MESSAGE", "nobody")],
    ]

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private static func bytes(_ text: String) -> String { "[" + text.utf8.map { "\($0)" }.joined(separator: ",") + "]" }

    private static func json(_ fields: Fields, second: Int, writing: (String) -> String = quoted) -> String {
        let time = "\"__REALTIME_TIMESTAMP\":\"\(1_772_359_200 + second)000000\""
        return "{" + (fields.map { "\"\($0.name)\":" + writing($0.value) } + [time]).joined(separator: ",") + "}\n"
    }

    /// A record as its time, common fields and all values but those that each form adds, in the order of their names.
    private func content(_ record: LogRecord) -> [String] {
        let common = [record.host, record.channel, record.provider, record.eventCode].map { $0?.text ?? "-" }
        let fields = record.fields.filter { !$0.name.name.hasPrefix("__") && $0.name.name != "_BOOT_ID" }
        let values = fields.map { ($0.name.path.isEmpty ? "~" : "") + $0.name.name + " = " + $0.value.text }
        return ["\(record.time.map { "\($0.moment)" } ?? "-") " + common.joined(separator: " | ")] + values.sorted()
    }

    @Test("an entry has the same time, common fields and values as JSON, as an export and in a file")
    func agreement() {
        var file = JournalFileWriter()
        var export: [UInt8] = []
        for (second, fields) in Self.entries.enumerated() {
            let places = fields.map { file.data(Array("\($0.name)=\($0.value)".utf8)) }
            file.entry(places, seconds: UInt64(1_772_359_200 + second))
            export += Array("__CURSOR=\(second)\n__REALTIME_TIMESTAMP=\(1_772_359_200 + second)000000\n".utf8)
            for field in fields {
                let value = Array(field.value.utf8)
                export +=
                    Array("\(field.name)\n".utf8) + JournalFileWriter.little(UInt64(value.count), 8) + value + [10]
            }
            export.append(10)
        }
        let lines = Self.entries.enumerated().map { Self.json($1, second: $0) }.joined()
        let binary = Self.entries.enumerated().map { Self.json($1, second: $0, writing: Self.bytes) }.joined()
        let spread = lines.split(separator: "\n").map { "{\n" + $0.dropFirst() + "\n" }.joined()

        let read = WholeFile(lines)
        #expect(read.format == .jsonLines)
        let expected = read.records.map(content)
        #expect(expected.count == Self.entries.count)
        #expect(WholeFile(file.bytes).records.map(content) == expected)
        #expect(WholeFile(export).records.map(content) == expected)
        #expect(WholeFile(binary).records.map(content) == expected)
        #expect(WholeFile(spread).format == .json)
        #expect(WholeFile(spread).records.map(content) == expected)
        #expect(read.issues + WholeFile(binary).issues == [])
    }

    @Test("what a program says is read as that of syslog is")
    func message() {
        let line = #"""
            {"MESSAGE":"Invalid user \"tom\" from 192.0.2.5 port 9","_PID":"7","SYSLOG_FACILITY":"10","__REALTIME_TIMESTAMP":"1772359200000001","SYSLOG_IDENTIFIER":"sshd","_HOSTNAME":"web"}
            """#
        #expect(
            JSONLinesText.describe(line) == #"""
                2026-03-01T10:00:00.000001Z stated "1772359200000001"
                web | auth | sshd | -
                #0
                MESSAGE = Invalid user "tom" from 192.0.2.5 port 9
                _PID = 7
                SYSLOG_FACILITY = 10
                __REALTIME_TIMESTAMP = 1772359200000001
                SYSLOG_IDENTIFIER = sshd
                _HOSTNAME = web
                ~program = sshd
                ~pid = 7
                ~message = Invalid user "tom" from 192.0.2.5 port 9
                ~Channel = auth
                src_ip = 192.0.2.5
                src_port = 9
                user = "tom"
                outcome = failure
                """#)
    }

    @Test("bytes that are no text stand as numbers, several values in an array, and what is too long is null")
    func forms() {
        let line = """
            {"_BOOT_ID":"b","MESSAGE":["first",[97, 98 ,10,255]],"A":[],"B":null,"C":[256],"D":[[1],"x"],"_PID":7,"E":[0]}
            """
        let record = WholeFile(line).records[0]
        #expect(
            record.fields.filter { $0.name.name == "MESSAGE" }.map { Array($0.value.bytes) } == [
                Array("first".utf8), [97, 98, 10, 255],
            ])
        #expect(record.value(named: "message").map { Array($0.bytes) } == [97, 98, 10, 255])
        #expect(record.value(named: "A")?.isNull == true)
        #expect(record.value(named: "B")?.isNull == true)
        #expect(record.value(named: "C")?.text == "256")
        #expect(record.fields.filter { $0.name.name == "D" }.map { Array($0.value.bytes) } == [[1], [0x78]])
        #expect(record.value(named: "pid")?.text == "7")
        #expect(record.value(named: "E").map { Array($0.bytes) } == [0])
        #expect(record.channel?.text == "syslog")
    }

    @Test("a text of more bytes than a record may have values is whole, wherever its time stands")
    func long() {
        let text = String(repeating: "a b", count: 10_000)
        let lines = Self.json([("MESSAGE", text), ("SYSLOG_IDENTIFIER", "x")], second: 1, writing: Self.bytes)
        let whole = WholeFile(#"{"n":[1,2]}"# + "\n" + lines + #"{"n":[1,2]}"# + "\n" + lines)
        #expect(whole.values("MESSAGE") == [nil, text, nil, text])
        #expect(whole.values("message") == [nil, text, nil, text])
        #expect(
            whole.records.map { $0.fields.filter { $0.name.name == "n" }.map(\.value.text) } == [
                ["1", "2"], [], ["1", "2"], [],
            ])
        #expect(whole.issues == [])
    }

    @Test("records that are no entries keep their numbers and get no second names")
    func others() {
        let text = #"""
            {"MESSAGE":"Accepted password for a from 192.0.2.1 port 1 ssh2","SYSLOG_IDENTIFIER":"sshd","n":[1,2]}
            {"a":{"__REALTIME_TIMESTAMP":"1772359200000001","MESSAGE":[65]}}
            """#
        let whole = WholeFile(text)
        #expect(whole.values("message") == [nil, nil])
        #expect(
            whole.records.map { $0.fields.map { $0.name.name } } == [
                ["MESSAGE", "SYSLOG_IDENTIFIER", "n", "n"], ["a.__REALTIME_TIMESTAMP", "a.MESSAGE"],
            ])
        #expect(whole.values("a.MESSAGE") == [nil, "65"])
    }

    @Test("values of the wrong kind, too many of them and too deep ones cost themselves only")
    func hostile() {
        let time = #""__REALTIME_TIMESTAMP":"1772359200000001""#
        let deep = String(repeating: "[", count: 62) + "1" + String(repeating: "]", count: 62)
        let tooDeep = String(repeating: "[", count: 65) + "1" + String(repeating: "]", count: 65)
        let pairs = "x IN=a SRC=b " + (0..<9_000).map { "K\($0)=1" }.joined(separator: " ")
        let lines = [
            #"{"MESSAGE":{"MESSAGE":"a"},"SYSLOG_IDENTIFIER":true,"_PID":[[]],"SYSLOG_FACILITY":"-1",\#(time)}"#,
            #"{"MESSAGE":\#(deep),"SYSLOG_IDENTIFIER":[115,115,104,100],\#(time)}"#,
            #"{"MESSAGE":\#(tooDeep),\#(time)}"#,
            #"{"MESSAGE":"","SYSLOG_IDENTIFIER":"sudo","SYSLOG_FACILITY":"99999999999999999999",\#(time)}"#,
            #"{\#(time),"SYSLOG_IDENTIFIER":"kernel","MESSAGE":"\#(pairs)"}"#,
            #"{\#(time),"MESSAGE":[1,2,"#,
            #"{"__REALTIME_TIMESTAMP":"99999999999999999999999","MESSAGE":"late","_BOOT_ID":"b"}"#,
            #"{\#(time),"MESSAGE":[\#((0..<20_000).map { "\"\($0)\"" }.joined(separator: ","))]}"#,
        ]
        let whole = WholeFile(lines.joined(separator: "\n"))
        var messages = whole.values("message")
        #expect(messages.removeLast()?.hasPrefix("16") == true)
        #expect(messages == ["", "\u{1}", "", pairs, "late"])
        #expect(whole.issues.map(\.kind) == [.limit, .limit, .damagedRecord, .badTime, .limit])
        #expect(whole.records.map { $0.channel?.text } == ["syslog", "auth", "auth", "kern.log", "syslog", "syslog"])
    }
}
