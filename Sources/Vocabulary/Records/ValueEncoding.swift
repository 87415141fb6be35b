/// How the bytes of a field's value are to be read.
///
/// Values are copied out of evidence as they are and become text only when someone asks: see ``FieldValue``. All
/// numbers are little-endian. The widths follow the value types of binary XML ([MS-EVEN6] 2.2.12).
package enum ValueEncoding: UInt8, Sendable {
    /// Present but without a value: an empty element, a JSON null. Bytes it has are those of an empty array or object of JSON.
    case null
    case utf8
    /// UTF-16 little-endian, without terminator.
    case utf16
    /// One byte a character, Windows-1252.
    case windows1252
    case int8, int16, int32, int64
    case uint8, uint16, uint32, uint64
    case float32, float64
    /// Four bytes (binary XML) or one byte, zero or not.
    case bool
    /// Raw bytes, shown as upper-case hexadecimal.
    case binary
    /// 16 bytes, shown as `XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX`.
    case guid
    /// Eight bytes, 100 ns since 1601.
    case fileTime
    /// Sixteen bytes, SYSTEMTIME ([MS-DTYP] 2.3.13).
    case systemTime
    /// A security identifier ([MS-DTYP] 2.4.2), shown as `S-1-5-...`.
    case sid
    /// Unsigned, shown as `0x...`.
    case hex32, hex64
    /// A number in text, as JSON writes it.
    case numberText
}
