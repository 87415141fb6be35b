import Foundation
import Testing
import Vocabulary
import Wire

@Suite("Matches as they are written")
struct DetectionRendererTests {
    static let hostile = "a\"b\\c,\r\n\t\u{1B}[2J\u{202E}é😀\0"

    static let rule = RuleSummary(
        id: "1-2", title: "Evil program", level: .high, tags: ["attack.t1059", "attack.execution"], source: "a.yml")

    /// What is written of one match.
    private func render(
        _ format: DetectionRenderer.Format, _ record: LogRecord, rule: RuleSummary = rule, file: String = "a.evtx",
        fields: [String: String] = ["CommandLine": "evil", "Image": "e.exe"]
    ) -> String {
        var out: [UInt8] = []
        DetectionRenderer(format).append(rule: rule, record: record, file: file, fields: fields, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// A record of the common fields; a nil leaves one out.
    private func record(
        host: String? = "WKS-1", channel: String? = "Security", code: String? = "4624", time: Bool = true
    ) throws -> LogRecord {
        var builder = RecordBatchBuilder()
        let field = builder.intern(FieldName("x", path: []))
        builder.beginRecord(position: 0, number: 42)
        let marked: [(String?, RecordBatchBuilder.Mark)] = [
            (host, .host), (channel, .channel), (code, .eventCode),
        ]
        for (value, mark) in marked {
            guard let value else { continue }
            builder.append(field, .utf8, value.utf8)
            builder.mark(mark)
        }
        if time { builder.setTime(try #require(Timestamp(iso8601: "2026-03-01T10:00:00.1234567Z")), zone: .stated) }
        builder.endRecord()
        return builder.finish()[0]
    }

    @Test("a JSON line has the keys of the contract in their order")
    func jsonLines() throws {
        #expect(
            render(.jsonLines, try record())
                == #"{"rule":{"id":"1-2","title":"Evil program","level":"high","tags":["attack.t1059","attack.execution"]},"#
                + #""time":"2026-03-01T10:00:00.123456Z","host":"WKS-1","source":"Security","eventCode":4624,"record":42,"offset":0,"#
                + #""file":"a.evtx","fields":{"CommandLine":"evil","Image":"e.exe"}}"# + "\n")
    }

    @Test("what a record does not say is null")
    func nulls() throws {
        let record = try record(host: nil, channel: nil, code: nil, time: false)

        #expect(
            render(.jsonLines, record, fields: [:]).hasSuffix(
                #""time":null,"host":null,"source":null,"eventCode":null,"record":42,"offset":0,"file":"a.evtx","fields":{}}"#
                    + "\n"))
    }

    @Test("what must be escaped is, wherever it stands")
    func escapes() throws {
        let record = try record()
        for (character, escaped) in [
            ("\"", #"\""#), ("\\", #"\\"#), ("\u{1F}", #"\u001f"#), ("\n", #"\n"#), ("é", "é"),
        ] {
            for before in 0..<18 {
                for behind in [0, 1, 7, 8, 9] {
                    let ends = (String(repeating: "!", count: before), String(repeating: "~", count: behind))
                    let line = render(.jsonLines, record, fields: ["F": ends.0 + character + ends.1])
                    #expect(line.hasSuffix("\"fields\":{\"F\":\"\(ends.0)\(escaped)\(ends.1)\"}}\n"))
                }
            }
        }
    }

    @Test("an event code that is no number stays text")
    func textCode() throws {
        #expect(render(.jsonLines, try record(code: "AUTH\"1")).contains(#""eventCode":"AUTH\"1","#))
    }

    @Test("CSV has a head, quoted cells and CRLF")
    func csv() throws {
        #expect(
            String(decoding: DetectionRenderer(.csv).header, as: UTF8.self)
                == "time,level,title,rule,host,source,event_code,record,file,fields,offset\r\n")
        #expect(
            render(.csv, try record())
                == #""2026-03-01T10:00:00.123456Z","high","Evil program","1-2","WKS-1","Security","4624","42","a.evtx","CommandLine=evil; Image=e.exe","0""#
                + "\r\n")
        #expect(render(.csv, try record(host: "=cmd|'/c calc'!A0")).contains(#","'=cmd|'/c calc'!A0","#))
    }

    @Test("the columns of the table stand under their heads")
    func table() throws {
        let head = String(decoding: DetectionRenderer(.table).header, as: UTF8.self)
        let line = render(.table, try record())

        #expect(line == "2026-03-01T10:00:00.123456Z  high           WKS-1                 Evil program\n")
        for (column, cell) in [("level", "high"), ("host", "WKS-1"), ("rule", "Evil")] {
            #expect(
                head.firstRange(of: column)?.lowerBound.utf16Offset(in: head)
                    == line.firstRange(of: cell)?.lowerBound.utf16Offset(in: line))
        }
        #expect(render(.table, try record(host: nil, time: false)).hasPrefix("-   "))
    }

    @Test("Timesketch gets a message, a time, its meaning, and the fields that matched")
    func timesketch() throws {
        #expect(
            render(.timesketch, try record())
                == #"{"CommandLine":"evil","Image":"e.exe","datetime":"2026-03-01T10:00:00.123456Z","event_code":"4624","#
                + #""hostname":"WKS-1","message":"Evil program: CommandLine=evil; Image=e.exe","rule_id":"1-2","#
                + #""rule_level":"high","source_file":"a.evtx","source_name":"Security","timestamp_desc":"Event Time"}"#
                + "\n")
        let timeless = render(.timesketch, try record(time: false))
        #expect(timeless.contains(#""datetime":"1970-01-01T00:00:00.000000Z""#))
        #expect(timeless.contains(#""timestamp_desc":"Time unknown""#))
    }

