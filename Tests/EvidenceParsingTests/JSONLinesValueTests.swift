import EvidenceParsing
import Testing
import Vocabulary

@Suite("JSON lines: values and places")
struct JSONLinesValueTests {
    private func fields(_ line: String) -> [String] {
        JSONLinesText.parse(line).batch.records.flatMap { $0.fields.map { "\($0.value.encoding) \($0.value.text)" } }
    }

    @Test("each kind of value keeps its kind and its own text")
    func kinds() {
        #expect(
            fields(#"{"a":"x","b":-0.10E+2,"c":true,"d":false,"e":null,"f":"","g":12345678901234567890123}"#) == [
                "utf8 x", "numberText -0.10E+2", "bool true", "bool false", "null ", "utf8 ",
                "numberText 12345678901234567890123",
            ])
    }

    @Test("truth values are one byte, zero or one")
    func truth() {
        let record = JSONLinesText.parse(#"{"a":true,"b":false}"#).batch[0]
        #expect(record.fields.map { Array($0.value.bytes) } == [[1], [0]])
    }

    @Test("escapes are decoded, pairs of surrogates too, and a lone surrogate becomes U+FFFD")
    func escapes() {
        #expect(
            fields(
                #"{"a":"\"\\\/\b\f\n\r\t","b":"\u00e9\u20AC\uD83D\uDE00","c":"\ud800x","d":"\udc00","e":"\ud800\u0041"}"#
            )
                == [
                    "utf8 \"\\/\u{8}\u{C}\n\r\t", "utf8 é€😀", "utf8 \u{FFFD}x", "utf8 \u{FFFD}", "utf8 \u{FFFD}A",
                ])
    }

    @Test("a key is the same however it is escaped")
    func escapedKeys() {
        let names = JSONLinesText.parse(#"{"\u0041b":1}"# + "\n" + #"{"Ab":2}"#).batch.catalogue.fields
        #expect(names == [FieldName("Ab", path: [.element("Ab")])])
    }

    @Test("a key is what is written, whatever key stood there in the record before")
    func keysInAnyOrder() {
        let keys = [
            #"{"Image":1,"Target":2,"a":3}"#, #"{"Image":1,"TargetImage":2,"a":3}"#, #"{"Image":1,"Targe":2,"b":3}"#,
            #"{"Image":1,"Image":2,"a":3}"#, #"{"Target":1,"a\\":2,"Image":3}"#, #"{"Target":1,"a\\":2,"Image":3}"#,
            #"{"Target":1,"a\"":2,"a":3}"#, #"{"":1,"Image":2,"":3}"#,
        ]
        let batch = JSONLinesText.parse(keys.joined(separator: "\n")).batch
        #expect(
            batch.records.map { $0.fields.map { "\($0.name.name)=\($0.value.text)" } } == [
                ["Image=1", "Target=2", "a=3"], ["Image=1", "TargetImage=2", "a=3"], ["Image=1", "Targe=2", "b=3"],
                ["Image=1", "Image=2", "a=3"], ["Target=1", #"a\=2"#, "Image=3"], ["Target=1", #"a\=2"#, "Image=3"],
                ["Target=1", #"a"=2"#, "a=3"], ["=1", "Image=2", "=3"],
            ])
    }

    @Test("what does not stand for itself is found at any place of a text", arguments: 0...40)
    func escapesAtAnyPlace(length: Int) {
        let plain = String(repeating: "x", count: length)
        #expect(fields(#"{"a":"\#(plain)\\y\u00e9","b":1}"#) == ["utf8 \(plain)\\yé", "numberText 1"])
        #expect(JSONLinesText.parse(#"{"a":"\#(plain)\x"}"#).issues.count == 1)
        #expect(JSONLinesText.parse(#"{"a":"\#(plain)\t\#(plain)"# + "\u{1}\"}").issues.count == 1)
        #expect(JSONLinesText.parse(#"{"a":"\#(plain)\n\#(plain)"#).issues.map(\.kind) == [.truncated])
    }

    @Test("a path leads back to the value: keys, items and repeated keys are told apart")
    func paths() {
        let record = JSONLinesText.parse(#"{"a":[1,{"b":2},[3]],"c":4,"c":5,"c":6,"":7}"#).batch[0]
        #expect(
            record.fields.map(\.name) == [
                FieldName("a", path: [.element("a"), .item(0)]),
                FieldName("a.b", path: [.element("a"), .item(1), .element("b")]),
                FieldName("a", path: [.element("a"), .item(2), .item(0)]),
                FieldName("c", path: [.element("c")]),
                FieldName("c", path: [.element("c", ordinal: 1)]),
                FieldName("c", path: [.element("c", ordinal: 2)]),
                FieldName("", path: [.element("")]),
            ])
    }

    @Test("a key is not repeated by another object that has it, too")
    func keysOfSeveralObjects() {
        let batch = JSONLinesText.parse(#"{"a":{"k":1},"b":{"k":2}}"# + "\n" + #"{"a":{"k":3}}"#).batch
        #expect(
            batch.catalogue.fields == [
                FieldName("a.k", path: [.element("a"), .element("k")]),
                FieldName("b.k", path: [.element("b"), .element("k")]),
            ])
    }

    @Test("the text of a named Data element keeps the path of its text")
    func namedDataPath() {
        let record = JSONLinesText.parse(
            ##"{"Event":{"EventData":{"Data":[{"@Name":"User","#text":"eve"}]}}}"##
        ).batch[0]
        let path: [PathStep] = [.element("Event"), .element("EventData"), .element("Data"), .item(0)]
        #expect(
            record.fields.map(\.name) == [
                FieldName("Data_Name", path: path + [.element("@Name")]),
                FieldName("User", path: path + [.element("#text")]),
            ])
    }

    @Test("the position of a record is the byte at which its line begins")
    func positions() {
        let parsed = JSONLinesText.parse("\r\n{\"a\":1}\r\n\n   \n {\"a\":2}\n{}", offset: 1_000)
        #expect(parsed.batch.records.map(\.position) == [1_002, 1_016, 1_025])
        #expect(parsed.issues == [])
    }
}
