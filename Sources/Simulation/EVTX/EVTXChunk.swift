import Vocabulary

/// A chunk of an event log while it is being filled: 64 KiB with its own tables of names and templates.
///
/// A name or a template is written where it is first needed and referred to by its offset afterwards; the tables in
/// the header lead to the newest entry of each bucket, and each entry to the one before it.
struct EVTXChunk {
    /// The size of every chunk in a file.
    static let size = 0x10000
    private static let headerSize = 512
    private static let nameTable = 128
    private static let templateTable = 384
    /// `**`, with which each record starts.
    private static let recordMagic: [UInt8] = [0x2A, 0x2A, 0, 0]

    /// What has been written, from the chunk's first byte.
    var bytes = [UInt8](repeating: 0, count: headerSize)
    private var index = Index()
    private var firstID: UInt64 = 0
    private var lastID: UInt64 = 0
    private var lastRecord = 0

    private struct Index {
        var names: [String: UInt32] = [:]
        var nameBuckets = [UInt32](repeating: 0, count: 64)
        var templates: [GUID: UInt32] = [:]
        var templateBuckets = [UInt32](repeating: 0, count: 32)
    }

    /// Adds one record, or leaves the chunk as it was and returns false where it does not fit.
    mutating func append(_ event: WindowsEvent, id: UInt64) -> Bool {
        let start = bytes.count
        let before = index
        bytes += Self.recordMagic + [0, 0, 0, 0] + id.littleEndianBytes + event.time.ticks.littleEndianBytes
        let body = event.body.fields.map(\.value)
        writeDocument(event.systemTemplate, values: event.systemValues(recordID: id)) { chunk in
            chunk.writeDocument(event.bodyTemplate, values: body, nested: nil)
        }
        bytes.append(0)
        // The copy of the size ends the record on a boundary of eight bytes.
        while (bytes.count - start + 4) % 8 != 0 { bytes.append(0) }
        let size = bytes.count - start + 4
        guard start + size <= Self.size else {
            bytes.removeSubrange(start...)
            index = before
            return false
        }
        bytes += UInt32(size).littleEndianBytes
        patch(UInt32(size), at: start + 4)
        if firstID == 0 { firstID = id }
        lastID = id
        lastRecord = start
        return true
    }

    var isEmpty: Bool { lastRecord == 0 }

    /// The whole chunk: header, checksums, tables, records, zeros.
    func finished() -> [UInt8] {
        var header = Array("ElfChnk".utf8) + [0]
        for number in [firstID, lastID, firstID, lastID] { header += number.littleEndianBytes }
        for number in [128, UInt32(lastRecord), UInt32(bytes.count)] { header += number.littleEndianBytes }
        header += CRC32.checksum(of: bytes[Self.headerSize...]).littleEndianBytes
        header += [UInt8](repeating: 0, count: 64)
        let tables = (index.nameBuckets + index.templateBuckets).flatMap(\.littleEndianBytes)
        // The flags and the checksum itself are left out of it.
        let checksum = CRC32.checksum(of: header + tables)
        header += UInt32(1).littleEndianBytes + checksum.littleEndianBytes + tables
        return header + bytes[Self.headerSize...] + [UInt8](repeating: 0, count: Self.size - bytes.count)
    }

    /// Writes a fragment: a template, by definition or by reference, and the values of its holes.
    ///
    /// - Parameter nested: Writes the document that fills the hole after the last of `values`.
    private mutating func writeDocument(
        _ template: EVTXTemplate, values: [EventValue], nested: ((inout EVTXChunk) -> Void)?
    ) {
        bytes += [0x0F, 1, 1, 0, 0x0C, 1]
        writeTemplate(template)
        bytes += UInt32(values.count + (nested == nil ? 0 : 1)).littleEndianBytes
        let binaries = values.map(\.binary)
        for (value, binary) in zip(values, binaries) {
            bytes += UInt16(truncatingIfNeeded: binary.count).littleEndianBytes
            bytes += [EVTXType(value).rawValue, 0]
        }
        let nestedSize = bytes.count
        if nested != nil { bytes += [0, 0, EVTXType.binaryXML.rawValue, 0] }
        for binary in binaries { bytes += binary }
        guard let nested else { return }
        let nestedStart = bytes.count
        nested(&self)
        let size = UInt16(truncatingIfNeeded: bytes.count - nestedStart).littleEndianBytes
        bytes.replaceSubrange(nestedSize..<nestedSize + 2, with: size)
    }