    @Test("a field of the evidence cannot pass for what Cordon says of the match")
    func reservedNames() throws {
        let fields = ["message": "nothing", "datetime": "2001-01-01T00:00:00Z", "rule_level": "low", "Image": "e"]
        let line = render(.timesketch, try record(), fields: fields)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])

        #expect(object["datetime"] == "2026-03-01T10:00:00.123456Z")
        #expect(object["rule_level"] == "high")
        #expect(object["message"]?.hasPrefix("Evil program: ") == true)
        #expect(object["Image"] == "e")
    }

    @Test(
        "hostile text stays one line of valid JSON, whole",
        arguments: [DetectionRenderer.Format.jsonLines, .timesketch])
    func hostileJSON(format: DetectionRenderer.Format) throws {
        let text = Self.hostile
        let rule = RuleSummary(id: text, title: text, level: .low, tags: [text], source: text)
        let line = render(
            format, try record(host: text, channel: text, code: text), rule: rule, file: text, fields: [text: text])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])

        #expect(line.unicodeScalars.filter { $0.value < 0x20 }.map(\.value) == [0x0A])
        #expect(line.hasSuffix("\n"))
        if format == .jsonLines {
            #expect(object["host"] as? String == text)
            #expect(object["source"] as? String == text)
            #expect(object["eventCode"] as? String == text)
            #expect(object["file"] as? String == text)
            #expect(object["fields"] as? [String: String] == [text: text])
            #expect((object["rule"] as? [String: Any])?["title"] as? String == text)
        } else {
            #expect(object["hostname"] as? String == text)
            #expect(object[text] as? String == text)
        }
    }

    @Test("hostile text stays in its cell of CSV")
    func hostileCSV() throws {
        let line = render(.csv, try record(host: Self.hostile), file: "=\"x\",y", fields: ["=a": "\"\r\n"])
        let cells = try #require(Self.cells(line))

        #expect(cells.count == 11)
        #expect(cells[4] == Self.hostile)
        #expect(cells[8] == "'=\"x\",y")
        #expect(cells[9] == "'=a=\"\r\n")
    }

    @Test("hostile text stays on its line of the table and cannot steer the terminal")
    func hostileTable() throws {
        let rule = RuleSummary(id: "1", title: "t\n\u{1B}[2J", level: .low, tags: [], source: "a")
        let line = render(.table, try record(host: "\u{202E}h\nx"), rule: rule)

        #expect(line == "2026-03-01T10:00:00.123456Z  low            \\u{202E}h x           t \\u{1B}[2J\n")
    }

    /// The cells of one row, read as RFC 4180 has it; nil where the text is not one whole row.
    private static func cells(_ row: String) -> [String]? {
        var cells: [String] = []
        var rest = Array(row.unicodeScalars)[...]
        repeat {
            guard rest.popFirst() == "\"" else { return nil }
            var cell = ""
            while let scalar = rest.popFirst() {
                if scalar != "\"" {
                    cell.unicodeScalars.append(scalar)
                } else if rest.first == "\"" {
                    cell.unicodeScalars.append("\"")
                    rest.removeFirst()
                } else {
                    break
                }
            }
            cells.append(cell)
        } while rest.popFirst() == ","
        return rest.elementsEqual(["\n"]) ? cells : nil
    }
}
