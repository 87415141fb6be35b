import Simulation
import Testing
import Vocabulary

@Suite("Forwarded logs as we write them")
struct JSONLinesWriterTests {
    let events: Events

    init() throws { events = try Events() }

    @Test("a line has Winlogbeat's shape, and its text is escaped")
    func line() {
        let event = events.event(
            .eventData([
                EventField("CommandLine", .string("cmd /c \"dir\"\r\n\u{1}")), EventField("Initiated", .bool(true)),
                EventField("Empty", .string("")),
            ]))

        let line = String(decoding: JSONLinesWriter.line(for: event, recordID: 9), as: UTF8.self)

        #expect(
            line == """
                {"@timestamp":"2026-03-02T06:00:00.123Z","agent":{"type":"winlogbeat"},\
                "event":{"code":"11","kind":"event","outcome":"success","provider":"Microsoft-Windows-Sysmon"},\
                "host":{"name":"WKS-1.corp.example"},\
                "winlog":{"api":"wineventlog","channel":"Microsoft-Windows-Sysmon/Operational",\
                "computer_name":"WKS-1.corp.example",\
                "event_data":{"CommandLine":"cmd /c \\"dir\\"\\r\\n\\u0001","Initiated":"true"},\
                "event_id":"11","opcode":"0","process":{"pid":1204,"thread":{"id":88}},\
                "provider_guid":"{5770385f-c22a-43e0-bf4c-06f5698ffbd9}","provider_name":"Microsoft-Windows-Sysmon",\
                "record_id":9,"task":"11","version":2,"user":{"identifier":"S-1-5-18"}}}

                """)
    }

    @Test("an event log and its forwarded copy say the same")
    func sameAsEventLog() {
        let written = events.numbered(0..<5)
        let forwarded = written.enumerated().flatMap { JSONLinesWriter.line(for: $1, recordID: UInt64($0 + 1)) }

        let (log, copy) = (Reading(Events.log(written)), Reading(forwarded))

        #expect(copy.issues.isEmpty)
        for name in ["Image", "TargetFilename"] {
            #expect(copy.records.map { $0.text(name) } == log.records.map { $0.text(name) })
        }
        #expect(copy.records.map(\.code) == log.records.map(\.code))
        #expect(copy.records.map { $0.host?.text } == log.records.map { $0.host?.text })
        #expect(copy.records.map(\.number) == log.records.map(\.number))
    }
}
