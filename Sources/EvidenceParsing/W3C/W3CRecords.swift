import Vocabulary

/// Makes records of the lines of a log in W3C's format.
struct W3CRecords {
    private var header: W3CHeader
    private var columns: W3CColumns
    private var row = W3CRow()
    private var days: W3CDays
    private let constants: W3CConstants
    private let channel: FieldID
    private let timestamp: FieldID
    private let message: FieldID

    init(_ header: W3CHeader, days: W3CDays, _ records: inout LineRecords) {
        self.days = days
        self.header = header
        constants = W3CConstants(&records.builder)
        channel = records.secondName("Channel")
        timestamp = records.secondName("timestamp")
        message = records.field("message")
        columns = W3CColumns(header, constants, &records)
    }

    /// Reads a line that begins with `#`.
    mutating func readHeader(_ bytes: Span<UInt8>, _ line: Range<Int>, into records: inout LineRecords) {
        var header = header
        header.read(bytes, line)
        guard header != self.header else { return }
        self.header = header
        columns = W3CColumns(header, constants, &records)
    }

    @inline(__always)
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into records: inout LineRecords) {
        guard row.read(bytes, line, delimiter: header.delimiter, count: columns.columns.count) else {
            return records.addUnknown(
                line, as: message, "the line has another number of values than its log has fields")
        }
        records.begin(at: line.lowerBound)
        for (column, cell) in zip(columns.columns, row.cells) where !isUnset(bytes, cell) {
            guard let field = column.field else {
                records.drop()
                continue
            }
            add(field, bytes, cell, into: &records)
            switch column.role {
            case .plain, .date: break
            case .host: records.builder.mark(.host)
            case .eventCode: records.builder.mark(.eventCode)
            case .time where columns.date == nil: records.builder.mark(.originalTime)
            case .dateTime: records.builder.mark(.originalTime)
            case .time: break
            }
            if let second = column.secondName { add(second, bytes, cell, into: &records) }
        }
        if let name = columns.channel {
            records.add(channel, name)
            records.builder.mark(.channel)
        }
        setTime(bytes, at: line.lowerBound, into: &records)
        records.end(at: line.lowerBound)
    }

    @inline(__always)
    private func add(_ field: FieldID, _ bytes: Span<UInt8>, _ cell: Range<Int>, into records: inout LineRecords) {
        guard row.hasDoubledQuotes else { return records.add(field, cell) }
        var text: [UInt8] = []
        TextEscape.quotes.appendDecoded(bytes, cell, to: &text)
        records.add(field, text: text)
    }

    @inline(__always)
    private mutating func setTime(_ bytes: Span<UInt8>, at place: Int, into records: inout LineRecords) {
        var read: LineTime?
        if let dateTime = columns.dateTime {
            read = LineTime.iso(bytes, row.cells[dateTime])
        } else if let date = columns.date, let time = columns.time {
            let (day, clock) = (row.cells[date], row.cells[time])
            read = LineTime.split(bytes, day: day, clock: clock)
            if day.upperBound < clock.lowerBound, clock.lowerBound - day.upperBound <= 3 {
                records.add(timestamp, day.lowerBound..<clock.upperBound)
                records.builder.mark(.originalTime)
            }
        } else if let time = columns.time, header.day != nil {
            read = days.time(bytes, row.cells[time], from: header.day)
        } else {
            return
        }
        guard var time = read else { return records.badTime(at: place) }
        if !header.isLocal { time.offset = time.offset ?? 0 }
        records.setTime(time, at: place)
    }

    @inline(__always)
    private func isUnset(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Bool {
        cell.isEmpty || cell.count == 1 && bytes[cell.lowerBound] == UInt8(ascii: "-")
    }
}
