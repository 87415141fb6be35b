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
    fileprivate var offset: Int
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
        if Value.self == Timestamp.self, let moment = try moment() as? Value { return moment }
        if Value.self == Target.self, let target = try target() as? Value { return target }
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
        guard form == .keyed || form == .list else { return nil }
        guard offset + CompactForm.containerHeader <= bytes.count else { throw CompactFormDamage() }
        var length = 0
        for index in 0..<4 { length |= Int(bytes[offset + 1 + index]) << (8 * index) }
        let end = offset + CompactForm.containerHeader + length
        guard end <= bytes.count else { throw CompactFormDamage() }
        return end
    }

    /// Goes into a container.
    fileprivate func open(_ form: CompactForm) throws -> Range<Int> {
        guard let end = try end(), bytes[offset] == form.rawValue else { throw CompactFormDamage() }
        offset += CompactForm.containerHeader
        return offset..<end
    }

    /// Goes past a value without reading it.
    fileprivate func pass() throws {
        if let end = try end() {
            offset = end
            return
        }
        switch CompactForm(rawValue: bytes[offset]) {
        case .integer, .text, .moment, .system, .account:
            offset += 1
            _ = try Self.plain(bytes, &offset)
        case .number: offset += 9
        default: offset += 1
        }
    }

    /// The name of a member.
    fileprivate func name() throws -> String {
        let place = try Self.plain(bytes, &offset)
        guard place < texts.count else { throw CompactFormDamage() }
        return texts[place]
    }

    private func take(_ form: CompactForm) throws {
        guard offset < bytes.count, bytes[offset] == form.rawValue else { throw CompactFormDamage() }
        offset += 1
    }

    fileprivate func text() throws -> String {
        try take(.text)
        return try name()
    }

    private func moment() throws -> Timestamp {
        try take(.moment)
        guard let moment = Timestamp(ticks: Int64(try Self.plain(bytes, &offset))) else { throw CompactFormDamage() }
        return moment
    }

    private func target() throws -> Target {
        guard offset < bytes.count else { throw CompactFormDamage() }
        let form = CompactForm(rawValue: bytes[offset])
        guard form == .system || form == .account else { throw CompactFormDamage() }
        offset += 1
        return form == .system ? .system(try name()) : .account(try name())
    }

    fileprivate func null() -> Bool {
        guard offset < bytes.count, bytes[offset] == CompactForm.null.rawValue else { return false }
        offset += 1
        return true
    }

    fileprivate func flag() throws -> Bool {
        guard offset < bytes.count else { throw CompactFormDamage() }
        defer { offset += 1 }
        switch CompactForm(rawValue: bytes[offset]) {
        case .yes: return true
        case .no: return false
        default: throw CompactFormDamage()
        }
    }

    fileprivate func integer<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws -> Number {
        try take(.integer)
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            result |= UInt64(byte & 0x7F) << shift
            guard byte < 0x80 else {
                shift += 7
                continue
            }
            let signed = Int64(bitPattern: result >> 1) ^ -Int64(bitPattern: result & 1)
            if let number = Number(exactly: signed) { return number }
            // The upper half of the numbers without sign was written as negative ones.
            guard Number.self == UInt64.self || Number.self == UInt.self else { throw CompactFormDamage() }
            return Number(truncatingIfNeeded: signed)
        }
        throw CompactFormDamage()
    }

    fileprivate func number() throws -> Double {
        try take(.number)
        guard offset + 8 <= bytes.count else { throw CompactFormDamage() }
        var bits: UInt64 = 0
        for index in 0..<8 { bits |= UInt64(bytes[offset + index]) << (8 * UInt64(index)) }
        offset += 8
        return Double(bitPattern: bits)
    }
}

