/// ``CompactReader`` as types that decode themselves know it.
struct CompactDecoder: Decoder, SingleValueDecodingContainer {
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
