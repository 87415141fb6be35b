import Vocabulary

/// Turns binary XML into plans.
///
/// The names a plan uses are kept for all chunks of a portion; plans and places of names are those of one chunk.
struct TemplateCompiler {
    /// What the bytes of a chunk may still make the parser do.
    struct Budget {
        var steps = ParsingLimits.stepsPerChunk
        var bytes = ParsingLimits.expandedBytesPerChunk

        mutating func spend(steps count: Int) throws(Damage) {
            guard count <= steps else { throw Damage(.limit, "the templates of the chunk take too many steps") }
            steps -= count
        }

        mutating func spend(bytes count: Int) throws(Damage) {
            guard count <= bytes else { throw Damage(.limit, "the values of the chunk grow too large") }
            bytes -= count
        }
    }

    private struct PlanKey: Hashable {
        let position: Int
        let base: FieldTree.Place
    }

    private struct Sibling: Hashable {
        let kind: PathStep.Kind
        let name: NameTable.Number
    }

    private struct Attribute {
        let name: NameTable.Number
        let pieces: [TemplatePlan.Piece]
    }

    var tree = FieldTree()
    var budget = Budget()
    private(set) var chunk = ChunkBytes.none
    private var plans: [PlanKey: TemplatePlan] = [:]
    private var namesByPosition: [Int: NameTable.Number] = [:]

    mutating func begin(_ chunk: ChunkBytes) {
        self.chunk = chunk
        budget = Budget()
        plans.removeAll(keepingCapacity: true)
        namesByPosition.removeAll(keepingCapacity: true)
    }

    /// The plan of the template whose definition has this body, used below `base`.
    mutating func plan(
        ofBody body: Range<Int>, below base: FieldTree.Place, in builder: inout RecordBatchBuilder
    ) throws(Damage) -> TemplatePlan {
        let key = PlanKey(position: body.lowerBound, base: base)
        if let known = plans[key] { return known }
        let plan = try compile(body, below: base, insideValue: false, in: &builder)
        plans[key] = plan
        return plan
    }

    /// Compiles a stretch of tokens.
    ///
    /// - Parameter insideValue: The tokens are a value, where elements have no dependency id.
    mutating func compile(
        _ range: Range<Int>, below base: FieldTree.Place, insideValue: Bool, in builder: inout RecordBatchBuilder
    ) throws(Damage) -> TemplatePlan {
        var work = Work(reader: chunk.reader(range), insideValue: insideValue)
        _ = try content(of: base, depth: 0, &work, &builder)
        return work.plan
    }

    /// A compilation under way.
    private struct Work {
        var reader: ByteReader
        let insideValue: Bool
        var plan = TemplatePlan()
    }

    // MARK: Elements

    /// Reads what stands between the tags of an element, or all of a stretch where depth is 0.
    ///
    /// - Returns: Whether there was anything.
    private mutating func content(
        of place: FieldTree.Place, depth: Int, _ work: inout Work, _ builder: inout RecordBatchBuilder
    ) throws(Damage) -> Bool {
        var siblings: [Sibling: Int] = [:]
        var pieces: [TemplatePlan.Piece] = []
        var isEmpty = true
        var hasElements = false
        while let byte = work.reader.peek {
            try budget.spend(steps: 1)
            if let piece = try piece(&work.reader) {
                pieces.append(piece)
                isEmpty = false
                continue
            }
            switch BinaryXML.Token(rawValue: byte & ~BinaryXML.Token.moreFlag) {
            case .openStartElement:
                hasElements = true
                isEmpty = false
                try finish(&pieces, at: place, hasElements: true, &work.plan, &builder)
                try element(below: place, &siblings, depth: depth + 1, &work, &builder)
            case .templateInstance:
                isEmpty = false
                try finish(&pieces, at: place, hasElements: hasElements, &work.plan, &builder)
                try work.reader.skip(1)
                work.plan.steps.append(.instance(place, position: work.reader.position))
                var values: [BinaryXML.Value] = []
                _ = try chunk.templateInstance(&work.reader, values: &values)
            case .instructionTarget:
                try work.reader.skip(1)
                _ = try name(&work.reader)
            case .instructionData:
                try work.reader.skip(1)
                try work.reader.skip(2 * Int(work.reader.uint16()))
            case .fragmentHeader:
                try work.reader.skip(4)
            case .endElement where depth > 0:
                try work.reader.skip(1)
                try finish(&pieces, at: place, hasElements: hasElements, &work.plan, &builder)
                return !isEmpty
            case .endOfStream where depth == 0:
                try finish(&pieces, at: place, hasElements: hasElements, &work.plan, &builder)
                return !isEmpty
            default:
                throw Damage(.damagedRecord, "a token that has no place in binary XML here")
            }
        }
        guard depth == 0 else { throw Damage(.damagedRecord, "an element does not end") }
        try finish(&pieces, at: place, hasElements: hasElements, &work.plan, &builder)
        return !isEmpty
    }

