/// Members that are put into JSON that is made already.
enum JSONMembers {
    /// The text with a member at the beginning of each object that stands by itself, or right inside a list.
    ///
    /// - Parameters:
    ///   - member: Name and value, `"name":value`.
    ///   - json: One value, or several, each in a line of its own.
    static func adding(_ member: [UInt8], to json: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(json.count + member.count + 1)
        var (lists, objects) = (0, 0)
        var (isInText, isEscaped, isBegun) = (false, false, false)
        for byte in json {
            if isBegun {
                // An object that was empty needs no comma.
                if byte != UInt8(ascii: "}") { result.append(UInt8(ascii: ",")) }
                isBegun = false
            }
            result.append(byte)
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else {
                    isInText = byte != UInt8(ascii: "\"")
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInText = true
            case UInt8(ascii: "["): lists += 1
            case UInt8(ascii: "]"): lists -= 1
            case UInt8(ascii: "{"):
                if objects == 0, lists < 2 {
                    result += member
                    isBegun = true
                }
                objects += 1
            case UInt8(ascii: "}"): objects -= 1
            default: break
            }
        }
        return result
    }
}
