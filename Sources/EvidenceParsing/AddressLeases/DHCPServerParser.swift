import Vocabulary

/// Reads the audit logs of Windows' DHCP server, `DhcpSrvLog-Mon.log` and `DhcpV6SrvLog-Mon.log`: which network card had
/// which address, and when.
///
/// A log begins with a page that says what its numbers mean, in the language of the server, and with a line that names
/// the columns. Their order is always the same, and so are the names that they get here.
struct DHCPServerParser: EvidenceParser {
    private var lines = LineParser<DHCPServerReader>()

    /// Bytes before the first event. The page has 2 KB in English.
    private static let preambleLength = 16 * 1024
    /// Names of columns that the line before the events has at least: those of Windows Server 2003.
    private static let columns = 7

    var format: EvidenceFormat { .dhcpServer }

    func recognises(_ head: [UInt8]) -> Bool {
        let bytes = head.span
        guard let names = Self.names(in: bytes) else { return lines.recognises(head) }
        if bytes.first("DHCP", in: 0..<names.lowerBound) != nil { return true }
        // Tables of other programs name cards, too, and begin with a number.
        return DHCPServerRow.begins(bytes, at: names.upperBound)
            && (bytes.first("MAC", in: names) != nil || bytes.first("Duid", in: names) != nil)
    }

    func reading(_ head: [UInt8], assuming assumptions: TimeAssumptions) -> any EvidenceParser {
        var parser = self
        parser.lines.assumptions = assumptions
        return parser
    }

    /// Whole lines; the first portion holds what stands before the first event.
    func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let length = lines.portionLength(of: window, at: offset, isLast: isLast)
        let bytes = window.span
        guard offset == 0, !isLast, bytes.count < Self.preambleLength, !DHCPServerRow.begins(bytes, at: 0) else {
            return length
        }
        guard let names = Self.names(in: bytes), length >= names.upperBound else { return 0 }
        return length
    }

    func parse(_ portion: EvidencePortion) -> ParsedPortion {
        guard portion.offset == 0, let names = Self.names(in: portion.bytes.span) else {
            return lines.parse(portion)
        }
        let length = names.upperBound
        let events = lines.parse(portion.behind(length))
        var account = events.account
        let before = portion.length - (account?.bytes ?? 0)
        account?.bytes += before
        account?.otherBytes += before
        return ParsedPortion(batch: events.batch, issues: events.issues, account: account)
    }

    /// Where the columns are named, up to the line feed at the end; nil where no line before the first event does.
    private static func names(in bytes: Span<UInt8>) -> Range<Int>? {
        var start = 0
        while start < min(bytes.count, preambleLength), !DHCPServerRow.begins(bytes, at: start) {
            let end = bytes.first(0x0A, in: start..<bytes.count)
            if bytes.starts(start..<end, with: "ID,"), bytes.commas(in: start..<end) + 1 >= columns {
                return start..<min(end + 1, bytes.count)
            }
            start = end + 1
        }
        return nil
    }
}
