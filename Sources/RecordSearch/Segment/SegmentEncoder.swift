import Vocabulary

extension SegmentBuilder {
    /// The segment of all records that were added; nil where there are none. The builder is empty then, and keeps its
    /// memory for the next segment.
    package mutating func takeDraft() -> SegmentDraft? {
        guard count > 0 else { return nil }
        // Taken out while they are used, so that they are never copied.
        var heaps = wordHeaps
        wordHeaps = WordHeaps()
        let draft = SegmentEncoder(self).draft(&heaps)
        wordHeaps = heaps
        removeAll()
        return draft
    }
}

/// Turns what a builder collected around: records in the order of time, values field by field, words with their values.
struct SegmentEncoder {
    private let builder: SegmentBuilder
    private var writer: SectionWriter
    /// Records of the builder in the order of the segment.
    private let order: [UInt32]
    /// Files of the builder in ascending order, and the place of each in it.
    private let files: [IndexedFile]
    private let filePlaces: [Int]
    /// For each field of the builder its number in the segment.
    private let fieldPlaces: [UInt16]
    /// Fields of the builder in the order of the segment.
    private let fieldOrder: [Int]
    /// For each field of the segment and one more, its first value.
    private let firstValues: [UInt32]
    /// For each value of the builder its number in the segment.
    private let valuePlaces: [UInt32]

    init(_ builder: SegmentBuilder) {
        self.builder = builder
        writer = SectionWriter(expecting: 2 * builder.values.bytes.count + 16 * builder.recordValues.count / 8)
        let distinct = Set(builder.files).sorted()
        let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
        files = distinct
        filePlaces = builder.files.map { places[$0] ?? 0 }
        order = Self.order(builder, filePlaces)
        let names = builder.fields.map { (TextFolding.fold($0.name), $0) }
        fieldOrder = names.indices.sorted { one, other in
            let (left, right) = (names[one], names[other])
            if left.0 != right.0 { return left.0.lexicographicallyPrecedes(right.0) }
            return (left.1.kind.rawValue, left.1.name) < (right.1.kind.rawValue, right.1.name)
        }
        var fieldPlaces = [UInt16](repeating: 0, count: fieldOrder.count)
        for (place, field) in fieldOrder.enumerated() { fieldPlaces[field] = UInt16(place) }
        self.fieldPlaces = fieldPlaces
        (firstValues, valuePlaces) = Self.number(builder, fieldPlaces)
    }

    consuming func draft(_ heaps: inout WordHeaps) -> SegmentDraft {
        putFiles()
        putRecords()
        putFields()
        putPostings()
        putTexts(valuesInOrder(), &heaps)
        writer.finish(records: builder.count)
        let partsPlace = writer.places[.parts]?.lowerBound ?? 0
        var counts = [Int](repeating: 0, count: builder.parts.count)
        for part in builder.partNumbers { counts[Int(part)] += 1 }
        let parts = zip(builder.parts, counts).map { (file: builder.files[$0.file], records: $1) }
        return SegmentDraft(bytes: writer.bytes, partsPlace: partsPlace, parts: parts)
    }

    // MARK: Order

    /// By time, file, and place in the file, which is the order of arrival.
    private static func order(_ builder: SegmentBuilder, _ filePlaces: [Int]) -> [UInt32] {
        struct Key {
            let time: Int64
            let record: UInt32
        }
        let rank = builder.parts.map { filePlaces[$0.file] }
        func precedes(_ one: Key, _ other: Key) -> Bool {
            if one.time != other.time { return one.time < other.time }
            let parts = (Int(builder.partNumbers[Int(one.record)]), Int(builder.partNumbers[Int(other.record)]))
            if rank[parts.0] != rank[parts.1] { return rank[parts.0] < rank[parts.1] }
            guard let left = builder.parts[parts.0].firstRecord, let right = builder.parts[parts.1].firstRecord else {
                return one.record < other.record
            }
            return left + Int(builder.placesInPart[Int(one.record)]) < right
                + Int(builder.placesInPart[Int(other.record)])
        }
        var keys = builder.times.enumerated().map { Key(time: $1, record: UInt32($0)) }
        // Logs are mostly in the order of time.
        if !zip(keys, keys.dropFirst()).allSatisfy({ precedes($0, $1) }) { keys.sort(by: precedes) }
        return keys.map(\.record)
    }

