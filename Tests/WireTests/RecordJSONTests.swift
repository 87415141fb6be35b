import Testing
import Vocabulary
import Wire

@Suite("Records as JSON")
struct RecordJSONTests {
    @Test("an event has its attributes, named and unnamed data, and repeated siblings where other parsers put them")
    func event() {
        let record = WrittenRecord(number: 7)
            .with([.element("System"), .element("Provider"), .attribute("Name")], "Sysmon")
            .with([.element("System"), .element("EventID"), .attribute("Qualifiers")], .uint16, [5, 0])
            .with([.element("System"), .element("EventID")], .uint16, [1, 1])
            .with([.element("System"), .element("Correlation")], .null, [])
            .with([.element("EventData"), .namedData("Image")], "a.exe")
            .with([.element("EventData"), .namedData("Image", ordinal: 1)], "b.exe")
            .with([.element("EventData"), .element("Data")], "one")
            .with([.element("EventData"), .element("Data", ordinal: 1)], "two")
            .with([.element("EventData"), .namedData("List"), .item(0)], "x")
            .with([.element("EventData"), .namedData("List"), .item(1)], "y")

        #expect(
            record.json(.evtx) == """
                {"record":7,"time":"2026-03-01T10:00:00.123456Z","event":{"System":{"Provider":{"#attributes":\
                {"Name":"Sysmon"}},"EventID":{"#attributes":{"Qualifiers":5},"#text":257},"Correlation":null},\
                "EventData":{"Image":"a.exe","Image_1":"b.exe","Data":{"#text":["one","two"]},"List":["x","y"]}}}

                """)
    }

    @Test("a JSON line keeps its structure")
    func jsonLine() {
        let record = WrittenRecord(number: 0)
            .with([.element("Data")], "d")
            .with([.element("list"), .item(0), .element("a")], .numberText, Array("1.50".utf8))
            .with([.element("list"), .item(1), .item(0)], .bool, [1])
            .with([.element("none")], .null, [])

        #expect(
            record.json(.jsonLines) == """
                {"record":0,"time":"2026-03-01T10:00:00.123456Z","event":{"Data":"d","list":[{"a":1.50},[true]],"none":null}}

                """)
    }

    @Test("records of the same fields have their own values, and a record without fields or time is written, too")
    func sameShape() {
        var builder = RecordBatchBuilder()
        let field = builder.intern(FieldName("a", path: [.element("a")]))
        for text in ["1", "2"] {
            builder.beginRecord(position: 0, number: 1)
            builder.append(field, .utf8, Array(text.utf8))
            builder.endRecord()
        }
        builder.beginRecord(position: 0, number: 2)
        builder.endRecord()
        var writer = RecordJSON(.evtx)
        var out: [UInt8] = []

        for record in builder.finish().records { writer.append(record, to: &out) }

        #expect(
            String(decoding: out, as: UTF8.self) == """
                {"record":1,"time":null,"event":{"a":"1"}}
                {"record":1,"time":null,"event":{"a":"2"}}
                {"record":2,"time":null,"event":{}}

                """)
    }

    @Test(
        "every value is valid JSON and valid UTF-8",
        arguments: [
            (.utf8, Array("q\" b\\ n\n r\r t\t c\u{1} é".utf8), #""q\" b\\ n\n r\r t\t c\u0001 é""#),
            (.utf8, [0x61, 0xFF], "\"a\u{FFFD}\""), (.utf16, [0x61, 0, 0x22, 0, 0x00, 0xD8], "\"a\\\"\u{FFFD}\""),
            (.utf16, [0xE9, 0, 0x3D, 0xD8, 0x00, 0xDE], "\"é\u{1F600}\""), (.int32, [0xFF, 0xFF, 0xFF, 0xFF], "-1"),
            (.uint64, [UInt8](repeating: 0xFF, count: 8), "18446744073709551615"),
            (.uint32, [UInt8](repeating: 1, count: 9), #""010101010101010101""#),
            (.float64, [0, 0, 0, 0, 0, 0, 0xF0, 0x7F], #""inf""#),
            (.float32, [0, 0, 0xC0, 0x3F], "1.5"), (.bool, [0, 0, 0, 0], "false"),
            (.hex32, [0x1F, 0, 0, 0], #""0x1f""#),
            (.numberText, Array("1e5".utf8), "1e5"), (.numberText, Array("01".utf8), #""01""#),
            (.numberText, Array("-".utf8), #""-""#), (.null, [], "null"),
            (.windows1252, [0x80, 0x22], "\"\u{20AC}\\\"\""), (.fileTime, [0xFF], #""FF""#),
        ] as [(ValueEncoding, [UInt8], String)])
    func values(encoding: ValueEncoding, bytes: [UInt8], json: String) {
        let record = WrittenRecord(number: 1).with([.element("v")], encoding, bytes)

        #expect(
            record.json(.evtx) == #"{"record":1,"time":"2026-03-01T10:00:00.123456Z","event":{"v":"# + json + "}}\n")
    }

    @Test("keys are escaped and differ, whatever they are")
    func keys() {
        let record = WrittenRecord(number: 1)
            .with([.element("a")], "1").with([.element("a", ordinal: 1)], "2").with([.element("a_1")], "3")
            .with([.namedData("a")], "4").with([.element("\"\n")], "5")

        #expect(
            record.json(.evtx) == """
                {"record":1,"time":"2026-03-01T10:00:00.123456Z","event":\
                {"a":"1","a_1":"2","a_1_1":"3","a_2":"4","\\"\\n":"5"}}

                """)
    }
}
