import EvidenceParsing
import Testing
import Vocabulary

@Suite("Records of event logs")
struct EVTXRecordTests {
    @Test("fields have the names that rules use")
    func flatNames() {
        var log = EVTXBuilder()
        let body = EVTXSamples.event(
            .element(
                "EventData", [],
                [EVTXSamples.data("Image", 4), .element("Data", [], [.value(5)]), .element("Data", [], [.value(6)])]))
        log.add(
            id: 7, template: "t", body,
            values: EVTXSamples.systemValues + [.string("C:\\a.exe"), .string("one"), .string("two")])

        let parsed = EVTXSamples.parse(log.finishedChunk())

        #expect(
            EVTXSamples.fields(parsed) == [
                [
                    "Provider_Name=Microsoft-Windows-Sysmon", "EventID=1",
                    "TimeCreated_SystemTime=2026-03-01T10:00:00.123456Z",
                    "Channel=Microsoft-Windows-Sysmon/Operational", "Computer=WEB01", "Image=C:\\a.exe", "Data=one",
                    "Data=two",
                ]
            ])
        #expect(parsed.issues == [])
        #expect(
            parsed.batch[0].fields.suffix(3).map(\.name.path) == [
                [.element("EventData"), .namedData("Image")], [.element("EventData"), .element("Data")],
                [.element("EventData"), .element("Data", ordinal: 1)],
            ])
    }

    @Test("number, place, time and the common fields are known without a search")
    func commonFields() {
        var log = EVTXBuilder()
        log.add(id: 7, time: 5, template: "t", EVTXSamples.event(), values: EVTXSamples.systemValues)
        log.add(id: 8, time: 5, template: "t", EVTXSamples.event(), values: EVTXSamples.systemValues)

        let record = EVTXSamples.parse(log.finishedChunk()).batch[1]

        #expect(record.number == 8)
        #expect(record.position == UInt64(4096 + log.recordStarts[1]))
        #expect(
            record.time == Timestamp(ticks: Int64(EVTXSamples.tenOClock)).map { RecordTime(moment: $0, zone: .stated) })
        #expect(
            [record.host, record.channel, record.provider, record.eventCode].map { $0?.text } == [
                "WEB01", "Microsoft-Windows-Sysmon/Operational", "Microsoft-Windows-Sysmon", "1",
            ])
    }

    @Test("the header's time counts only where the record states none")
    func headerTime() {
        let parsed = EVTXSamples.parse(.element("EventData"), values: [])

        #expect(parsed.batch[0].moment == Timestamp(ticks: Int64(EVTXSamples.tenOClock)))
        #expect(parsed.issues == [])
    }

    @Test("a time that cannot be read is an issue, and the record is kept")
    func badTime() {
        var log = EVTXBuilder()
        let system = EVTXBuilder.Node.element("System", [], [.element("TimeCreated", [("SystemTime", .value(0))])])
        log.add(
            id: 1, time: 5, template: "t", [.element("Event", [], [system])], values: [.string("yesterday")])

        let parsed = EVTXSamples.parse(log.finishedChunk())

        #expect(EVTXSamples.fields(parsed) == [["TimeCreated_SystemTime=yesterday"]])
        #expect(parsed.issues.map(\.kind) == [.badTime])
        #expect(parsed.issues.map(\.offset) == [4096 + 512])
    }

    @Test("a time in text is UTC unless it states a zone")
    func timeInText() {
        var log = EVTXBuilder()
        let system = EVTXBuilder.Node.element("System", [], [.element("TimeCreated", [("SystemTime", .value(0))])])
        for text in ["2026-03-01T10:00:00.123456", "2026-03-01T12:00:00.123456+02:00"] {
            log.add(id: 1, template: "t", [.element("Event", [], [system])], values: [.string(text)])
        }

        let times = EVTXSamples.parse(log.finishedChunk()).batch.records.map { $0.time?.moment.description }

        #expect(times == ["2026-03-01T10:00:00.123456Z", "2026-03-01T10:00:00.123456Z"])
    }

    @Test(
        "values of every type become text",
        arguments: [
            (0x01, EVTXBuilder.utf16("é\u{1F600}"), "é\u{1F600}"), (0x01, EVTXBuilder.utf16("counted\0"), "counted"),
            (0x02, Array("ansi\0".utf8), "ansi"), (0x03, [0xFF], "-1"), (0x04, [0xFF], "255"),
            (0x05, [0xFE, 0xFF], "-2"), (0x06, [0xFE, 0xFF], "65534"), (0x07, [0xFE, 0xFF, 0xFF, 0xFF], "-2"),
            (0x08, [1, 0, 0, 0x80], "2147483649"), (0x09, [UInt8](repeating: 0xFF, count: 8), "-1"),
            (0x0A, [UInt8](repeating: 0xFF, count: 8), "18446744073709551615"), (0x0B, [0, 0, 0xC0, 0x3F], "1.5"),
            (0x0C, [0, 0, 0, 0, 0, 0, 0xF8, 0x3F], "1.5"), (0x0D, [1, 0, 0, 0], "true"), (0x0D, [0, 0, 0, 0], "false"),
            (0x0D, [16, 0, 0, 0], "16"), (0x0E, [0xCA, 0xFE], "CAFE"),
            (0x0F, Array(0..<16), "03020100-0504-0706-0809-0A0B0C0D0E0F"), (0x10, [0xFF, 0, 0, 0], "0xff"),
            (0x11, EVTXBuilder.little(EVTXSamples.tenOClock), "2026-03-01T10:00:00.123456Z"),
            (0x11, [UInt8](repeating: 0xFE, count: 8), "FEFEFEFEFEFEFEFE"),
            (
                0x12, [0xEA, 0x07, 3, 0, 0, 0, 1, 0, 10, 0, 0, 0, 0, 0, 123, 0] as [UInt8],
                "2026-03-01T10:00:00.123000Z"
            ),
            (0x13, [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0], "S-1-5-18"), (0x14, [0xEF, 0xBE, 0, 0], "0xbeef"),
            (0x15, [0xEF, 0xBE, 0, 0, 0, 0, 0, 0x80], "0x800000000000beef"), (0x7E, [1, 2], "0102"),
        ] as [(UInt8, [UInt8], String)])
    func valueTypes(type: UInt8, bytes: [UInt8], text: String) {
        let parsed = EVTXSamples.parse(.element("X", [], [.value(0)]), values: [.init(type, bytes)])

        #expect(EVTXSamples.fields(parsed) == [["X=\(text)"]])
    }

    @Test(
        "an array is one value of its field for each item",
        arguments: [
            (.strings(["a", "", "c"]), ["X=a", "X=", "X=c"]), (.init(0x82, Array("a\0b".utf8)), ["X=a", "X=b"]),
            (.init(0x86, [1, 0, 2, 0]), ["X=1", "X=2"]), (.init(0x88, [1, 0, 0, 0, 2]), ["X=1", "X=2"]),
            (
                .init(0x93, [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]),
                ["X=S-1-5-18", "X=S-1-1"]
            ), (.init(0x81, []), ["X"]),
        ] as [(EVTXBuilder.Value, [String])])
    func arrays(value: EVTXBuilder.Value, fields: [String]) {
        #expect(EVTXSamples.fields(EVTXSamples.parse(.element("X", [], [.value(0)]), values: [value])) == [fields])
    }

    @Test("a null value is an empty element, and no attribute where it is optional")
    func nulls() {
        let parsed = EVTXSamples.parse(
            .element("A", [("P", .optional(0)), ("Q", .value(0))], [.optional(0)]),
            .element("B", [("P", .optional(0))]), .element("C", [], [.value(9)]), .element("D"),
            .element("E", [("P", .optional(1))]), values: [.null, .uint32(5)])

        #expect(EVTXSamples.fields(parsed) == [["A_Q", "A", "B", "C", "D", "E_P=5"]])
    }

    @Test("text is put together from literals, values, references and CDATA")
    func mixedText() {
        let parsed = EVTXSamples.parse(
            .element(
                "A", [("P", .text("x"))],
                [
                    .text("1 "), .entity("lt"), .value(0), .entity("unknown"), .character(0x21), .cdata("<b>"),
                    .value(1), .value(2), .value(3),
                ]),
            values: [.uint32(2), .null, .strings(["p", "q"]), .string("end")])

        #expect(EVTXSamples.fields(parsed) == [["A_P=x", "A=1 <2&unknown;!<b>p,qend"]])
    }

    @Test("white space between elements is no text, text is")
    func textAmongElements() {
        let parsed = EVTXSamples.parse(
            .element("A", [], [.text("\r\n "), .element("B", [], [.text("b")]), .text("tail")]), values: [])

        #expect(EVTXSamples.fields(parsed) == [["B=b", "A=tail"]])
    }

    @Test("binary XML inside a value stands below its element")
    func nestedTemplate() {
        var log = EVTXBuilder()
        log.add(
            id: 1, template: "outer", [.element("Event", [], [.element("UserData", [], [.value(1)])])], first: .null,
            inner: "inner",
            [.element("LogFileCleared", [("xmlns", .text("u"))], [.element("SubjectUserName", [], [.value(0)])])],
            innerValues: [.string("mallory")])

        let parsed = EVTXSamples.parse(log.finishedChunk())

        #expect(EVTXSamples.fields(parsed) == [["LogFileCleared_xmlns=u", "SubjectUserName=mallory"]])
        #expect(
            parsed.batch[0].fields.last?.name.path == [
                .element("UserData"), .element("LogFileCleared"), .element("SubjectUserName"),
            ])
    }

    @Test("elements inside a value have no dependency id")
    func elementsInValue() {
        func log(_ value: [UInt8]) -> EVTXBuilder {
            var log = EVTXBuilder()
            let body = EVTXBuilder.Node.element("A", [], [.value(0)])
            log.add(id: 1, template: "t", [.element("Event", [], [body])], values: [.init(0x21, value)])
            return log
        }
        // The value is followed by the end of the stream and the copy of the record's size.
        let start = UInt32(log([]).chunk.count - 5)
        // <B>x</B>: token, size, where the name is, the name itself, and what stands between the tags.
        var value: [UInt8] = [0x01] + EVTXBuilder.little(UInt32(27)) + EVTXBuilder.little(start + 9)
        value += [0, 0, 0, 0, 0x42, 0, 1, 0] + EVTXBuilder.utf16("B\0")
        value += [0x02, 0x05, 0x01, 1, 0] + EVTXBuilder.utf16("x") + [0x04, 0x00]

        #expect(EVTXSamples.fields(EVTXSamples.parse(log(value).finishedChunk())) == [["B=x"]])
    }
}
