import Vocabulary

/// The fields that events of firewalls and other appliances share, under the names by which rules and searches look.
struct ApplianceFields {
    let sourceAddress: FieldID
    let sourcePort: FieldID
    let destinationAddress: FieldID
    let destinationPort: FieldID
    let user: FieldID
    let targetUser: FieldID
    let action: FieldID
    let message: FieldID
    let hash: FieldID
    let host: FieldID

    init(_ records: inout LineRecords) {
        sourceAddress = records.secondName("src_ip")
        sourcePort = records.secondName("src_port")
        destinationAddress = records.secondName("dst_ip")
        destinationPort = records.secondName("dst_port")
        user = records.secondName("user")
        targetUser = records.secondName("target_user")
        action = records.secondName("action")
        message = records.secondName("message")
        hash = records.secondName("Hash")
        host = records.secondName("hostname")
    }

    /// Adds an address under its second name, and the port that some appliances write behind it: `10.0.0.5:443:X1`.
    func add(
        _ bytes: Span<UInt8>, _ value: Range<Int>, as address: FieldID, _ port: FieldID,
        into records: inout LineRecords
    ) {
        let colon = bytes.first(UInt8(ascii: ":"), in: value)
        if bytes.isAddress(value) {
            records.add(address, value)
        } else if colon < value.upperBound, bytes.isAddress(value.lowerBound..<colon) {
            records.add(address, value.lowerBound..<colon)
            let end = bytes.first(UInt8(ascii: ":"), in: colon + 1..<value.upperBound)
            if bytes.areDigits(colon + 1..<end) { records.add(port, colon + 1..<end) }
        }
    }
}
