import Vocabulary

/// An event of Sysmon for Linux: the XML of a Windows event on one line, as `sysmon` writes it to syslog.
///
/// Fields are called as in event logs of Windows, so that the same rules find them.
struct SysmonEvent {
    /// The fields that every event has, by the element or attribute that states them.
    private let providerName: FieldID
    private let providerID: FieldID
    private let created: FieldID
    private let processID: FieldID
    private let threadID: FieldID
    private let userID: FieldID
    private let system: [(element: StaticString, field: FieldID, mark: RecordBatchBuilder.Mark?)]
    private let data: Int

    init(_ records: inout LineRecords) {
        func element(_ name: String, _ attribute: String? = nil) -> FieldName {
            let path: [PathStep] = [.element("System"), .element(name)]
            return attribute.map { FieldName("\(name)_\($0)", path: path + [.attribute($0)]) }
                ?? FieldName(name, path: path)
        }
        providerName = records.builder.intern(element("Provider", "Name"))
        providerID = records.builder.intern(element("Provider", "Guid"))
        created = records.builder.intern(element("TimeCreated", "SystemTime"))
        processID = records.builder.intern(element("Execution", "ProcessID"))
        threadID = records.builder.intern(element("Execution", "ThreadID"))
        userID = records.builder.intern(element("Security", "UserId"))
        system = [
            ("EventID", records.builder.intern(element("EventID")), .eventCode),
            ("Version", records.builder.intern(element("Version")), nil),
            ("Level", records.builder.intern(element("Level")), nil),
            ("Task", records.builder.intern(element("Task")), nil),
            ("Opcode", records.builder.intern(element("Opcode")), nil),
            ("Keywords", records.builder.intern(element("Keywords")), nil),
            ("EventRecordID", records.builder.intern(element("EventRecordID")), nil),
            ("Channel", records.builder.intern(element("Channel")), .channel),
            ("Computer", records.builder.intern(element("Computer")), .host),
        ]
        data = records.names.eventData()
    }

    /// Adds the fields of an event to the record that was begun; false where the text is none.
    func read(_ bytes: Span<UInt8>, _ text: Range<Int>, into records: inout LineRecords) -> Bool {
        guard bytes.starts(text, with: "<Event>") || bytes.starts(text, with: "<Event "),
            let systemEnd = bytes.first("</System>", in: text)
        else { return false }
        readSystem(bytes, text.lowerBound..<systemEnd, into: &records)
        var place = systemEnd
        while let item = bytes.first("<Data Name=\"", in: place..<text.upperBound) {
            let start = item + 12
            let quote = bytes.first(UInt8(ascii: "\""), in: start..<text.upperBound)
            guard text.upperBound - quote >= 2 else { break }
            if bytes[quote + 1] == UInt8(ascii: "/") {
                add(bytes, start..<quote, quote..<quote, into: &records)
                place = quote + 1
                continue
            }
            let end = bytes.first(UInt8(ascii: "<"), in: quote + 2..<text.upperBound)
            add(bytes, start..<quote, quote + 2..<end, into: &records)
            place = end
        }
        return true
    }

    private func readSystem(_ bytes: Span<UInt8>, _ range: Range<Int>, into records: inout LineRecords) {
        var place = range.lowerBound
        while place < range.upperBound {
            let open = bytes.first(UInt8(ascii: "<"), in: place..<range.upperBound) + 1
            let close = bytes.first(UInt8(ascii: ">"), in: min(open, range.upperBound)..<range.upperBound)
            guard open < close, close < range.upperBound else { return }
            var nameEnd = open
            while nameEnd < close, bytes[nameEnd].isLetter { nameEnd += 1 }
            let name = open..<nameEnd
            place = close + 1
            if bytes.equals(name, "Provider") {
                addAttribute(" Name=\"", providerName, bytes, nameEnd..<close, into: &records, mark: .provider)
                addAttribute(" Guid=\"", providerID, bytes, nameEnd..<close, into: &records)
            } else if bytes.equals(name, "TimeCreated") {
                readTime(bytes, nameEnd..<close, into: &records)
            } else if bytes.equals(name, "Execution") {
                addAttribute(" ProcessID=\"", processID, bytes, nameEnd..<close, into: &records)
                addAttribute(" ThreadID=\"", threadID, bytes, nameEnd..<close, into: &records)
            } else if bytes.equals(name, "Security") {
                addAttribute(" UserId=\"", userID, bytes, nameEnd..<close, into: &records)
            } else if let known = system.first(where: { bytes.equals(name, $0.element) }) {
                let end = bytes.first(UInt8(ascii: "<"), in: place..<range.upperBound)
                records.add(known.field, place..<end)
                if let mark = known.mark { records.builder.mark(mark) }
                place = end
            }
        }
    }

    private func addAttribute(
        _ name: StaticString, _ field: FieldID, _ bytes: Span<UInt8>, _ tag: Range<Int>,
        into records: inout LineRecords, mark: RecordBatchBuilder.Mark? = nil
    ) {
        guard let value = attribute(name, bytes, tag) else { return }
        records.add(field, value)
        if let mark { records.builder.mark(mark) }
    }

    private func attribute(_ name: StaticString, _ bytes: Span<UInt8>, _ tag: Range<Int>) -> Range<Int>? {
        guard let place = bytes.first(name, in: tag) else { return nil }
        let start = place + name.utf8CodeUnitCount
        return start..<bytes.first(UInt8(ascii: "\""), in: start..<tag.upperBound)
    }

    /// The event's own time is better than that of the line around it.
    private func readTime(_ bytes: Span<UInt8>, _ tag: Range<Int>, into records: inout LineRecords) {
        guard let value = attribute(" SystemTime=\"", bytes, tag) else { return }
        records.add(created, value)
        guard var time = LineTime.iso(bytes, value) else { return records.badTime(at: value.lowerBound) }
        // The schema of Windows events defines its times as UTC.
        time.offset = time.offset ?? 0
        records.setTime(time, at: value.lowerBound)
    }

    private func add(
        _ bytes: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>, into records: inout LineRecords
    ) {
        guard let field = records.names.field(bytes, name, of: data, in: &records.builder) else { return }
        if bytes.first(UInt8(ascii: "&"), in: value) == value.upperBound {
            records.add(field, value)
        } else {
            records.add(field, text: XMLEntities.decoded(bytes, value))
        }
    }
}