    private mutating func writeTemplate(_ template: EVTXTemplate) {
        let guid = template.guid
        let identifier = guid.bytes[0..<4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        bytes += identifier.littleEndianBytes
        if let known = index.templates[guid] {
            bytes += known.littleEndianBytes
            return
        }
        let offset = UInt32(bytes.count + 4)
        let bucket = Int(identifier % 32)
        bytes += offset.littleEndianBytes + index.templateBuckets[bucket].littleEndianBytes + guid.bytes
        index.templates[guid] = offset
        index.templateBuckets[bucket] = offset
        sized { chunk in
            chunk.bytes += [0x0F, 1, 1, 0]
            chunk.write(template.root)
            chunk.bytes.append(0)
        }
    }

    private mutating func write(_ element: EVTXTemplate.Element) {
        bytes.append(element.attributes.isEmpty ? 0x01 : 0x41)
        bytes += (element.dependsOn ?? 0xFFFF).littleEndianBytes
        sized { chunk in
            chunk.writeName(element.name)
            if !element.attributes.isEmpty {
                chunk.sized { chunk in
                    for (place, attribute) in element.attributes.enumerated() {
                        chunk.bytes.append(place + 1 < element.attributes.count ? 0x46 : 0x06)
                        chunk.writeName(attribute.name)
                        chunk.write(attribute.value)
                    }
                }
            }
            chunk.write(element.content)
        }
    }

    private mutating func write(_ content: EVTXTemplate.Content) {
        switch content {
        case .empty:
            bytes.append(0x03)
        case .value(let value):
            bytes.append(0x02)
            write(value)
            bytes.append(0x04)
        case .elements(let elements, let nested):
            bytes.append(0x02)
            for element in elements { write(element) }
            if let nested { write(.hole(nested)) }
            bytes.append(0x04)
        }
    }

    private mutating func write(_ value: EVTXTemplate.Value) {
        switch value {
        case .text(let text):
            bytes += [0x05, 0x01] + UInt16(truncatingIfNeeded: text.utf16.count).littleEndianBytes
            bytes += text.utf16.flatMap(\.littleEndianBytes)
        case .hole(let hole):
            bytes.append(hole.optional ? 0x0E : 0x0D)
            bytes += hole.index.littleEndianBytes + [hole.type]
        }
    }

    /// A reference to a name; the name itself follows where it has not been written yet.
    private mutating func writeName(_ name: String) {
        if let known = index.names[name] {
            bytes += known.littleEndianBytes
            return
        }
        let offset = UInt32(bytes.count + 4)
        let hash = name.utf16.reduce(UInt32(0)) { $0 &* 65_599 &+ UInt32($1) } & 0xFFFF
        let bucket = Int(hash % 64)
        bytes += offset.littleEndianBytes + index.nameBuckets[bucket].littleEndianBytes
        bytes += UInt16(hash).littleEndianBytes + UInt16(truncatingIfNeeded: name.utf16.count).littleEndianBytes
        bytes += name.utf16.flatMap(\.littleEndianBytes) + [0, 0]
        index.names[name] = offset
        index.nameBuckets[bucket] = offset
    }

    /// Writes four bytes that say how many bytes `content` has written after them.
    private mutating func sized(_ content: (inout EVTXChunk) -> Void) {
        let place = bytes.count
        bytes += [0, 0, 0, 0]
        content(&self)
        patch(UInt32(bytes.count - place - 4), at: place)
    }

    private mutating func patch(_ number: UInt32, at place: Int) {
        bytes.replaceSubrange(place..<place + 4, with: number.littleEndianBytes)
    }
}
