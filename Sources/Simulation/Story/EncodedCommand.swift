/// The form in which PowerShell takes an encoded command: UTF-16, then base 64 (RFC 4648).
func encodedCommand(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = text.utf16.flatMap(\.littleEndianBytes)
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for place in 0..<4 {
            result.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=")
        }
    }
    return result
}
