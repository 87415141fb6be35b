import Detection
import Foundation
import Testing
import Vocabulary
import Wire

@Suite("Explanations and counts as they are written")
struct ExplanationShapeTests {
    private func explanation(kind: String) throws -> (RuleExplanation, LogRecord) {
        let text = """
            title: Tool
            id: 1-2
            level: high
            logsource: {product: test, service: log}
            detection:
              selection: {kind|contains: [tool, x, y, z, v, w]}
              filter: {kind: 'a tool'}
              condition: selection and not filter
            """
        var builder = RecordBatchBuilder()
        builder.beginRecord(position: 0, number: 7)
        builder.append(builder.intern(FieldName("Channel", path: [.element("Channel")])), .utf8, Array("log".utf8))
        builder.mark(.channel)
        builder.append(builder.intern(FieldName("kind", path: [.element("kind")])), .utf8, Array(kind.utf8))
        builder.endRecord()
        let record = builder.finish()[0]
        let rules = RuleSet.load([RuleSource(name: "t.yml", text: text)], explains: true).rules
        return (try #require(RuleExplainer(rules).explain(0, record)), record)
    }

    @Test("for people, what holds has a plus, what was looked for stands between marks, and long lists are counted")
    func text() throws {
        let (explained, _) = try explanation(kind: "é tool")

        #expect(
            ExplanationText(explained).text == """
                Tool (1-2): matches
                + log source: test log; the record: channel log
                  + channel log or test/log or test:log or test.log or test-log or test_log
                + all of
                  + selection
                    + any of
                      + kind contains 'tool'
                          kind: é >>tool<<
                      - 5 others do not hold
                  + not
                    - filter
                      - kind is 'a tool'
                          kind: é tool
                """)
    }

    @Test("JSON says of each value whether it fits, and where in bytes")
    func json() throws {
        let (explained, _) = try explanation(kind: "é tool")
        let json = String(decoding: try WireJSON.line(ExplanationShape(explained)), as: UTF8.self)

        #expect(json.contains(#"{"end":7,"field":"kind","fits":true,"start":3,"text":"é tool"}"#))
        #expect(json.contains(#""matches":true"#))
    }

    @Test("a JSON line says why where that is asked")
    func why() throws {
        let (explained, record) = try explanation(kind: "tool")
        var line: [UInt8] = []
        DetectionRenderer(.jsonLines).append(
            rule: explained.rule, record: record, file: "f", fields: [:], why: explained, to: &line)

        #expect(
            String(decoding: line, as: UTF8.self).hasSuffix(
                #""fields":{},"why":{"selections":["selection"],"fields":[{"selection":"selection","field":"kind","#
                    + #""test":"kind contains 'tool'","value":"tool","start":0,"end":4}]}}"# + "\n"))
    }

    @Test(
        "how many matches one stands for is part of its line",
        arguments: [
            (
                DetectionRenderer.Format.jsonLines, "{}\n",
                #"{,"count":3,"first":"2026-03-01T10:00:00.000000Z","last":null}"# + "\n"
            ),
            (.csv, "a\r\n", #"a,"3","2026-03-01T10:00:00.000000Z","""# + "\r\n"),
            (.table, "a\n", "a (3 times, until -)\n"),
        ])
    func counts(format: DetectionRenderer.Format, line: String, counted: String) {
        var bytes = Array(line.utf8)
        DetectionRenderer(format).append(
            count: 3, first: Timestamp(iso8601: "2026-03-01T10:00:00Z"), last: nil, to: &bytes)

        #expect(String(decoding: bytes, as: UTF8.self) == counted)
    }

    @Test("a Navigator layer scores techniques by their rules, and names the log sources that are missing")
    func layer() throws {
        let technique = try #require(TechniqueID("T1059.001"))
        let shape = CoverageShape(
            name: "n", description: "d", techniques: [.init(technique, levels: [.high: 2, .low: 1], blindRules: 1)],
            sources: [.init(product: "windows", category: "dns_query", service: nil, rules: 3, records: 0)])
        let json = String(decoding: try WireJSON.line(shape), as: UTF8.self)

        #expect(
            json.contains(
                #""metadata":[{"name":"high","value":"2"},{"name":"low","value":"1"}],"score":3,"techniqueID":"T1059.001""#
            ))
        #expect(json.contains(#""metadata":[{"name":"missing log source","value":"windows dns_query: 3 rules"}]"#))
        #expect(json.contains(#""versions":{"attack":"18","layer":"4.5","navigator":"5.1.0"}"#))
    }
}
