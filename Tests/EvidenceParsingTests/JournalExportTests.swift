import EvidenceParsing
import Testing
import Vocabulary

@Suite("Exports of the journal")
struct JournalExportTests {
    private func entry(_ fields: String, number: Int = 1) -> String {
        "__CURSOR=s=1;i=\(number)\n__REALTIME_TIMESTAMP=177235920000000\(number)\n\(fields)\n"
    }

    /// A field as the journal writes one with line feeds in it.
    private func binary(_ name: String, _ value: [UInt8]) -> [UInt8] {
        Array("\(name)\n".utf8) + (0..<8).map { UInt8(truncatingIfNeeded: value.count >> (8 * $0)) } + value + [0x0A]
    }

    @Test("an entry is a record with the journal's names, and what its program says is read as that of syslog is")
    func whole() {
        let text = entry(
            "_HOSTNAME=web\nSYSLOG_IDENTIFIER=sshd\n_PID=7\nSYSLOG_FACILITY=10\nMESSAGE=Invalid user tom from 10.0.0.5\n"
        )
        #expect(
            LogText.describe(text) == """
                2026-03-01T10:00:00.000001Z web | auth | sshd | -
                  __CURSOR = s=1;i=1
                  __REALTIME_TIMESTAMP = 1772359200000001
                  _HOSTNAME = web
                  SYSLOG_IDENTIFIER = sshd
                  _PID = 7
                  SYSLOG_FACILITY = 10
                  MESSAGE = Invalid user tom from 10.0.0.5
                  ~program = sshd
                  ~pid = 7
                  ~message = Invalid user tom from 10.0.0.5
                  ~Channel = auth
                  src_ip = 10.0.0.5
                  user = tom
                  outcome = failure
                """)
    }

    @Test("a value may hold anything, an end of an entry and the beginning of another included")
    func binaries() throws {
        let spoof = Array("a\n\n__CURSOR=x\nMESSAGE=b".utf8)
        let bytes =
            Array(entry("").dropLast().utf8) + binary("MESSAGE", spoof) + Array("\n".utf8)
            + Array(entry("MESSAGE=c\n", number: 2).utf8)
        let parsed = try #require(LogText.read(bytes))
        #expect(parsed.batch.records.map { Array($0.value(named: "MESSAGE")?.bytes ?? []) } == [spoof, [0x63]])
        #expect(parsed.issues == [])
        let whole = LogText.records(bytes, window: bytes.count)
        for size in [1, 20, 64, 100] { #expect(LogText.records(bytes, window: size) == whole) }
    }

    @Test("a line that is no field, a length that lies and a cut end are issues; what can be read is read")
    func damage() throws {
        let lying = Array("MESSAGE\n".utf8) + Array(repeating: 0xFF, count: 8) + Array("x\n\n".utf8)
        let bytes =
            Array(entry("rubbish line\nMESSAGE=a\n").utf8) + Array(entry("", number: 2).dropLast().utf8) + lying
            + Array(entry("MESSAGE=c\n", number: 3).utf8) + Array("__CURSOR=s\n_CUT=x".utf8)
        let parsed = try #require(LogText.read(bytes))
        #expect(parsed.batch.records.compactMap { $0.value(named: "MESSAGE")?.text } == ["a", "c"])
        #expect(Set(parsed.issues.map(\.kind)) == [.damagedRecord, .truncated, .badTime])
    }
}
