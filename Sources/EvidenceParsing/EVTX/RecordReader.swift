import Vocabulary

/// Reads the binary XML of records into a batch by running plans.
///
/// Values are not copied: the batch shares the bytes of its portion, and its slots point into them.
struct RecordReader {
    private(set) var builder = RecordBatchBuilder()
    private var compiler = TemplateCompiler()
    /// Values of the templates being filled, outer ones first; kept so that no record allocates.
    private var values: [BinaryXML.Value] = []
    /// The record being read.
    private var row = RecordBatch.Row(position: 0, number: 0)
    private var slots: [RecordBatch.Slot] = []
    /// Text that is put together of pieces.
    private var scratch: [UInt8] = []
    private var time: TimeRead = .absent

    /// What System/TimeCreated said.
    private enum TimeRead: Equatable {
        case absent
        case unreadable
        case moment(Timestamp)
    }

    /// Begins a portion; what was learnt from earlier ones is kept, and changes no result.
    mutating func begin(portion: [UInt8]) {
        if !compiler.tree.beginPortion() {
            self = RecordReader()
            _ = compiler.tree.beginPortion()
        }
        builder.begin(source: portion, expecting: portion.count / ParsingLimits.bytesPerValue)
    }

    /// Begins a chunk.
    ///
    /// - Parameter renewsBudget: The chunk shares no bytes with those before.
    mutating func begin(_ chunk: ChunkBytes, renewsBudget: Bool = true) {
        compiler.begin(chunk, renewsBudget: renewsBudget)
    }

    /// The records of the portion.
    mutating func finish() -> RecordBatch { builder.finish() }

    /// Adds one record to the batch, or nothing where it throws.
    ///
    /// - Parameters:
    ///   - body: The record's binary XML, in positions of the chunk.
    ///   - headerTime: FILETIME of the record's header; counts where the record states no time itself.
    /// - Returns: Whether the record's time could be read.
    mutating func read(
        _ body: Range<Int>, position: UInt64, number: UInt64, headerTime: UInt64
    ) throws(Damage) -> Bool {
        row = RecordBatch.Row(position: position, number: number)
        slots.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        time = .absent
        try fragment(body, below: .outside, depth: 0)
        let written = Int64(exactly: headerTime).flatMap { Timestamp(ticks: $0) }
        var isReadable = true
        switch time {
        case .moment(let moment): row.ticks = moment.ticks
        case .absent, .unreadable:
            isReadable = time == .absent && written != nil
            if let written { row.ticks = written.ticks }
        }
        builder.append(row, slots)
        return isReadable
    }

    // MARK: Structure

    private mutating func fragment(_ range: Range<Int>, below base: FieldTree.Place, depth: Int) throws(Damage) {
        guard depth <= ParsingLimits.fragmentDepth else { throw Damage(.limit, "values are nested too deeply") }
        var reader = compiler.chunk.reader(range)
        while let byte = reader.peek {
            switch BinaryXML.Token(rawValue: byte) {
            case .fragmentHeader: try reader.skip(4)
            case .templateInstance:
                try reader.skip(1)
                try instance(&reader, below: base, depth: depth)
            case .endOfStream: return
            default:
                let rest = reader.position..<reader.end
                let plan = try compiler.compile(rest, below: base, insideValue: depth > 0, in: &builder)
                return try run(plan, from: rest.lowerBound, values: 0..<0, depth: depth)
            }
        }
    }

    private mutating func instance(_ reader: inout ByteReader, below base: FieldTree.Place, depth: Int) throws(Damage) {
        let first = values.count
        let definition = try compiler.chunk.definition(&reader)
        let use = try compiler.use(ofDefinition: definition, below: base, in: &builder)
        // The first use of a template in a chunk holds its definition.
        if definition == reader.position { try reader.skip(use.body.upperBound - definition) }
        try compiler.chunk.values(&reader, to: &values)
        try run(use.plan, from: use.body.lowerBound, values: first..<values.count, depth: depth)
        values.removeSubrange(first...)
    }