    private mutating func element(
        below parent: FieldTree.Place, _ siblings: inout [Sibling: Int], depth: Int, _ work: inout Work,
        _ builder: inout RecordBatchBuilder
    ) throws(Damage) {
        guard depth <= ParsingLimits.elementDepth else { throw Damage(.limit, "elements are nested too deeply") }
        let hasAttributes = try work.reader.uint8() & BinaryXML.Token.moreFlag != 0
        let name = try elementName(&work.reader, insideValue: work.insideValue)
        var attributes = hasAttributes ? try self.attributes(&work.reader) : []
        let isEvent = parent == .outside && name == NameTable.event
        let place: FieldTree.Place
        if isEvent {
            attributes.removeAll { $0.name == NameTable.xmlns }
            place = .event
        } else {
            var sibling = Sibling(kind: .element, name: name)
            if name == NameTable.data, let label = dataName(&attributes) {
                sibling = Sibling(kind: .namedData, name: label)
            }
            let ordinal = siblings[sibling, default: 0]
            siblings[sibling] = ordinal + 1
            place = try tree.place(below: parent, sibling.kind, sibling.name, ordinal: ordinal)
        }

        let stepsBefore = work.plan.steps.count
        for attribute in attributes {
            let target = try tree.place(below: place, .attribute, attribute.name)
            try finish(attribute.pieces, at: target, isAttribute: true, &work.plan, &builder)
        }
        switch BinaryXML.Token(rawValue: try work.reader.uint8()) {
        case .closeEmptyElement: break
        case .closeStartElement: if try content(of: place, depth: depth, &work, &builder) { return }
        default: throw Damage(.damagedRecord, "the start tag of an element does not end")
        }
        guard !isEvent else { return }
        let target = self.target(place, isAttribute: false, &builder)
        let attributeSteps = work.plan.steps.count - stepsBefore
        work.plan.steps.append(
            attributeSteps == 0 ? .empty(target) : .emptyWithoutAttributes(target, attributes: attributeSteps))
    }

    private mutating func attributes(_ reader: inout ByteReader) throws(Damage) -> [Attribute] {
        // The size of the list, which its tokens also tell.
        try reader.skip(4)
        var attributes: [Attribute] = []
        while let byte = reader.peek,
            BinaryXML.Token(rawValue: byte & ~BinaryXML.Token.moreFlag) == .attribute
        {
            try reader.skip(1)
            let name = try name(&reader)
            var pieces: [TemplatePlan.Piece] = []
            while let piece = try piece(&reader) { pieces.append(piece) }
            try budget.spend(steps: 1 + pieces.count)
            attributes.append(Attribute(name: name, pieces: pieces))
        }
        return attributes
    }

    /// Takes the name of a `<Data Name="...">` out of its attributes; nil where it has none of its own text.
    private mutating func dataName(_ attributes: inout [Attribute]) -> NameTable.Number? {
        guard let place = attributes.firstIndex(where: { $0.name == NameTable.nameAttribute }),
            attributes[place].pieces.count == 1, case .literal(let range, .utf16) = attributes[place].pieces[0],
            !range.isEmpty
        else { return nil }
        let name = tree.names.number(of: text(range))
        attributes.remove(at: place)
        return name
    }

    // MARK: Names

    private mutating func elementName(
        _ reader: inout ByteReader, insideValue: Bool
    ) throws(Damage) -> NameTable.Number {
        // Some writers leave the dependency id out where it should be. Then the size read behind it is absurd.
        for skipsDependency in [!insideValue, insideValue] {
            var attempt = reader
            if skipsDependency { try attempt.skip(2) }
            guard try attempt.uint32() < EVTXLayout.chunkSize else { continue }
            let name = try self.name(&attempt)
            reader = attempt
            return name
        }
        throw Damage(.damagedRecord, "an element is larger than its chunk")
    }