private struct CompactDecoder: Decoder, SingleValueDecodingContainer {
    let reader: CompactReader
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(CompactKeyedReader(reader: reader, range: try reader.open(.keyed)))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        CompactListReader(reader: reader, range: try reader.open(.list))
    }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { reader.null() }
    func decode(_ type: Bool.Type) throws -> Bool { try reader.flag() }
    func decode(_ type: String.Type) throws -> String { try reader.text() }
    func decode(_ type: Double.Type) throws -> Double { try reader.number() }
    func decode(_ type: Float.Type) throws -> Float { Float(try reader.number()) }
    func decode(_ type: Int.Type) throws -> Int { try reader.integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { try reader.integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try reader.integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try reader.integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try reader.integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try reader.integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try reader.integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try reader.integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try reader.integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try reader.integer() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try reader.value(type) }
}

private struct CompactKeyedReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let reader: CompactReader
    let range: Range<Int>
    var codingPath: [any CodingKey] { [] }

    var allKeys: [Key] {
        let place = reader.offset
        defer { reader.offset = place }
        reader.offset = range.lowerBound
        var keys: [Key] = []
        while reader.offset < range.upperBound, let name = try? reader.name(), (try? reader.pass()) != nil {
            if let key = Key(stringValue: name) { keys.append(key) }
        }
        return keys
    }

    /// Goes to the value of a member; false where there is none of that name.
    private func find(_ name: String) throws -> Bool {
        let place = reader.offset
        if range.contains(place), try reader.name() == name { return true }
        reader.offset = range.lowerBound
        while reader.offset < range.upperBound {
            if try reader.name() == name { return true }
            try reader.pass()
        }
        reader.offset = place
        return false
    }

    private func require(_ key: Key) throws {
        guard try find(key.stringValue) else { throw CompactFormDamage() }
    }

    func contains(_ key: Key) -> Bool {
        let place = reader.offset
        defer { reader.offset = place }
        return (try? find(key.stringValue)) ?? false
    }

    /// A member that may be absent or null.
    private func optional<Value>(_ key: Key, _ read: () throws -> Value) throws -> Value? {
        guard try find(key.stringValue), !reader.null() else { return nil }
        return try read()
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        let place = reader.offset
        try require(key)
        if reader.null() { return true }
        reader.offset = place
        return false
    }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try require(key); return try reader.flag() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try require(key); return try reader.text() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try require(key); return try reader.number() }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try require(key); return try reader.integer() }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try require(key); return try reader.integer() }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try require(key)
        return try reader.value(type)
    }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(key, reader.flag) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(key, reader.text) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try optional(key, reader.number) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try optional(key) { try reader.integer() }
    }
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        try optional(key) { try reader.value(type) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try require(key)
        return KeyedDecodingContainer(CompactKeyedReader<Nested>(reader: reader, range: try reader.open(.keyed)))
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try require(key)
        return CompactListReader(reader: reader, range: try reader.open(.list))
    }
    func superDecoder() throws -> any Decoder { CompactDecoder(reader: reader) }
    func superDecoder(forKey key: Key) throws -> any Decoder {
        try require(key)
        return CompactDecoder(reader: reader)
    }
}

private struct CompactListReader: UnkeyedDecodingContainer {
    let reader: CompactReader
    let range: Range<Int>
    var currentIndex = 0
    var count: Int? { nil }
    var isAtEnd: Bool { reader.offset >= range.upperBound }
    var codingPath: [any CodingKey] { [] }

    init(reader: CompactReader, range: Range<Int>) {
        self.reader = reader
        self.range = range
    }

    private mutating func next() throws -> CompactReader {
        guard !isAtEnd else { throw CompactFormDamage() }
        currentIndex += 1
        return reader
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, reader.null() else { return false }
        currentIndex += 1
        return true
    }
    mutating func decode(_ type: Bool.Type) throws -> Bool { try next().flag() }
    mutating func decode(_ type: String.Type) throws -> String { try next().text() }
    mutating func decode(_ type: Double.Type) throws -> Double { try next().number() }
    mutating func decode(_ type: Int.Type) throws -> Int { try next().integer() }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try next().integer() }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().value(type) }
    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        let range = try next().open(.keyed)
        return KeyedDecodingContainer(CompactKeyedReader<Nested>(reader: reader, range: range))
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let range = try next().open(.list)
        return CompactListReader(reader: reader, range: range)
    }
    mutating func superDecoder() throws -> any Decoder { CompactDecoder(reader: try next()) }
}