    /// Runs a plan.
    ///
    /// - Parameter origin: Where the tokens that it was made of begin in the chunk.
    private mutating func run(
        _ plan: TemplatePlan, from origin: Int, values: Range<Int>, depth: Int
    ) throws(Damage) {
        try compiler.budget.spend(steps: plan.steps.count + plan.pieces.count)
        var lastStored = -1
        for index in plan.steps.indices {
            switch plan.steps[index] {
            case .value(let target, let substitution):
                if try store(value(substitution, values), at: target, substitution.isOptional, depth: depth) {
                    lastStored = index
                }
            case .literal(let target, let stretch, let encoding):
                try append(target, encoding, stretch.range(from: origin))
                lastStored = index
            case .text(let target, let first, let count):
                let pieces = plan.pieces[Int(first)..<Int(first) + Int(count)]
                if try text(pieces, from: origin, at: target, values, depth: depth) { lastStored = index }
            case .empty(let target): appendNull(target.field)
            case .emptyWithoutAttributes(let target, let attributes):
                if lastStored < index - Int(attributes) { appendNull(target.field) }
            case .instance(let place, let position):
                guard depth < ParsingLimits.fragmentDepth else {
                    throw Damage(.limit, "templates are nested too deeply")
                }
                var reader = compiler.chunk.reader(from: origin + Int(position))
                try instance(&reader, below: place, depth: depth + 1)
            }
        }
    }

    private func value(_ substitution: TemplatePlan.Substitution, _ values: Range<Int>) -> BinaryXML.Value {
        substitution.index < values.count ? self.values[values.lowerBound + Int(substitution.index)] : .null
    }

    // MARK: Values

    /// Stores a value; false where nothing was stored.
    private mutating func store(
        _ value: BinaryXML.Value, at target: TemplatePlan.Target, _ isOptional: Bool, depth: Int
    ) throws(Damage) -> Bool {
        if value.type == .binaryXML, !value.range.isEmpty, !target.isAttribute {
            try fragment(value.range, below: target.place, depth: depth + 1)
            return true
        }
        if value.type.isArray, !value.range.isEmpty {
            try items(value, at: target)
            return true
        }
        let (encoding, range) = compiler.chunk.kept(value.type, value.range)
        if encoding == .null {
            if target.isAttribute, isOptional { return false }
            appendNull(target.field)
            return true
        }
        try append(target, encoding, range)
        return true
    }

    private mutating func append(
        _ target: TemplatePlan.Target, _ encoding: ValueEncoding, _ range: Range<Int>
    ) throws(Damage) {
        try compiler.budget.spend(bytes: range.count)
        slots.append(
            RecordBatch.Slot(
                field: target.field, offset: UInt32(truncatingIfNeeded: compiler.chunk.origin + range.lowerBound),
                length: UInt32(truncatingIfNeeded: range.count), encoding: encoding))
        if target.role != .plain { note(target.role, encoding, compiler.chunk[range]) }
    }

    private mutating func appendNull(_ field: FieldID) {
        slots.append(RecordBatch.Slot(field: field, offset: 0, length: 0, encoding: .null))
    }

    private mutating func items(_ value: BinaryXML.Value, at target: TemplatePlan.Target) throws(Damage) {
        let ranges = compiler.chunk.items(of: value)
        guard ranges.count <= ParsingLimits.arrayItems else { throw Damage(.limit, "an array has too many values") }
        try compiler.budget.spend(steps: ranges.count)
        for (ordinal, range) in ranges.enumerated() {
            let place = try compiler.tree.place(below: target.place, .item, NameTable.data, ordinal: ordinal)
            let field = compiler.tree.field(of: place, in: &builder)
            let item = TemplatePlan.Target(place: place, field: field, role: .plain, isAttribute: false)
            let (encoding, kept) = compiler.chunk.kept(value.type.item, range)
            if encoding == .null { appendNull(field) } else { try append(item, encoding, kept) }
        }
    }

