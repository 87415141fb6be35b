import Foundation
import Simulation
import Vocabulary

/// Writes the seeds of targets that read what a writer of ours makes. Of event logs: small ones, without the zeros that
/// fill a chunk.
///
/// Run by `scripts/fuzz.sh seeds`. The seeds of the other targets are text and were written by hand.
@main
enum MakeSeeds {
    static func main() throws {
        guard let folder = CommandLine.arguments.dropFirst().first,
            let moment = Timestamp(iso8601: "2026-03-01T10:00:00.1234567Z")
        else { return print("usage: MakeSeeds FOLDER") }
        try SegmentSeeds.write(to: folder + "/Segment")
        let provider = EventProvider("Cordon-Seed", GUID(1, 2, 3, 4), eventSourceName: "Seed")
        func event(_ id: UInt16, _ body: EventBody, user: SID? = nil) -> WindowsEvent {
            let kind = EventKind(
                provider: provider, channel: "Security", id: id, keywords: 0x8020_0000_0000_0000, qualifiers: 1)
            return WindowsEvent(
                kind: kind, time: moment, processID: 4, threadID: 8, computer: "WS-1.example.test", user: user,
                body: body)
        }
        let values: [EventValue] = [
            .null, .string("C:\\a.exe \u{E9}\u{1F600} <&>"), .uint8(1), .uint16(2), .uint32(3), .uint64(4), .hex32(5),
            .hex64(6), .bool(true), .guid(GUID(7, 8, 9, 10)), .sid(SID(5, 21, 1, 2, 3, 1001)), .fileTime(moment),
        ]
        let types = event(
            1, .eventData(values.enumerated().map { EventField("F\($0)", $1) }), user: .localSystem)
        let short = event(2, .eventData([EventField("Image", .string("b.exe"))]))
        let cleared = event(
            1102, .userData(element: "LogFileCleared", namespace: "urn:seed", [EventField("By", .string("anna"))]))

        let seeds: [(name: String, events: [WindowsEvent], header: Bool)] = [
            ("types.chunk", [types], false),
            ("repeated.chunk", [short, short, short], false),
            ("mixed.chunk", [short, cleared, types, short], false),
            ("whole.evtx", [short, cleared], true),
        ]
        for seed in seeds {
            var writer = EVTXWriter()
            for event in seed.events { writer.append(event) }
            let file = writer.finish()
            // A chunk says at offset 48 where its unused part begins.
            let used = (0..<4).reduce(0) { $0 | Int(file[4096 + 48 + $1]) << (8 * $1) }
            try Data(file[(seed.header ? 0 : 4096)..<4096 + used]).write(
                to: URL(fileURLWithPath: folder + "/EVTX").appendingPathComponent(seed.name))
        }
    }
}
