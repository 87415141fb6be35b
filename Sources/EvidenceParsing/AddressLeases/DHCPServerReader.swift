import Vocabulary

/// Makes records of the events of Windows' DHCP server.
struct DHCPServerReader: LineReader {
    static var format: EvidenceFormat { .dhcpServer }

    /// Columns of one line. Servers write 7 to 19; more come of commas in names that clients gave themselves.
    private static let columnLimit = 64

    /// The columns behind the time, in their order, by the names that servers give them in English.
    private static let columns = [
        "Description", "IP Address", "Host Name", "MAC Address", "User Name", "TransactionID", "QResult",
        "Probationtime", "CorrelationID", "Dhcid", "VendorClass(Hex)", "VendorClass(ASCII)", "UserClass(Hex)",
        "UserClass(ASCII)", "RelayAgentInformation", "DnsRegError",
    ]
    private static let columns6 = [
        "Description", "IPv6 Address", "Host Name", "Error Code", "Duid Length", "Duid Bytes(Hex)", "User Name",
        "Dhcid",
        "Subnet Prefix",
    ]

    /// What the numbers of events mean for an address, for rules and searches in any language; those that are not here say
    /// nothing of one.
    private static let actions: [(name: StaticString, codes: [Int])] = [
        ("assign", [10, 20, 21]), ("renew", [11]), ("release", [12]), ("conflict", [13]), ("exhausted", [14, 22]),
        ("deny", [15]), ("delete", [16, 23]), ("expire", [17, 18]),
    ]

    private let code: FieldID
    private let timestamp: FieldID
    private let message: FieldID
    private let action: FieldID
    private let channel: FieldID
    private let dhcp: Range<Int>
    private let client: LeaseFields
    private var fields: [FieldID]
    private var fields6: [FieldID]
    /// By the number of the event.
    private var actionTexts: [Int: Range<Int>] = [:]

    init(_ records: inout LineRecords) {
        dhcp = records.builder.keep("dhcp")
        for (name, codes) in Self.actions {
            let text = records.builder.keep(name)
            for code in codes { actionTexts[code] = text }
        }
        code = records.field("ID")
        timestamp = records.field("timestamp")
        message = records.field("message")
        action = records.secondName("action")
        channel = records.secondName("Channel")
        client = LeaseFields(&records, isNamedElsewhere: true)
        fields = Self.columns.map { records.field($0) }
        fields6 = Self.columns6.map { records.field($0) }
    }

    /// A row with the columns that all servers write, whose address is one.
    static func fits(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        guard let row = DHCPServerRow(bytes, line), bytes.commas(in: row.rest) >= 3 else { return false }
        let start = bytes.first(UInt8(ascii: ","), in: row.rest) + 1
        let address = start..<bytes.first(UInt8(ascii: ","), in: start..<row.rest.upperBound)
        return address.isEmpty || bytes.isAddress(address)
    }

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>, into records: inout LineRecords) {
        guard let row = DHCPServerRow(bytes, line) else {
            return records.addUnknown(line, as: message, "the line is not an event of a DHCP server")
        }
        records.begin(at: line.lowerBound)
        records.add(code, row.code)
        records.builder.mark(.eventCode)
        records.add(timestamp, row.timestamp)
        records.builder.mark(.originalTime)
        records.setTime(row.time, at: line.lowerBound)
        readColumns(bytes, row, into: &records)
        records.add(channel, dhcp)
        records.builder.mark(.channel)
        if let number = bytes.number(row.code), let text = actionTexts[number] { records.add(action, text) }
        records.end(at: line.lowerBound)
    }

    private mutating func readColumns(_ bytes: Span<UInt8>, _ row: DHCPServerRow, into records: inout LineRecords) {
        var index = 0
        var place = row.rest.lowerBound
        while place <= row.rest.upperBound {
            // Nothing is lost behind the last column: it holds the rest of the line.
            let isLast = index == Self.columnLimit - 1
            let end = isLast ? row.rest.upperBound : bytes.first(UInt8(ascii: ","), in: place..<row.rest.upperBound)
            let value = bytes.trimmed(place..<end)
            if !value.isEmpty {
                records.add(field(index, row.isVersion6, in: &records), value)
                addSecondName(bytes, value, index, row.isVersion6, into: &records)
            }
            place = end + 1
            index += 1
        }
    }

    /// Adds what says which client it was, under the names that the logs of other servers have, too.
    @inline(__always)
    private func addSecondName(
        _ bytes: Span<UInt8>, _ value: Range<Int>, _ index: Int, _ isVersion6: Bool, into records: inout LineRecords
    ) {
        switch index {
        case 1: if bytes.isAddress(value) { records.add(client.address, value) }
        case 2: records.add(client.host, value)
        case 3 where !isVersion6: client.addHardware(bytes, value, into: &records)
        case 4 where !isVersion6, 6 where isVersion6: records.add(client.user, value)
        default: break
        }
    }

    /// The field of a column; one that has no name is called by its number in the line.
    private mutating func field(_ index: Int, _ isVersion6: Bool, in records: inout LineRecords) -> FieldID {
        // Behind code, day and time.
        while fields.count <= index { fields.append(records.field("column_\(fields.count + 4)")) }
        while fields6.count <= index { fields6.append(records.field("column_\(fields6.count + 4)")) }
        return isVersion6 ? fields6[index] : fields[index]
    }
}
