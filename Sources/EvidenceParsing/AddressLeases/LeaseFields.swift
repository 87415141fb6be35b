import Vocabulary

/// The fields that say which client had an address, the same for every kind of DHCP server.
struct LeaseFields {
    let address: FieldID
    /// The address of the network card, as `00:15:5d:01:02:03`.
    let hardware: FieldID
    /// The name that the client gave itself.
    let host: FieldID
    let user: FieldID
    let action: FieldID
    /// The network card of the server, or the relay, through which the client asked.
    let interface: FieldID

    /// - Parameter isNamedElsewhere: The values stand in the record under names of their own.
    init(_ records: inout LineRecords, isNamedElsewhere: Bool = false) {
        func field(_ name: String) -> FieldID { isNamedElsewhere ? records.secondName(name) : records.field(name) }
        address = field("src_ip")
        hardware = field("src_mac")
        host = field("src_host")
        user = field("user")
        action = field("action")
        interface = field("interface")
    }

    /// Adds the address of a network card in the one form by which it can be looked for; nothing where it is none.
    func addHardware(_ bytes: Span<UInt8>, _ value: Range<Int>, into records: inout LineRecords) {
        var text = InlineArray<17, UInt8>(repeating: UInt8(ascii: ":"))
        var digits = 0
        for place in value {
            if bytes[place].hexadecimal != nil {
                guard digits < 12 else { return }
                let byte = bytes[place]
                text[digits / 2 * 3 + digits % 2] = byte.isUpperLetter ? byte | 0x20 : byte
                digits += 1
            } else {
                guard digits > 0, digits % 2 == 0,
                    bytes[place] == UInt8(ascii: ":") || bytes[place] == UInt8(ascii: "-")
                else { return }
            }
        }
        if digits == 12 { records.add(hardware, text.span) }
    }
}
