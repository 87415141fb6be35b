import EvidenceParsing
import Vocabulary

/// The parts of event logs that several suites use.
enum EVTXSamples {
    /// 2026-03-01T10:00:00.123456Z as FILETIME.
    static let tenOClock: UInt64 = 134_168_328_001_234_567

    static func system(_ more: [EVTXBuilder.Node] = []) -> EVTXBuilder.Node {
        .element(
            "System", [],
            [
                .element("Provider", [("Name", .text("Microsoft-Windows-Sysmon"))]),
                .element("EventID", [("Qualifiers", .optional(1))], [.value(0)]),
                .element("TimeCreated", [("SystemTime", .value(2))]),
                .element("Channel", [], [.text("Microsoft-Windows-Sysmon/Operational")]),
                .element("Computer", [], [.value(3)]),
            ] + more)
    }

    /// `<Event>` with the System of above, which takes the values 0 to 3, and more.
    static func event(_ more: EVTXBuilder.Node...) -> [EVTXBuilder.Node] {
        [
            .element(
                "Event", [("xmlns", .text("http://schemas.microsoft.com/win/2004/08/events/event"))], [system()] + more)
        ]
    }

    static let systemValues: [EVTXBuilder.Value] = [.uint16(1), .null, .fileTime(tenOClock), .string("WEB01")]

    static func data(_ name: String, _ index: Int) -> EVTXBuilder.Node {
        .element("Data", [("Name", .text(name))], [.value(index)])
    }

    /// A log of records of one template, `<Event><X>number</X></Event>`.
    static func log(_ numbers: some Sequence<UInt64>) -> EVTXBuilder {
        var log = EVTXBuilder()
        for number in numbers {
            log.add(
                id: number, time: tenOClock, template: "t", [.element("Event", [], [.element("X", [], [.value(0)])])],
                values: [.uint32(UInt32(number))])
        }
        return log
    }

    /// Parses a chunk as the first of its file.
    static func parse(_ chunk: [UInt8]) -> ParsedPortion {
        EVTXParser().parse(EvidencePortion(bytes: chunk, offset: 4096))
    }

    /// Parses a record of one template without System.
    static func parse(_ body: EVTXBuilder.Node..., values: [EVTXBuilder.Value]) -> ParsedPortion {
        var log = EVTXBuilder()
        log.add(id: 1, time: tenOClock, template: "t", [.element("Event", [], body)], values: values)
        return parse(log.finishedChunk())
    }

    /// `name=text` of every field, in order; a null is `name`.
    static func fields(_ record: LogRecord) -> [String] {
        record.fields.map { $0.value.isNull ? $0.name.name : "\($0.name.name)=\($0.value.text)" }
    }

    static func fields(_ portion: ParsedPortion) -> [[String]] { portion.batch.records.map { fields($0) } }

    static func numbers(_ portion: ParsedPortion) -> [UInt64] { portion.batch.records.map(\.number) }
}
