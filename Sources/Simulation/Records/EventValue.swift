package import Vocabulary

/// A value of a Windows event, with the type that its provider's manifest gives it.
///
/// EVTX keeps the type ([MS-EVEN6] 2.2.12); forwarders write every value as text, see ``text``.
package enum EventValue: Hashable, Sendable {
    /// Present but without a value.
    case null
    case string(String)
    case uint8(UInt8)
    case uint16(UInt16)
    case uint32(UInt32)
    case uint64(UInt64)
    /// Shown as `0x…`.
    case hex32(UInt32)
    /// Shown as `0x…`; pointers and logon ids.
    case hex64(UInt64)
    case bool(Bool)
    case guid(GUID)
    case sid(SID)
    case fileTime(Timestamp)

    /// The value as Windows Event Viewer and forwarders show it.
    package var text: String {
        switch self {
        case .null: ""
        case .string(let text): text
        case .uint8(let number): number.description
        case .uint16(let number): number.description
        case .uint32(let number): number.description
        case .uint64(let number): number.description
        case .hex32(let number): "0x" + String(number, radix: 16)
        case .hex64(let number): "0x" + String(number, radix: 16)
        case .bool(let flag): flag ? "true" : "false"
        case .guid(let guid): guid.description
        case .sid(let sid): sid.description
        case .fileTime(let moment): moment.text(digits: 7)
        }
    }
}

/// A named value of a Windows event.
package struct EventField: Hashable, Sendable {
    package let name: String
    package let value: EventValue

    package init(_ name: String, _ value: EventValue) {
        self.name = name
        self.value = value
    }
}
