import EvidenceParsing
import Vocabulary
import Wire

/// Reads a whole file as `Services` does, looks at everything it gave, and stops where a parser breaks its word.
func readAll(_ bytes: [UInt8], with first: any EvidenceParser) {
    var parser = first
    _ = parser.recognises(Array(bytes.prefix(EvidenceFormats.headLength)))
    var rest = bytes[...]
    while !rest.isEmpty {
        let offset = UInt64(rest.startIndex)
        let length = parser.portionLength(of: rest, at: offset, isLast: true)
        promise(length > 0 && length <= rest.count, "a last window is always cut, and never behind its end")
        let portion = EvidencePortion(bytes: Array(rest.prefix(length)), offset: offset)
        let parsed = parser.parse(portion)
        let place = offset...offset + UInt64(length)
        for issue in parsed.issues {
            promise(place.contains(issue.offset), "an issue lies in its portion")
        }
        var text: [UInt8] = []
        var json = RecordJSON(parser.format)
        for record in parsed.batch.records {
            promise(place.contains(record.position), "a record lies in its portion")
            text.removeAll(keepingCapacity: true)
            look(at: record, text: &text)
            text.removeAll(keepingCapacity: true)
            RecordXML.append(record, to: &text)
            text.removeAll(keepingCapacity: true)
            json.append(record, to: &text)
            checkLine(text)
        }
        parser = parser.following(portion)
        rest.removeFirst(length)
    }
}

private func look(at record: LogRecord, text: inout [UInt8]) {
    for value in [record.host, record.channel, record.provider, record.eventCode] { value?.appendText(to: &text) }
    _ = record.time
    for field in record.fields {
        field.value.appendText(to: &text)
        _ = field.value.integer
        _ = field.value.bool
    }
}

/// What is dumped as JSON can be read again.
private func checkLine(_ line: [UInt8]) {
    promise(line.last == UInt8(ascii: "\n") && !line.dropLast().contains(UInt8(ascii: "\n")), "a record is one line")
    let again = JSONLinesParser().parse(EvidencePortion(bytes: line, offset: 0))
    promise(!again.issues.contains { $0.kind == .damagedRecord }, "a dumped record is sound JSON")
}
