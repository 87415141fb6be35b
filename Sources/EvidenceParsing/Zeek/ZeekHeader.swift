import Vocabulary

/// What the lines that begin with `#` say of the lines behind them, in logs of Zeek's ASCII writer.
struct ZeekHeader: Equatable, Sendable {
    /// Fields of one log. Zeek's widest has less than a hundred.
    static let fieldLimit = 1_024

    var separator: UInt8 = 0x09
    private var setSeparator: [UInt8] = [UInt8(ascii: ",")]
    var empty = Array("(empty)".utf8)
    var unset = Array("-".utf8)
    /// The name of the log: `conn`, `dns` ..
    private(set) var path = ""
    private(set) var names: [String] = []
    private(set) var types: [ZeekType] = []

    /// What separates the items of sets and vectors.
    var itemSeparator: UInt8 { setSeparator.first ?? UInt8(ascii: ",") }

    /// Takes in a line without its line feed; those that say nothing of this are let by.
    mutating func read(_ line: [UInt8]) {
        if line.starts(with: Array("#separator ".utf8)) {
            // The header of a log begins; what an earlier one said no longer holds.
            self = ZeekHeader()
            separator = Self.unescaped(line.dropFirst(11)).first ?? 0x09
            return
        }
        let parts = line.split(separator: separator, omittingEmptySubsequences: false)
        guard let key = parts.first else { return }
        let values = parts.dropFirst()
        switch String(decoding: key, as: UTF8.self) {
        case "#set_separator": setSeparator = values.first.map(Self.unescaped) ?? []
        case "#empty_field": empty = values.first.map { Array($0) } ?? []
        case "#unset_field": unset = values.first.map { Array($0) } ?? []
        case "#path": path = values.first.map { String(decoding: $0.prefix(256), as: UTF8.self) } ?? ""
        case "#fields":
            names = values.prefix(Self.fieldLimit).map {
                String(decoding: $0.prefix(JSONLimits.nameLength), as: UTF8.self)
            }
            types = []
        case "#types":
            types = values.prefix(Self.fieldLimit).map { ZeekType(String(decoding: $0.prefix(64), as: UTF8.self)) }
        default: break
        }
    }

    func type(of column: Int) -> ZeekType { types.indices.contains(column) ? types[column] : ZeekType("string") }

    private static func unescaped(_ text: some Collection<UInt8>) -> [UInt8] {
        let text = Array(text)
        var out: [UInt8] = []
        TextEscape.hexadecimal.appendDecoded(text.span, 0..<text.count, to: &out)
        return out
    }
}

/// A type of Zeek's, as far as it matters to how a value is kept.
struct ZeekType: Equatable, Sendable {
    enum Base { case number, truth, text }

    let base: Base
    /// A set or a vector.
    let isList: Bool

    init(_ name: String) {
        var inner = Substring(name)
        isList = inner.hasSuffix("]") && (inner.hasPrefix("set[") || inner.hasPrefix("vector["))
        if isList { inner = inner.drop { $0 != "[" }.dropFirst().dropLast() }
        base =
            switch inner {
            case "time", "interval", "double", "int", "count", "port": .number
            case "bool": .truth
            default: .text
            }
    }
}
