/// Why a sealed file of no known format was not read, by what its beginning shows.
package enum UnreadContent: Hashable, Sendable, Codable {
    /// It is known for what it is: a lead, held and not read.
    case held(kind: HeldKind)
    case empty
    /// Nothing but one byte, again and again.
    case filled(byte: UInt8)
    /// One byte, again and again, as far as was looked; something else can stand behind.
    case begunWith(byte: UInt8)
    /// Bytes as evenly mixed as those of encrypted or compressed data.
    case mixed
    /// Bytes that are no text, and no mark that is known. The first of them, as hexadecimal digits.
    case binary(start: String)
    /// Text whose lines have no known form. Its first line that is not blank: text from the evidence, cut short.
    case text(line: String)

    /// What is said of it; holds text from the evidence.
    package var words: String {
        switch self {
        case .held(let kind): "\(HeldContent.of(kind)?.name ?? kind.rawValue), held, not read"
        case .empty: "empty"
        case .filled(let byte): "nothing but bytes of 0x\(Hexadecimal.text([byte]))"
        case .begunWith(let byte):
            "of no known form; begins with more bytes of 0x\(Hexadecimal.text([byte])) than are looked behind"
        case .mixed: "of no known mark, its bytes as mixed as encrypted or compressed ones"
        case .binary(let start): "binary, of no known mark; begins with \(start)"
        case .text(let line): "text whose lines have no known form; begins with “\(line)”"
        }
    }

    /// The kind where it is known for what it is.
    package var heldKind: HeldKind? {
        if case .held(let kind) = self { kind } else { nil }
    }
}
