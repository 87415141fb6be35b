import Vocabulary

/// Reads the binary XML of records into a batch by running plans.
struct RecordReader {
    var builder = RecordBatchBuilder()
    private var compiler = TemplateCompiler()
    /// Values of the templates being filled, outer ones first; kept so that no record allocates.
    private var values: [BinaryXML.Value] = []
    /// Text that is put together of pieces.
    private var scratch: [UInt8] = []
    private var time: TimeRead = .absent

    /// What System/TimeCreated said.
    private enum TimeRead: Equatable {
        case absent
        case unreadable
        case moment(Timestamp)
    }

    mutating func begin(_ chunk: ChunkBytes) { compiler.begin(chunk) }

    /// Adds one record to the batch, or nothing where it throws.
    ///
    /// - Parameters:
    ///   - body: The record's binary XML, in positions of the chunk.
    ///   - headerTime: FILETIME of the record's header; counts where the record states no time itself.
    /// - Returns: Whether the record's time could be read.
    mutating func read(
        _ body: Range<Int>, position: UInt64, number: UInt64, headerTime: UInt64
    ) throws(Damage) -> Bool {
        builder.beginRecord(position: position, number: number)
        values.removeAll(keepingCapacity: true)
        time = .absent
        do {
            try fragment(body, below: .outside, depth: 0)
        } catch {
            builder.discardRecord()
            throw error
        }
        let written = Int64(exactly: headerTime).flatMap { Timestamp(ticks: $0) }
        var isReadable = true
        switch time {
        case .moment(let moment): builder.setTime(moment, zone: .stated)
        case .absent, .unreadable:
            isReadable = time == .absent && written != nil
            if let written { builder.setTime(written, zone: .stated) }
        }
        builder.endRecord()
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
                return try run(plan, values: 0..<0, depth: depth)
            }
        }
    }

    private mutating func instance(_ reader: inout ByteReader, below base: FieldTree.Place, depth: Int) throws(Damage) {
        let first = values.count
        let body = try compiler.chunk.templateInstance(&reader, values: &values)
        let plan = try compiler.plan(ofBody: body, below: base, in: &builder)
        try run(plan, values: first..<values.count, depth: depth)
        values.removeSubrange(first...)
    }

    private mutating func run(_ plan: TemplatePlan, values: Range<Int>, depth: Int) throws(Damage) {
        try compiler.budget.spend(steps: plan.steps.count + plan.pieces.count)
        var lastStored = -1
        for index in plan.steps.indices {
            switch plan.steps[index] {
            case .value(let target, let substitution):
                if try store(value(substitution, values), at: target, substitution.isOptional, depth: depth) {
                    lastStored = index
                }
            case .literal(let target, let range, let encoding):
                try append(target, encoding, range)
                lastStored = index
            case .text(let target, let pieces):
                if try text(plan.pieces[pieces], at: target, values, depth: depth) { lastStored = index }
            case .empty(let target): builder.appendNull(target.field)
            case .emptyWithoutAttributes(let target, let attributes):
                if lastStored < index - attributes { builder.appendNull(target.field) }
            case .instance(let place, let position):
                guard depth < ParsingLimits.fragmentDepth else {
                    throw Damage(.limit, "templates are nested too deeply")
                }
                var reader = compiler.chunk.reader(from: position)
                try instance(&reader, below: place, depth: depth + 1)
            }
        }
    }

    private func value(_ substitution: TemplatePlan.Substitution, _ values: Range<Int>) -> BinaryXML.Value {
        substitution.index < values.count ? self.values[values.lowerBound + substitution.index] : .null
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
            builder.appendNull(target.field)
            return true
        }
        try append(target, encoding, range)
        return true
    }

    private mutating func append(
        _ target: TemplatePlan.Target, _ encoding: ValueEncoding, _ range: Range<Int>
    ) throws(Damage) {
        try compiler.budget.spend(bytes: range.count)
        let bytes = compiler.chunk[range]
        builder.append(target.field, encoding, from: bytes.span, in: 0..<bytes.count)
        if target.role != .plain { note(target.role, encoding, bytes) }
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
            if encoding == .null { builder.appendNull(field) } else { try append(item, encoding, kept) }
        }
    }

    /// Puts a text together; false where all its values are absent.
    private mutating func text(
        _ pieces: ArraySlice<TemplatePlan.Piece>, at target: TemplatePlan.Target, _ values: Range<Int>, depth: Int
    ) throws(Damage) -> Bool {
        var text = scratch
        scratch = []
        defer { scratch = text }
        text.removeAll(keepingCapacity: true)
        var isAbsent = true
        for piece in pieces {
            switch piece {
            case .literal(let range, let encoding): try write(range, encoding, to: &text)
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
            builder.appendNull(target.field)
        } else {
            builder.append(target.field, .utf8, from: text.span, in: 0..<text.count)
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

    /// Says what the value stored last also is.
    private mutating func note(_ role: FieldTree.Role, _ encoding: ValueEncoding, _ bytes: UnsafeBufferPointer<UInt8>) {
        switch role {
        case .plain: break
        case .host: builder.mark(.host)
        case .channel: builder.mark(.channel)
        case .provider: builder.mark(.provider)
        case .eventCode: builder.mark(.eventCode)
        case .time: readTime(encoding, bytes)
        }
    }

    private mutating func readTime(_ encoding: ValueEncoding, _ bytes: UnsafeBufferPointer<UInt8>) {
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
        builder.mark(.originalTime)
    }
}
