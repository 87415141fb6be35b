/// Writes small event logs byte by byte, as [MS-EVEN6] and the file layout have them: one chunk, templates at their
/// first use, names at their first use.
struct EVTXBuilder {
    /// What a template is made of.
    indirect enum Node {
        case element(String, [(String, Node)] = [], [Node] = [])
        case text(String)
        case cdata(String)
        case entity(String)
        case character(UInt16)
        /// The value of that number.
        case value(Int)
        /// The same, but nothing where it is null.
        case optional(Int)
        /// Bytes as they are.
        case raw([UInt8])
    }

    /// A value with its type's code.
    struct Value {
        let type: UInt8
        let bytes: [UInt8]

        init(_ type: UInt8, _ bytes: [UInt8]) {
            self.type = type
            self.bytes = bytes
        }

        static let null = Value(0x00, [])
        static func string(_ text: String) -> Value { Value(0x01, EVTXBuilder.utf16(text)) }
        static func uint16(_ number: UInt16) -> Value { Value(0x06, EVTXBuilder.little(number)) }
        static func uint32(_ number: UInt32) -> Value { Value(0x08, EVTXBuilder.little(number)) }
        static func fileTime(_ ticks: UInt64) -> Value { Value(0x11, EVTXBuilder.little(ticks)) }
        static func strings(_ texts: [String]) -> Value { Value(0x81, texts.flatMap { EVTXBuilder.utf16($0 + "\0") }) }
    }

    static let recordsBegin = 512
    private(set) var chunk: [UInt8]
    private(set) var recordStarts: [Int] = []
    private var names: [String: Int] = [:]
    private var templates: [String: Int] = [:]

    init() {
        chunk = Array("ElfChnk\0".utf8) + [UInt8](repeating: 0, count: Self.recordsBegin - 8)
        // The size of the header.
        chunk[40] = 0x80
    }

    /// Adds a record that fills a template. Templates of the same name are written once.
    mutating func add(
        id: UInt64, time: UInt64 = 0, template: String, _ body: [Node], values: [Value] = []
    ) {
        begin(id: id, time: time)
        chunk += [0x0F, 1, 1, 0]
        instance(template, body, values)
        chunk.append(0)
        end()
    }

    /// Adds a record with these bytes as its binary XML.
    mutating func add(id: UInt64, time: UInt64 = 0, raw: [UInt8]) {
        begin(id: id, time: time)
        chunk += raw
        end()
    }

    /// Adds a record whose second value is binary XML that fills a template of its own.
    mutating func add(
        id: UInt64, template: String, _ body: [Node], first: Value, inner: String, _ innerBody: [Node],
        innerValues: [Value]
    ) {
        begin(id: id, time: 0)
        chunk += [0x0F, 1, 1, 0]
        definition(template, body)
        chunk += Self.little(UInt32(2)) + Self.little(UInt16(first.bytes.count)) + [first.type, 0]
        let descriptor = chunk.count
        chunk += [0, 0, 0x21, 0] + first.bytes
        let start = chunk.count
        chunk += [0x0F, 1, 1, 0]
        instance(inner, innerBody, innerValues)
        chunk.append(0)
        set(UInt16(chunk.count - start), at: descriptor)
        end()
    }

    /// The chunk, filled up to 64 KiB, with right checksums.
    ///
    /// - Parameter end: Where the header says that the records end; behind the last one unless it is given.
    func finishedChunk(end: Int? = nil) -> [UInt8] {
        var copy = self
        let end = end ?? chunk.count
        copy.set(UInt32(end), at: 48)
        copy.set(Self.crc(copy.chunk[512..<end]), at: 52)
        copy.set(Self.crc(copy.chunk[0..<120] + copy.chunk[128..<512]), at: 124)
        return copy.chunk + [UInt8](repeating: 0, count: 65_536 - chunk.count)
    }

    // MARK: Parts

