import Vocabulary

/// Logs of containers as containerd and CRI-O write them (Kubernetes, "CRI: Log format"):
/// `2026-03-01T10:00:00.123456789Z stdout F text`. `P` marks a part of a longer line; each part is a record.
struct ContainerLogReader: LineReader {
    static var format: EvidenceFormat { .containerLog }

    private let timestamp: FieldID
    private let stream: FieldID
    private let tag: FieldID
    private let message: FieldID
    private let webServer: WebServerLine

    init(_ records: inout LineRecords) {
        timestamp = records.field("timestamp")
        stream = records.field("stream")
        tag = records.field("tag")
        message = records.field("message")
        webServer = WebServerLine(&records)
    }

    private struct Line {
        let time: LineTime
        let stream: Range<Int>
        let tag: Range<Int>
        let text: Range<Int>

        init?(_ bytes: Span<UInt8>, _ line: Range<Int>) {
            guard line.count > 20, bytes[line.lowerBound].isDigit, let time = LineTime.iso(bytes, line),
                time.offset != nil, time.end < line.upperBound, bytes[time.end] == 0x20
            else { return nil }
            self.time = time
            stream = time.end + 1..<bytes.wordEnd(time.end + 1..<line.upperBound)
            guard bytes.equals(stream, "stdout") || bytes.equals(stream, "stderr"), stream.upperBound < line.upperBound
            else { return nil }
            // Tags can follow each other behind colons.
            tag = stream.upperBound + 1..<bytes.wordEnd(stream.upperBound + 1..<line.upperBound)
            guard let first = tag.first, bytes[first] == UInt8(ascii: "F") || bytes[first] == UInt8(ascii: "P"),
                tag.count == 1 || bytes[first + 1] == UInt8(ascii: ":")
            else { return nil }
            text = min(tag.upperBound + 1, line.upperBound)..<line.upperBound
        }
    }

    static func fits(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool { Line(bytes, line) != nil }

    mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>, into records: inout LineRecords) {
        guard let line = Line(bytes, text) else {
            return records.addUnknown(text, as: message, "the line is not one of a container's log")
        }
        records.begin(at: text.lowerBound)
        records.add(timestamp, text.lowerBound..<line.time.end)
        records.builder.mark(.originalTime)
        records.setTime(line.time, at: text.lowerBound)
        records.add(stream, line.stream)
        records.add(tag, line.tag)
        records.add(message, line.text)
        webServer.read(bytes, line.text, into: &records)
        records.end(at: text.lowerBound)
    }
}
