import EvidenceParsing
import Simulation
import Testing
import Vocabulary

@Suite("Event logs as we write them")
struct EVTXWriterTests {
    let events: Events

    init() throws { events = try Events() }

    @Test("each type of value is read back as it was written")
    func types() throws {
        let values: [(EventValue, String)] = [
            (.string("C:\\Ünïcode\\𝕏.exe"), "C:\\Ünïcode\\𝕏.exe"), (.string(""), ""), (.null, ""), (.uint8(255), "255"),
            (.uint16(65_535), "65535"), (.uint32(4_294_967_295), "4294967295"), (.uint64(.max), "18446744073709551615"),
            (.hex32(0x1F_FFFF), "0x1fffff"), (.hex64(0x3E7), "0x3e7"), (.bool(true), "true"), (.bool(false), "false"),
            (.guid(GUID(0x1234_5678, 0x9ABC, 0xDEF0, 0x0102_0304_0506_0708)), "12345678-9ABC-DEF0-0102-030405060708"),
            (.sid(SID(5, 21, 1, 2, 3, 1105)), "S-1-5-21-1-2-3-1105"),
            (.fileTime(events.moment), "2026-03-02T06:00:00.123456Z"),
        ]
        let fields = values.enumerated().map { EventField("F\($0)", $1.0) }

        let reading = Reading(Events.log([events.event(.eventData(fields))]))

        let record = try #require(reading.records.first)
        #expect(reading.issues.isEmpty)
        #expect(values.indices.map { record.text("F\($0)") ?? "" } == values.map(\.1))
    }

    @Test("the system part of a record is read back")
    func systemPart() throws {
        let record = try #require(Reading(Events.log(events.numbered(0..<1))).records.first)

        #expect(record.moment == events.moment)
        #expect(record.number == 1)
        #expect(
            [record.host, record.channel, record.provider, record.eventCode].map { $0?.text } == [
                "WKS-1.corp.example", "Microsoft-Windows-Sysmon/Operational", "Microsoft-Windows-Sysmon", "11",
            ])
        #expect(
            ["Version", "Task", "Keywords", "Security_UserID"].map { record.text($0) } == [
                "2", "11", "0x8000000000000000", "S-1-5-18",
            ])
    }

    @Test("user data stands under its own element")
    func userData() throws {
        let body = EventBody.userData(
            element: "LogFileCleared", namespace: "urn:example", [EventField("SubjectUserName", .string("anna"))])

        let reading = Reading(Events.log([events.event(body)]))

        #expect(reading.issues.isEmpty)
        #expect(try #require(reading.records.first).text("SubjectUserName") == "anna")
    }

    @Test("records that no longer fit go to the next chunk, in order and without a gap")
    func chunks() {
        let file = Events.log(events.numbered(0..<900))

        let reading = Reading(file)

        #expect((file.count - 4096) % 65_536 == 0)
        #expect(file.count > 4096 + 2 * 65_536)
        #expect(reading.issues.isEmpty)
        #expect(reading.records.map(\.number) == Array(1...900))
        #expect(reading.records.map { $0.text("TargetFilename") } == (0..<900).map { "C:\\Temp\\\($0).txt" })
    }

    @Test("names and templates are written once in a chunk")
    func sharing() {
        let sizes = [1, 2, 3].map { Self.usedBytes(Events.log(events.numbered(0..<$0))) }

        #expect(sizes[2] - sizes[1] == sizes[1] - sizes[0])
        #expect(sizes[1] - sizes[0] < (sizes[0] - 512) / 4)
    }

    @Test("a record that is larger than a chunk is dropped, as Windows does, and takes no id")
    func tooLarge() {
        let huge = events.event(.eventData([EventField("Text", .string(String(repeating: "x", count: 32_700)))]))
        var writer = EVTXWriter(firstID: 7)

        let ids = [events.numbered(0..<1)[0], huge, events.numbered(1..<2)[0]].map { writer.append($0) }

        #expect(ids == [7, nil, 8])
        #expect(Reading(writer.finish()).records.map(\.number) == [7, 8])
    }

    @Test("a damaged byte is found by the checksums")
    func checksums() throws {
        let file = Events.log(events.numbered(0..<3))
        for place in [30, 4096 + 30, 4096 + 900] {
            var damaged = file
            damaged[place] ^= 0x55
            #expect(!Reading(damaged).issues.isEmpty, "byte \(place)")
        }
    }

    /// Where the unused part of the first chunk begins, as its header says.
    private static func usedBytes(_ file: [UInt8]) -> Int {
        (0..<4).reduce(0) { $0 | Int(file[4096 + 48 + $1]) << (8 * $1) }
    }
}