    private mutating func begin(id: UInt64, time: UInt64) {
        recordStarts.append(chunk.count)
        chunk += [0x2A, 0x2A, 0, 0, 0, 0, 0, 0] + Self.little(id) + Self.little(time)
    }

    private mutating func end() {
        guard let start = recordStarts.last else { return }
        let size = UInt32(chunk.count + 4 - start)
        chunk += Self.little(size)
        set(size, at: start + 4)
    }

    private mutating func instance(_ template: String, _ body: [Node], _ values: [Value]) {
        definition(template, body)
        chunk += Self.little(UInt32(values.count))
        for value in values { chunk += Self.little(UInt16(value.bytes.count)) + [value.type, 0] }
        for value in values { chunk += value.bytes }
    }

    private mutating func definition(_ template: String, _ body: [Node]) {
        chunk += [0x0C, 1, 7, 0, 0, 0]
        if let known = templates[template] {
            chunk += Self.little(UInt32(known))
            return
        }
        let start = chunk.count + 4
        templates[template] = start
        // Its own place, that of the next, the GUID, which begins with the template's id, and the size of the body.
        chunk += Self.little(UInt32(start)) + [0, 0, 0, 0, 7, 0, 0, 0] + [UInt8](repeating: 0, count: 16)
        chunk += [0x0F, 1, 1, 0]
        for node in body { write(node) }
        chunk.append(0)
        set(UInt32(chunk.count - start - 24), at: start + 20)
    }

    private mutating func write(_ node: Node) {
        switch node {
        case .element(let name, let attributes, let children):
            chunk += [attributes.isEmpty ? 0x01 : 0x41, 0xFF, 0xFF]
            let size = reserve()
            write(name: name)
            if !attributes.isEmpty {
                let listSize = reserve()
                for (place, attribute) in attributes.enumerated() {
                    chunk.append(place == attributes.count - 1 ? 0x06 : 0x46)
                    write(name: attribute.0)
                    write(attribute.1)
                }
                set(UInt32(chunk.count - listSize - 4), at: listSize)
            }
            if children.isEmpty {
                chunk.append(0x03)
            } else {
                chunk.append(0x02)
                for child in children { write(child) }
                chunk.append(0x04)
            }
            set(UInt32(chunk.count - size - 4), at: size)
        case .text(let text): chunk += [0x05, 0x01] + Self.little(UInt16(text.utf16.count)) + Self.utf16(text)
        case .cdata(let text): chunk += [0x07] + Self.little(UInt16(text.utf16.count)) + Self.utf16(text)
        case .entity(let name):
            chunk.append(0x09)
            write(name: name)
        case .character(let code): chunk += [0x08] + Self.little(code)
        case .value(let index): chunk += [0x0D] + Self.little(UInt16(index)) + [0x01]
        case .optional(let index): chunk += [0x0E] + Self.little(UInt16(index)) + [0x01]
        case .raw(let bytes): chunk += bytes
        }
    }

    private mutating func write(name: String) {
        if let known = names[name] {
            chunk += Self.little(UInt32(known))
            return
        }
        let place = chunk.count + 4
        names[name] = place
        let hash = name.utf16.reduce(UInt32(0)) { $0 &* 65_599 &+ UInt32($1) }
        chunk += Self.little(UInt32(place)) + [0, 0, 0, 0] + Self.little(UInt16(truncatingIfNeeded: hash))
        chunk += Self.little(UInt16(name.utf16.count)) + Self.utf16(name) + [0, 0]
    }

    private mutating func reserve() -> Int {
        chunk += [0, 0, 0, 0]
        return chunk.count - 4
    }

    private mutating func set(_ number: some FixedWidthInteger, at place: Int) {
        for (offset, byte) in Self.little(number).enumerated() { chunk[place + offset] = byte }
    }

    static func little(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    static func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { little($0) } }

    /// CRC-32 bit by bit, so that it shares nothing with the parser's.
    static func crc(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~sum
    }
}
