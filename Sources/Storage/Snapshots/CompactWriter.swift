import CaseLifecycle
import Vocabulary

/// Writes values in ``CompactForm``.
final class CompactWriter {
    private var bytes: [UInt8] = []
    /// Every text, and its place among them.
    private var texts: [String] = []
    private var places: [String: Int] = [:]
    /// Where the containers begin that are not yet closed.
    private var open: [Int] = []

    /// A whole value.
    static func write(_ value: some Encodable) throws -> [UInt8] {
        let writer = CompactWriter()
        try writer.append(value)
        let values = writer.bytes
        writer.bytes = []
        writer.append(plain: UInt64(writer.texts.count))
        for text in writer.texts {
            writer.append(plain: UInt64(text.utf8.count))
            writer.bytes.append(contentsOf: text.utf8)
        }
        return writer.bytes + values
    }

    var depth: Int { open.count }

    func append(_ form: CompactForm) { bytes.append(form.rawValue) }

    func begin(_ form: CompactForm) {
        open.append(bytes.count)
        append(form)
        bytes.append(contentsOf: [0, 0, 0, 0])
    }

    /// Closes what was opened beyond a depth: containers do not say when they have everything.
    func close(to depth: Int) {
        while open.count > depth, let start = open.popLast() {
            let length = UInt32(truncatingIfNeeded: bytes.count - start - CompactForm.containerHeader)
            for index in 0..<4 { bytes[start + 1 + index] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(index))) }
        }
    }

    fileprivate func append(_ value: some Encodable) throws {
        if appendInShort(value) { return }
        let (start, depth) = (bytes.count, depth)
        try value.encode(to: CompactEncoder(writer: self))
        close(to: depth)
        // A type without members writes nothing at all.
        if bytes.count == start { append(.null) }
    }

    fileprivate func append(_ text: String) {
        append(CompactForm.text)
        append(name: text)
    }

    /// The place of a text, without a mark.
    func append(name text: String) { append(plain: UInt64(place(of: text))) }

    func place(of text: String) -> Int {
        if let place = places[text] { return place }
        let place = texts.count
        places[text] = place
        texts.append(text)
        return place
    }

    fileprivate func append(_ flag: Bool) { append(flag ? CompactForm.yes : .no) }

    fileprivate func append(integer: some BinaryInteger) {
        append(.integer)
        append(signed: integer)
    }

    /// An integer without a mark.
    func append(signed integer: some BinaryInteger) {
        let value = Int64(truncatingIfNeeded: integer)
        append(plain: UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    fileprivate func append(_ number: Double) {
        append(.number)
        append(bits: number)
    }

    /// A number without a mark.
    func append(bits number: Double) {
        let bits = number.bitPattern
        for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(index)))) }
    }

    func append(plain: UInt64) {
        var rest = plain
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}

private struct CompactEncoder: Encoder, SingleValueEncodingContainer {
    let writer: CompactWriter
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(CompactKeyedWriter(beginningIn: writer))
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer { CompactListWriter(beginningIn: writer) }
    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() throws { writer.append(.null) }
    func encode(_ value: Bool) throws { writer.append(value) }
    func encode(_ value: String) throws { writer.append(value) }
    func encode(_ value: Double) throws { writer.append(value) }
    func encode(_ value: Float) throws { writer.append(Double(value)) }
    func encode(_ value: Int) throws { writer.append(integer: value) }
    func encode(_ value: Int8) throws { writer.append(integer: value) }
    func encode(_ value: Int16) throws { writer.append(integer: value) }
    func encode(_ value: Int32) throws { writer.append(integer: value) }
    func encode(_ value: Int64) throws { writer.append(integer: value) }
    func encode(_ value: UInt) throws { writer.append(integer: value) }
    func encode(_ value: UInt8) throws { writer.append(integer: value) }
    func encode(_ value: UInt16) throws { writer.append(integer: value) }
    func encode(_ value: UInt32) throws { writer.append(integer: value) }
    func encode(_ value: UInt64) throws { writer.append(integer: value) }
    func encode(_ value: some Encodable) throws { try writer.append(value) }
}

private struct CompactKeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: CompactWriter
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    init(beginningIn writer: CompactWriter) {
        writer.begin(.keyed)
        self.writer = writer
        depth = writer.depth
    }

    /// Writes the name of the next member.
    private func name(_ key: some CodingKey) {
        writer.close(to: depth)
        writer.append(name: key.stringValue)
    }

    func encodeNil(forKey key: Key) throws { name(key); writer.append(.null) }
    func encode(_ value: Bool, forKey key: Key) throws { name(key); writer.append(value) }
    func encode(_ value: String, forKey key: Key) throws { name(key); writer.append(value) }
    func encode(_ value: Double, forKey key: Key) throws { name(key); writer.append(value) }
    func encode(_ value: Int, forKey key: Key) throws { name(key); writer.append(integer: value) }
    func encode(_ value: Int64, forKey key: Key) throws { name(key); writer.append(integer: value) }
    func encode(_ value: some Encodable, forKey key: Key) throws { name(key); try writer.append(value) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        name(key)
        return KeyedEncodingContainer(CompactKeyedWriter<Nested>(beginningIn: writer))
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        name(key)
        return CompactListWriter(beginningIn: writer)
    }
    func superEncoder() -> any Encoder { CompactEncoder(writer: writer) }
    func superEncoder(forKey key: Key) -> any Encoder {
        name(key)
        return CompactEncoder(writer: writer)
    }
}

private struct CompactListWriter: UnkeyedEncodingContainer {
    let writer: CompactWriter
    let depth: Int
    var count = 0
    var codingPath: [any CodingKey] { [] }

    init(beginningIn writer: CompactWriter) {
        writer.begin(.list)
        self.writer = writer
        depth = writer.depth
    }

    private mutating func next() {
        writer.close(to: depth)
        count += 1
    }

    mutating func encodeNil() throws { next(); writer.append(.null) }
    mutating func encode(_ value: Bool) throws { next(); writer.append(value) }
    mutating func encode(_ value: String) throws { next(); writer.append(value) }
    mutating func encode(_ value: Double) throws { next(); writer.append(value) }
    mutating func encode(_ value: Int) throws { next(); writer.append(integer: value) }
    mutating func encode(_ value: Int64) throws { next(); writer.append(integer: value) }
    mutating func encode(_ value: some Encodable) throws { next(); try writer.append(value) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        next()
        return KeyedEncodingContainer(CompactKeyedWriter<Nested>(beginningIn: writer))
    }
    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        next()
        return CompactListWriter(beginningIn: writer)
    }
    mutating func superEncoder() -> any Encoder {
        next()
        return CompactEncoder(writer: writer)
    }
}
