import Testing
import Vocabulary
import Wire

@Suite("Matches of correlations as they are written")
struct CorrelationMatchTests {
    private func render(
        _ format: DetectionRenderer.Format, group: [(String, String)] = [("User", "e\"ve")], isOver: Bool = true,
        host: String? = "WKS-1", measure: Double = 2
    ) throws -> String {
        let first = try #require(Timestamp(iso8601: "2026-03-01T10:00:00Z"))
        let last = first.advanced(bySeconds: 9)
        let rule = DetectionRendererTests.rule
        let records = [first, last].enumerated().map { number, moment in
            CorrelationMatch.Record(
                rule: rule, moment: moment, host: number == 0 ? "WKS-1" : "", file: "a.evtx", number: UInt64(number),
                offset: UInt64(512 * number))
        }
        var out: [UInt8] = []
        DetectionRenderer(format).append(
            CorrelationMatch(
                rule: rule, group: group, met: last, first: first, last: last, host: host, count: 2, measure: measure,
                isOver: isOver, records: records), to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    @Test("a JSON line has the group and the records")
    func jsonLines() throws {
        let rule =
            #"{"rule":{"id":"1-2","title":"Evil program","level":"high","tags":["attack.t1059","attack.execution"]},"#
        let records =
            #""records":[{"time":"2026-03-01T10:00:00.000000Z","rule":"1-2","host":"WKS-1","record":0,"offset":0,"#
            + #""file":"a.evtx"},{"time":"2026-03-01T10:00:09.000000Z","rule":"1-2","host":null,"record":1,"offset":512,"#
            + #""file":"a.evtx"}]}"# + "\n"

        #expect(
            try render(.jsonLines)
                == rule
                + #""time":"2026-03-01T10:00:09.000000Z","host":"WKS-1","source":"correlation","group":{"User":"e\"ve"},"#
                + #""first":"2026-03-01T10:00:00.000000Z","last":"2026-03-01T10:00:09.000000Z","count":2,"value":2,"#
                + records)
        #expect(
            try render(.jsonLines, group: [], isOver: false, host: nil, measure: 2.5).contains(
                #""host":null,"source":"correlation","group":{},"first":"2026-03-01T10:00:00.000000Z","#
                    + #""last":"2026-03-01T10:00:09.000000Z","count":2,"value":2.5,"open":true,"records":["#))
    }

    @Test("a row has as many cells as its header, and a table says how many records there are, and of when")
    func rows() throws {
        #expect(
            try render(.csv)
                == #""2026-03-01T10:00:09.000000Z","high","Evil program","1-2","WKS-1","correlation","","","a.evtx","#
                + #""User=e""ve; 2 records, 2026-03-01T10:00:00.000000Z to 2026-03-01T10:00:09.000000Z""# + "\r\n")
        #expect(
            try render(.table).hasSuffix(
                "Evil program (User=e\"ve): 2 records, 2026-03-01T10:00:00.000000Z to 2026-03-01T10:00:09.000000Z\n"))
    }

    @Test("Timesketch gets what it asks for")
    func timesketch() throws {
        let line = try render(.timesketch)
        #expect(line.contains(#""datetime":"2026-03-01T10:00:09.000000Z""#))
        #expect(line.contains(#""timestamp_desc":"Correlation Time""#))
        #expect(line.contains(#""User":"e\"ve""#))
    }
}
