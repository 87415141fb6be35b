import Vocabulary

/// Events of firewalls and other appliances, a line each, without a line of syslog around them or with its priority alone:
/// ``CommonEvent``, ``ExtendedEvent``, ``FirewallPairs``.
struct ApplianceReader: LineReader {
    static var format: EvidenceFormat { .applianceLog }

    private let priority: FieldID
    private let message: FieldID
    private let said: ApplianceMessage

    init(_ records: inout LineRecords) {
        priority = records.field("priority")
        message = records.field("message")
        said = ApplianceMessage(&records)
    }

    static func fits(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        ApplianceMessage.fits(bytes, withoutPriority(bytes, line))
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into records: inout LineRecords) {
        let text = Self.withoutPriority(bytes, line)
        guard ApplianceMessage.fits(bytes, text) else {
            return records.addUnknown(line, as: message, "the line is not an event of an appliance")
        }
        records.begin(at: line.lowerBound)
        if text.lowerBound > line.lowerBound { records.add(priority, line.lowerBound + 1..<text.lowerBound - 1) }
        said.read(bytes, text, isAlone: true, into: &records)
        records.end(at: line.lowerBound)
    }

    /// The line behind `<189>`.
    private static func withoutPriority(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
        guard bytes.starts(line, with: "<") else { return line }
        let close = bytes.first(UInt8(ascii: ">"), in: line.prefix(5))
        guard close < line.prefix(5).upperBound, bytes.areDigits(line.lowerBound + 1..<close) else { return line }
        return close + 1..<line.upperBound
    }
}