    /// Puts a text together; false where all its values are absent.
    private mutating func text(
        _ pieces: ArraySlice<TemplatePlan.Piece>, from origin: Int, at target: TemplatePlan.Target,
        _ values: Range<Int>, depth: Int
    ) throws(Damage) -> Bool {
        var text = scratch
        scratch = []
        defer { scratch = text }
        text.removeAll(keepingCapacity: true)
        var isAbsent = true
        for piece in pieces {
            switch piece {
            case .literal(let stretch, let encoding): try write(stretch.range(from: origin), encoding, to: &text)
            case .scalar(let number):
                text.append(contentsOf: String(Unicode.Scalar(number).map(Character.init) ?? "\u{FFFD}").utf8)
            case .entity(let name): text.append(contentsOf: "&\(compiler.tree.names[name]);".utf8)
            case .substitution(let substitution):
                let value = value(substitution, values)
                if value.type == .binaryXML, !target.isAttribute {
                    try fragment(value.range, below: target.place, depth: depth + 1)
                } else if value.type.isArray {
                    for (place, range) in compiler.chunk.items(of: value).enumerated() {
                        if place > 0 { text.append(UInt8(ascii: ",")) }
                        let (encoding, kept) = compiler.chunk.kept(value.type.item, range)
                        try write(kept, encoding, to: &text)
                    }
                } else {
                    let (encoding, kept) = compiler.chunk.kept(value.type, value.range)
                    if encoding == .null { continue }
                    try write(kept, encoding, to: &text)
                }
            }
            isAbsent = false
        }
        if isAbsent, target.isAttribute { return false }
        if isAbsent {
            appendNull(target.field)
        } else {
            let offset = builder.append(text: text)
            slots.append(
                RecordBatch.Slot(
                    field: target.field, offset: offset, length: UInt32(truncatingIfNeeded: text.count),
                    encoding: .utf8))
            text.withUnsafeBufferPointer { note(target.role, .utf8, $0) }
        }
        return true
    }

    private mutating func write(_ range: Range<Int>, _ encoding: ValueEncoding, to text: inout [UInt8]) throws(Damage) {
        // Text can grow on the way from bytes; three times covers UTF-16 and hexadecimal alike.
        try compiler.budget.spend(bytes: 3 * range.count)
        ValueText.append(compiler.chunk[range], encoding, to: &text)
    }

    // MARK: Common fields

    /// Says what the value stored last also is. The first of each kind counts.
    private mutating func note(_ role: FieldTree.Role, _ encoding: ValueEncoding, _ bytes: UnsafeBufferPointer<UInt8>) {
        let slot = Int32(truncatingIfNeeded: slots.count - 1)
        switch role {
        case .plain: break
        case .host: if row.host < 0 { row.host = slot }
        case .channel: if row.channel < 0 { row.channel = slot }
        case .provider: if row.provider < 0 { row.provider = slot }
        case .eventCode: if row.eventCode < 0 { row.eventCode = slot }
        case .time: readTime(encoding, bytes, slot)
        }
    }

    private mutating func readTime(
        _ encoding: ValueEncoding, _ bytes: UnsafeBufferPointer<UInt8>, _ slot: Int32
    ) {
        guard time == .absent else { return }
        if encoding == .fileTime {
            var reader = ByteReader(bytes, range: 0..<bytes.count)
            let moment = (try? reader.uint64()).flatMap { Int64(exactly: $0) }.flatMap { Timestamp(ticks: $0) }
            time = moment.map { .moment($0) } ?? .unreadable
            return
        }
        var text: [UInt8] = []
        ValueText.append(bytes, encoding, to: &text)
        let reading = CivilTime.read(String(decoding: text, as: UTF8.self))
        // The format defines its times as UTC, so text that states no zone is UTC, too.
        let moment = reading.flatMap { $0.civil.moment(offsetInMinutes: $0.offsetInMinutes ?? 0) }
        time = moment.map { .moment($0) } ?? .unreadable
        row.originalTime = slot
    }
}
