import CaseLifecycle
import Vocabulary

/// Reads values that ``CompactWriter`` wrote.
///
/// Members are looked for where they are expected, which is in the order in which they were written, and elsewhere only
/// when they are not there. Bytes that are anything else end in an error, never in a trap.
final class CompactReader {
    private let bytes: [UInt8]
    private let texts: [String]
    /// Where the next value is expected.
    var offset: Int
    /// What is read meanwhile, by where it lies.
    private var ahead: [Int: CompactAhead.Reading] = [:]
    private var depth = 0
    /// Far deeper than any value of a case, and far from the end of the stack.
    private static let deepest = 200

    /// For a value within what another reader reads.
    init(_ bytes: [UInt8], _ texts: [String], offset: Int) {
        self.bytes = bytes
        self.texts = texts
        self.offset = offset
    }

    private convenience init(_ bytes: [UInt8]) throws {
        var offset = 0
        let count = try Self.plain(bytes, &offset)
        var texts: [String] = []
        // A text takes a byte at least, however many are promised.
        texts.reserveCapacity(min(count, bytes.count))
        for _ in 0..<count {
            let length = try Self.plain(bytes, &offset)
            guard length <= bytes.count - offset else { throw CompactFormDamage() }
            texts.append(String(decoding: bytes[offset..<(offset + length)], as: UTF8.self))
            offset += length
        }
        self.init(bytes, texts, offset: offset)
    }

    /// - Parameter ahead: Members that threads of their own read meanwhile, one each.
    /// - Throws: ``CompactFormDamage``, or what the type says of a value that it cannot be.
    static func read<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8], ahead: [CompactAhead] = []
    ) throws -> Value {
        let reader = try CompactReader(bytes)
        for member in ahead {
            guard let place = try reader.place(of: member.path) else { continue }
            reader.ahead[place] = member.begin(bytes, reader.texts, place)
        }
        let value = try reader.value(type)
        guard reader.offset == bytes.count else { throw CompactFormDamage() }
        return value
    }

    /// A whole number without sign.
    private static func plain(_ bytes: [UInt8], _ offset: inout Int) throws -> Int {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(truncatingIfNeeded: result & UInt64(Int.max)) }
            shift += 7
        }
        throw CompactFormDamage()
    }

    /// Where the value lies that names lead to from here; nil where there is none.
    private func place(of path: [String]) throws -> Int? {
        let start = offset
        defer { offset = start }
        for wanted in path {
            guard bytes.indices.contains(offset), bytes[offset] == CompactForm.keyed.rawValue else { return nil }
            let range = try open(.keyed)
            while offset < range.upperBound, try name() != wanted { try pass() }
            guard offset < range.upperBound else { return nil }
        }
        return offset
    }

    func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard depth < Self.deepest else { throw CompactFormDamage() }
        depth += 1
        defer { depth -= 1 }
        if let value = try valueInShort(type) { return value }
        let start = offset
        let end = try self.end()
        if !ahead.isEmpty, let end, let value = readAhead(type, at: start) {
            offset = end
            return value
        }
        let value = try Value(from: CompactDecoder(reader: self))
        // A type need not read all that it wrote, and one without members reads nothing at all.
        if let end { offset = end } else if offset == start { offset += 1 }
        return value
    }

    /// Apart, so that values of which nothing is read ahead cost nothing.
    @inline(never)
    private func readAhead<Value>(_ type: Value.Type, at place: Int) -> Value? { ahead[place]?.wait(for: type) }

    /// Where the container ends that comes next; nil for a value that is none.
    private func end() throws -> Int? {
        guard offset < bytes.count, let form = CompactForm(rawValue: bytes[offset]) else { throw CompactFormDamage() }
        guard form == .keyed || form == .list || form == .row else { return nil }
        guard offset + CompactForm.containerHeader <= bytes.count else { throw CompactFormDamage() }
        var length = 0
        for index in 0..<4 { length |= Int(bytes[offset + 1 + index]) << (8 * index) }
        let end = offset + CompactForm.containerHeader + length
        guard end <= bytes.count else { throw CompactFormDamage() }
        return end
    }

    /// Goes into a container.
    func open(_ form: CompactForm) throws -> Range<Int> {
        guard let end = try end(), bytes[offset] == form.rawValue else { throw CompactFormDamage() }
        offset += CompactForm.containerHeader
        return offset..<end
    }

    /// Goes past a value without reading it.
    func pass() throws {
        if let end = try end() {
            offset = end
            return
        }
        switch CompactForm(rawValue: bytes[offset]) {
        case .integer, .text, .moment, .system, .account:
            offset += 1
            _ = try plain()
        case .reference:
            offset += 1
            for _ in 0..<2 { _ = try plain() }
        case .stamp:
            offset += 1
            for _ in 0..<3 { _ = try plain() }
        case .number: offset += 9
        default: offset += 1
        }
    }

    /// A whole number without sign.
    func plain() throws -> Int {
        // A copy, since what is lent is watched over at a cost.
        var place = offset
        let number = try Self.plain(bytes, &place)
        offset = place
        return number
    }

    /// A text without a mark, such as the name of a member.
    func name() throws -> String { try name(at: plain()) }

    func name(at place: Int) throws -> String {
        guard place < texts.count else { throw CompactFormDamage() }
        return texts[place]
    }

    /// The mark of the next value.
    func mark() throws -> CompactForm {
        guard offset < bytes.count, let form = CompactForm(rawValue: bytes[offset]) else { throw CompactFormDamage() }
        return form
    }

    func take(_ form: CompactForm) throws {
        guard offset < bytes.count, bytes[offset] == form.rawValue else { throw CompactFormDamage() }
        offset += 1
    }

    func text() throws -> String {
        try take(.text)
        return try name()
    }

    func null() -> Bool {
        guard offset < bytes.count, bytes[offset] == CompactForm.null.rawValue else { return false }
        offset += 1
        return true
    }

    func flag() throws -> Bool {
        guard offset < bytes.count else { throw CompactFormDamage() }
        defer { offset += 1 }
        switch CompactForm(rawValue: bytes[offset]) {
        case .yes: return true
        case .no: return false
        default: throw CompactFormDamage()
        }
    }

    func integer<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws -> Number {
        try take(.integer)
        return try signed()
    }

    /// An integer without a mark.
    func signed<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws -> Number {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        var place = offset
        while place < bytes.count, shift < 64 {
            let byte = bytes[place]
            place += 1
            result |= UInt64(byte & 0x7F) << shift
            guard byte < 0x80 else {
                shift += 7
                continue
            }
            offset = place
            let signed = Int64(bitPattern: result >> 1) ^ -Int64(bitPattern: result & 1)
            if let number = Number(exactly: signed) { return number }
            // The upper half of the numbers without sign was written as negative ones.
            guard Number.self == UInt64.self || Number.self == UInt.self else { throw CompactFormDamage() }
            return Number(truncatingIfNeeded: signed)
        }
        throw CompactFormDamage()
    }

    func number() throws -> Double {
        try take(.number)
        return try bits()
    }

    /// A number without a mark.
    func bits() throws -> Double {
        guard offset + 8 <= bytes.count else { throw CompactFormDamage() }
        var bits: UInt64 = 0
        for index in 0..<8 { bits |= UInt64(bytes[offset + index]) << (8 * UInt64(index)) }
        offset += 8
        return Double(bitPattern: bits)
    }
}