    private static func number(_ builder: SegmentBuilder, _ fieldPlaces: [UInt16]) -> ([UInt32], [UInt32]) {
        var next = [UInt32](repeating: 0, count: fieldPlaces.count + 1)
        for entry in builder.values.entries {
            next[Int(fieldPlaces[SegmentBuilder.field(ofTag: entry.tag)]) + 1] += 1
        }
        for field in next.indices.dropFirst() { next[field] += next[field - 1] }
        let first = next
        let places = builder.values.entries.map { entry in
            let field = Int(fieldPlaces[SegmentBuilder.field(ofTag: entry.tag)])
            defer { next[field] += 1 }
            return next[field]
        }
        return (first, places)
    }

    /// Values of the builder in the order of the segment.
    private func valuesInOrder() -> [DistinctBytes.Entry] {
        var order = [DistinctBytes.Entry](
            repeating: DistinctBytes.Entry(offset: 0, length: 0, tag: 0), count: valuePlaces.count)
        for (place, entry) in zip(valuePlaces, builder.values.entries) { order[Int(place)] = entry }
        return order
    }

    // MARK: Sections

    private mutating func putFiles() {
        writer.put(
            .files,
            files.flatMap { file in
                (Hexadecimal.bytes(file.sealed.hex) ?? [])
                    + withUnsafeBytes(of: UInt64(file.entry)) { Array($0) }
            })
        writer.put(
            .parts,
            builder.parts.flatMap { [UInt64(filePlaces[$0.file]), 0] })
    }

    private mutating func putFields() {
        var names: [UInt8] = []
        var folded: [UInt8] = []
        var nameOffsets: [UInt32] = [0]
        var foldedOffsets: [UInt32] = [0]
        for field in fieldOrder {
            names += Array(builder.fields[field].name.utf8)
            folded += TextFolding.fold(builder.fields[field].name)
            nameOffsets.append(UInt32(names.count))
            foldedOffsets.append(UInt32(folded.count))
        }
        writer.put(.fieldNameOffsets, nameOffsets)
        writer.put(.fieldNames, names)
        writer.put(.foldedNameOffsets, foldedOffsets)
        writer.put(.foldedNames, folded)
        writer.put(.fieldKinds, fieldOrder.map { builder.fields[$0].kind.rawValue })
        writer.put(.firstValues, firstValues)
    }

    private mutating func putRecords() {
        writer.put(.times, order.map { builder.times[Int($0)] })
        writer.put(.partNumbers, order.map { builder.partNumbers[Int($0)] })
        writer.put(.placesInPart, order.map { builder.placesInPart[Int($0)] })
        if builder.zones.contains(where: { $0 != StoredZone.stated }) {
            writer.put(.zones, order.map { builder.zones[Int($0)] })
        }
        // For each value of the builder, its field in the segment, and its number among the field's values.
        let fields = builder.values.entries.map { fieldPlaces[SegmentBuilder.field(ofTag: $0.tag)] }
        let numbers = valuePlaces.indices.map { valuePlaces[$0] - firstValues[Int(fields[$0])] }
        var shapes = DistinctBytes(seed: builder.seed, expecting: 256)
        var shape: [UInt16] = []
        var records: [UInt8] = []
        records.reserveCapacity(builder.recordValues.count * 2)
        var offsets: [UInt32] = []
        offsets.reserveCapacity(order.count + 1)
        builder.eachRecord(order) { _, values in
            offsets.append(UInt32(records.count))
            shape.removeAll(keepingCapacity: true)
            for value in values { shape.append(fields[Int(value)]) }
            records.append(varint: shape.withUnsafeBytes { shapes.number(of: $0, tag: 0) })
            for value in values { records.append(varint: numbers[Int(value)]) }
        }
        offsets.append(UInt32(records.count))
        writer.put(.recordOffsets, offsets)
        writer.put(.records, records)
        writer.put(.shapeOffsets, shapes.entries.map { $0.offset / 2 } + [UInt32(shapes.bytes.count / 2)])
        writer.put(.shapeFields, shapes.bytes)
    }