    /// A name, which stands elsewhere in the chunk or, where it is used first, right here.
    private mutating func name(_ reader: inout ByteReader) throws(Damage) -> NameTable.Number {
        let position = Int(try reader.uint32())
        let isHere = position == reader.position
        if !isHere, let known = namesByPosition[position] { return known }
        var header = isHere ? reader : chunk.reader(from: position)
        // The place of the next name with the same hash, and the hash.
        try header.skip(6)
        let units = Int(try header.uint16())
        guard units <= ParsingLimits.nameLength else { throw Damage(.limit, "a name is too long") }
        let number = try tree.names.number(of: text(header.skip(2 * units)))
        try header.skip(2)
        if isHere { reader = header }
        namesByPosition[position] = number
        return number
    }

    private func text(_ range: Range<Int>) -> String {
        var buffer: [UInt8] = []
        ValueText.appendUTF16(chunk[range], to: &buffer)
        return String(decoding: buffer, as: UTF8.self)
    }

    // MARK: Text

    /// The piece of text or the substitution the reader stands at; nil, and nothing read, where it is neither.
    private mutating func piece(_ reader: inout ByteReader) throws(Damage) -> TemplatePlan.Piece? {
        guard let byte = reader.peek, let token = BinaryXML.Token(rawValue: byte & ~BinaryXML.Token.moreFlag) else {
            return nil
        }
        switch token {
        case .value:
            try reader.skip(1)
            let type = BinaryXML.ValueType(code: try reader.uint8())
            let range: Range<Int>
            switch type {
            case .string: range = try reader.skip(2 * Int(reader.uint16()))
            case .ansiString: range = try reader.skip(Int(reader.uint16()))
            default:
                guard let width = type.width else {
                    throw Damage(.damagedRecord, "a text of a type that texts cannot have")
                }
                range = try reader.skip(width)
            }
            return .literal(range, type.encoding(byteCount: range.count))
        case .cdata:
            try reader.skip(1)
            return .literal(try reader.skip(2 * Int(reader.uint16())), .utf16)
        case .characterReference:
            try reader.skip(1)
            return .scalar(UInt32(try reader.uint16()))
        case .entityReference:
            try reader.skip(1)
            let name = try name(&reader)
            let known: [String: Character] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
            return known[tree.names[name]]?.unicodeScalars.first.map { .scalar($0.value) } ?? .entity(name)
        case .normalSubstitution, .optionalSubstitution:
            try reader.skip(1)
            let index = Int(try reader.uint16())
            // The type the template expects; the value states its own.
            try reader.skip(1)
            return .substitution(.init(index: index, isOptional: token == .optionalSubstitution))
        default: return nil
        }
    }

    /// Ends a text of an element before a child or the end tag.
    private mutating func finish(
        _ pieces: inout [TemplatePlan.Piece], at place: FieldTree.Place, hasElements: Bool, _ plan: inout TemplatePlan,
        _ builder: inout RecordBatchBuilder
    ) throws(Damage) {
        defer { pieces.removeAll() }
        if hasElements, pieces.allSatisfy(isBlank) { return }
        try finish(pieces, at: place, isAttribute: false, &plan, &builder)
    }

    private mutating func finish(
        _ pieces: [TemplatePlan.Piece], at place: FieldTree.Place, isAttribute: Bool, _ plan: inout TemplatePlan,
        _ builder: inout RecordBatchBuilder
    ) throws(Damage) {
        guard let first = pieces.first else { return }
        let target = self.target(place, isAttribute: isAttribute, &builder)
        switch first {
        case .substitution(let substitution) where pieces.count == 1: plan.steps.append(.value(target, substitution))
        case .literal(let range, let encoding) where pieces.count == 1:
            plan.steps.append(.literal(target, range, encoding))
        default:
            plan.steps.append(.text(target, pieces: plan.pieces.count..<plan.pieces.count + pieces.count))
            plan.pieces.append(contentsOf: pieces)
        }
    }

    /// Whether a piece is only the white space that lays a document out.
    private func isBlank(_ piece: TemplatePlan.Piece) -> Bool {
        guard case .literal(let range, .utf16) = piece else { return false }
        return text(range).utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    private mutating func target(
        _ place: FieldTree.Place, isAttribute: Bool, _ builder: inout RecordBatchBuilder
    ) -> TemplatePlan.Target {
        TemplatePlan.Target(
            place: place, field: tree.field(of: place, in: &builder), role: tree.role(of: place),
            isAttribute: isAttribute)
    }
}
