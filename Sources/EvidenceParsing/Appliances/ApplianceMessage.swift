import Vocabulary

/// Reads what firewalls and other appliances say, in one of the forms that many of them share.
struct ApplianceMessage {
    private let common: CommonEvent
    private let extended: ExtendedEvent
    private let cisco: CiscoMessage
    private let pairs: FirewallPairs

    init(_ records: inout LineRecords) {
        let fields = ApplianceFields(&records)
        common = CommonEvent(&records, fields)
        extended = ExtendedEvent(&records, fields)
        cisco = CiscoMessage(&records, fields)
        pairs = FirewallPairs(&records, fields)
    }

    /// Whether the text is a whole event by itself.
    static func fits(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        CommonEvent.fits(bytes, text) || ExtendedEvent.fits(bytes, text) || FirewallPairs.fits(bytes, text)
    }

    /// Adds the fields of an event to the record that was begun.
    ///
    /// - Parameters:
    ///   - message: Without the program that syslog takes from it.
    ///   - isAlone: No line of syslog stands around it.
    /// - Returns: False where the text is of no known form, and nothing was added.
    @inline(__always)
    @discardableResult
    func read(
        _ bytes: Span<UInt8>, _ message: Range<Int>, isAlone: Bool, into records: inout LineRecords
    ) -> Bool {
        guard let first = message.first.map({ bytes[$0] }) else { return false }
        switch first {
        case UInt8(ascii: "C") where CommonEvent.fits(bytes, message):
            common.read(bytes, message, isAlone: isAlone, into: &records)
        case UInt8(ascii: "L") where ExtendedEvent.fits(bytes, message):
            extended.read(bytes, message, isAlone: isAlone, into: &records)
        case UInt8(ascii: "%"), UInt8(ascii: ":"):
            guard let head = CiscoMessage.Head(bytes, message) else { return false }
            cisco.read(bytes, head, into: &records)
        default:
            // Looked at only where the first word is a pair.
            guard bytes.first(UInt8(ascii: "="), in: message) < bytes.wordEnd(message),
                FirewallPairs.fits(bytes, message)
            else { return false }
            pairs.read(bytes, message, isAlone: isAlone, into: &records)
        }
        return true
    }
}