    private mutating func putPostings() {
        let count = valuePlaces.count
        // Where the records of each value begin, then end.
        var ends = [UInt32](repeating: 0, count: count + 1)
        var last = [UInt32](repeating: .max, count: count)
        builder.eachRecord(order) { number, values in
            for value in values where last[Int(value)] != UInt32(number) {
                last[Int(value)] = UInt32(number)
                ends[Int(valuePlaces[Int(value)]) + 1] += 1
            }
        }
        for value in 0..<count { ends[value + 1] += ends[value] }
        let starts = ends
        var records = [UInt16](repeating: 0, count: Int(ends[count]))
        for value in 0..<count { last[value] = .max }
        builder.eachRecord(order) { number, values in
            for value in values where last[Int(value)] != UInt32(number) {
                last[Int(value)] = UInt32(number)
                let place = Int(valuePlaces[Int(value)])
                records[Int(ends[place])] = UInt16(truncatingIfNeeded: number)
                ends[place] += 1
            }
        }
        var places: [UInt32] = []
        places.reserveCapacity(count)
        var lists: [UInt16] = []
        let dense = (builder.count + 15) / 16
        for value in 0..<count {
            let found = records[Int(starts[value])..<Int(starts[value + 1])]
            if found.count == 1, let only = found.first {
                places.append(PostingPlace.isSingle | UInt32(only))
                continue
            }
            places.append(UInt32(lists.count))
            lists.append(UInt16(truncatingIfNeeded: found.count - 1))
            if SegmentLayout.isDense(found.count, of: builder.count) {
                let first = lists.count
                lists.append(contentsOf: repeatElement(0, count: dense))
                for record in found { lists[first + Int(record >> 4)] |= 1 << (record & 15) }
            } else {
                lists.append(contentsOf: found)
            }
        }
        writer.put(.postingPlaces, places)
        writer.put(.postings, lists)
    }

    private mutating func putTexts(_ values: [DistinctBytes.Entry], _ heaps: inout WordHeaps) {
        var texts = TextSections(expecting: builder.values.bytes.count)
        var words = WordCollector(seed: builder.seed, expecting: values.count, heaps: heaps)
        heaps = WordHeaps()
        builder.eachText(values) { text, encoding in
            texts.append(text, isLiteral: encoding.isLiteral)
            words.append(text)
        }
        texts.finish()
        writer.put(.textPlaces, texts.places)
        writer.put(.texts, texts.texts)
        writer.put(.blockOffsets, texts.blockOffsets)
        writer.put(.blocks, texts.blocks)
        let sections = WordSections(words)
        writer.put(.wordOffsets, sections.offsets)
        writer.put(.words, sections.words)
        writer.put(.wordCharacters, sections.characters)
        writer.put(.wordLists, sections.lists)
        let wordings = Wordings(words.wordings, firstValues: firstValues)
        writer.put(.wordingFields, wordings.fields)
        writer.put(.wordings, wordings.numbers)
        heaps = words.heaps
        heaps.removeAll()
    }
}

extension SegmentBuilder {
    /// Hands on the values of each record in an order of records, with its place in the order.
    @inline(__always)
    fileprivate func eachRecord(_ order: [UInt32], _ body: (Int, UnsafeBufferPointer<UInt32>) -> Void) {
        recordValues.withUnsafeBufferPointer { values in
            for (place, record) in order.enumerated() {
                let next = Int(record) + 1
                let end = next < firstValues.count ? Int(firstValues[next]) : values.count
                body(place, UnsafeBufferPointer(rebasing: values[Int(firstValues[Int(record)])..<end]))
            }
        }
    }

    /// Hands on the text of values, one after the other.
    fileprivate func eachText(
        _ order: [DistinctBytes.Entry], _ body: (UnsafeBufferPointer<UInt8>, ValueEncoding) -> Void
    ) {
        var text: [UInt8] = []
        values.bytes.withUnsafeBufferPointer { bytes in
            for entry in order {
                let start = Int(entry.offset)
                let encoding = Self.encoding(ofTag: entry.tag)
                let value = UnsafeBufferPointer(rebasing: bytes[start..<start + Int(entry.length)])
                if encoding.isText, TextFolding.isASCII(UnsafeRawBufferPointer(value)) {
                    body(value, encoding)
                    continue
                }
                text.removeAll(keepingCapacity: true)
                ValueText.append(value, encoding, to: &text)
                text.withUnsafeBufferPointer { body($0, encoding) }
            }
        }
    }
}

extension ValueEncoding {
    /// Stored as the text that it is.
    fileprivate var isText: Bool { self == .utf8 || self == .numberText }

    /// Numbers and truth values, which JSON writes without quotation marks.
    fileprivate var isLiteral: Bool {
        switch self {
        case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float32, .float64, .bool, .numberText:
            true
        case .null, .utf8, .utf16, .windows1252, .binary, .guid, .fileTime, .systemTime, .sid, .hex32, .hex64: false
        }
    }
}
