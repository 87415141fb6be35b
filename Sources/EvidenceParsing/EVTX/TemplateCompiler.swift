import Vocabulary

/// Turns binary XML into plans.
///
/// Names, places and the plans of templates are kept from chunk to chunk; where they stand is that of one chunk.
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

    /// A plan, and where the body of its template is in the chunk.
    struct Use {
        let plan: TemplatePlan
        let body: Range<Int>
    }

    private struct UseKey: Hashable {
        let definition: Int
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
    private var library = TemplateLibrary()
    private var uses: [UseKey: Use] = [:]
    private var lastUse: (key: UseKey, use: Use)?
    private var namesByPosition: [Int: NameTable.Number] = [:]

    mutating func begin(_ chunk: ChunkBytes) {
        self.chunk = chunk
        budget = Budget()
        uses.removeAll(keepingCapacity: true)
        lastUse = nil
        namesByPosition.removeAll(keepingCapacity: true)
    }

    /// The plan of the template that is defined at a place of the chunk, used below `base`.
    mutating func use(
        ofDefinition definition: Int, below base: FieldTree.Place, in builder: inout RecordBatchBuilder
    ) throws(Damage) -> Use {
        let key = UseKey(definition: definition, base: base)
        // Records of a kind come in rows.
        if let lastUse, lastUse.key == key { return lastUse.use }
        let use: Use
        if let known = uses[key] {
            use = known
        } else {
            let body = try chunk.body(ofDefinition: definition)
            use = Use(plan: try plan(ofBody: body, below: base, in: &builder), body: body)
            uses[key] = use
        }
        lastUse = (key, use)
        return use
    }

    private mutating func plan(
        ofBody body: Range<Int>, below base: FieldTree.Place, in builder: inout RecordBatchBuilder
    ) throws(Damage) -> TemplatePlan {
        if let known = library.entry(for: body, in: chunk, below: base) {
            // A plan costs the same whether it is made or known, so that the result does not depend on it.
            try budget.spend(steps: known.cost)
            for place in known.places { try tree.use(place) }
            return known.plan
        }
        let stepsBefore = budget.steps
        var work = Work(origin: body.lowerBound, reader: chunk.reader(body), insideValue: false)
        _ = try content(of: base, depth: 0, &work, &builder)
        let plan = work.plan
        if work.isPortable {
            library.add(
                plan, cost: stepsBefore - budget.steps, places: work.places, for: body, names: work.names, in: chunk,
                below: base)
        }
        return plan
    }

    /// Compiles a stretch of tokens.
    ///
    /// - Parameter insideValue: The tokens are a value, where elements have no dependency id.
    mutating func compile(
        _ range: Range<Int>, below base: FieldTree.Place, insideValue: Bool, in builder: inout RecordBatchBuilder
    ) throws(Damage) -> TemplatePlan {
        var work = Work(origin: range.lowerBound, reader: chunk.reader(range), insideValue: insideValue)
        _ = try content(of: base, depth: 0, &work, &builder)
        return work.plan
    }

    /// A compilation under way.
    private struct Work {
        /// Where the tokens begin in the chunk; places in the plan are counted from here.
        let origin: Int
        var reader: ByteReader
        let insideValue: Bool
        var steps: [TemplatePlan.Step] = []
        var pieces: [TemplatePlan.Piece] = []
        var names: [TemplateLibrary.NameReference] = []
        var places: [FieldTree.Place] = []
        /// Whether the plan follows from the tokens and names alone, and so holds in other chunks.
        var isPortable = true

        var plan: TemplatePlan { TemplatePlan(steps: steps, pieces: pieces) }

        func stretch(_ range: Range<Int>) -> TemplatePlan.Stretch {
            TemplatePlan.Stretch(
                start: UInt32(truncatingIfNeeded: range.lowerBound - origin),
                length: UInt32(truncatingIfNeeded: range.count))
        }
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
            if let piece = try piece(&work) {
                pieces.append(piece)
                isEmpty = false
                continue
            }
            switch BinaryXML.Token(rawValue: byte & ~BinaryXML.Token.moreFlag) {
            case .openStartElement:
                hasElements = true
                isEmpty = false
                try finish(&pieces, at: place, hasElements: true, &work, &builder)
                try element(below: place, &siblings, depth: depth + 1, &work, &builder)
            case .templateInstance:
                isEmpty = false
                try finish(&pieces, at: place, hasElements: hasElements, &work, &builder)
                try work.reader.skip(1)
                work.steps.append(
                    .instance(place, at: UInt32(truncatingIfNeeded: work.reader.position - work.origin)))
                // Where its definition is differs from chunk to chunk, and so can what the bytes mean.
                work.isPortable = false
                try skipInstance(&work.reader)
            case .instructionTarget:
                try work.reader.skip(1)
                _ = try name(&work)
            case .instructionData:
                try work.reader.skip(1)
                try work.reader.skip(2 * Int(work.reader.uint16()))
            case .fragmentHeader:
                try work.reader.skip(4)
            case .endElement where depth > 0:
                try work.reader.skip(1)
                try finish(&pieces, at: place, hasElements: hasElements, &work, &builder)
                return !isEmpty
            case .endOfStream where depth == 0:
                try finish(&pieces, at: place, hasElements: hasElements, &work, &builder)
                return !isEmpty
            default:
                throw Damage(.damagedRecord, "a token that has no place in binary XML here")
            }
        }
        guard depth == 0 else { throw Damage(.damagedRecord, "an element does not end") }
        try finish(&pieces, at: place, hasElements: hasElements, &work, &builder)
        return !isEmpty
    }

    private mutating func element(
        below parent: FieldTree.Place, _ siblings: inout [Sibling: Int], depth: Int, _ work: inout Work,
        _ builder: inout RecordBatchBuilder
    ) throws(Damage) {
        guard depth <= ParsingLimits.elementDepth else { throw Damage(.limit, "elements are nested too deeply") }
        let hasAttributes = try work.reader.uint8() & BinaryXML.Token.moreFlag != 0
        let name = try elementName(&work)
        var attributes = hasAttributes ? try self.attributes(&work) : []
        let isEvent = parent == .outside && name == NameTable.event
        let place: FieldTree.Place
        if isEvent {
            attributes.removeAll { $0.name == NameTable.xmlns }
            place = .event
        } else {
            var sibling = Sibling(kind: .element, name: name)
            if name == NameTable.data, let label = dataName(&attributes, work) {
                sibling = Sibling(kind: .namedData, name: label)
            }
            let ordinal = siblings[sibling, default: 0]
            siblings[sibling] = ordinal + 1
            place = try tree.place(below: parent, sibling.kind, sibling.name, ordinal: ordinal)
            work.places.append(place)
        }

        let stepsBefore = work.steps.count
        for attribute in attributes {
            let target = try tree.place(below: place, .attribute, attribute.name)
            work.places.append(target)
            try finish(attribute.pieces, at: target, isAttribute: true, &work, &builder)
        }
        switch BinaryXML.Token(rawValue: try work.reader.uint8()) {
        case .closeEmptyElement: break
        case .closeStartElement: if try content(of: place, depth: depth, &work, &builder) { return }
        default: throw Damage(.damagedRecord, "the start tag of an element does not end")
        }
        guard !isEvent else { return }
        let target = self.target(place, isAttribute: false, &builder)
        let attributeSteps = UInt32(truncatingIfNeeded: work.steps.count - stepsBefore)
        work.steps.append(
            attributeSteps == 0 ? .empty(target) : .emptyWithoutAttributes(target, attributes: attributeSteps))
    }

    private mutating func attributes(_ work: inout Work) throws(Damage) -> [Attribute] {
        // The size of the list, which its tokens also tell.
        try work.reader.skip(4)
        var attributes: [Attribute] = []
        while let byte = work.reader.peek,
            BinaryXML.Token(rawValue: byte & ~BinaryXML.Token.moreFlag) == .attribute
        {
            try work.reader.skip(1)
            let name = try name(&work)
            var pieces: [TemplatePlan.Piece] = []
            while let piece = try piece(&work) { pieces.append(piece) }
            try budget.spend(steps: 1 + pieces.count)
            attributes.append(Attribute(name: name, pieces: pieces))
        }
        return attributes
    }

    /// Takes the name of a `<Data Name="...">` out of its attributes; nil where it has none of its own text.
    private mutating func dataName(_ attributes: inout [Attribute], _ work: Work) -> NameTable.Number? {
        guard let place = attributes.firstIndex(where: { $0.name == NameTable.nameAttribute }),
            attributes[place].pieces.count == 1, case .literal(let name, .utf16) = attributes[place].pieces[0],
            name.length > 0
        else { return nil }
        let number = tree.names.number(of: text(name.range(from: work.origin)))
        attributes.remove(at: place)
        return number
    }

    private func skipInstance(_ reader: inout ByteReader) throws(Damage) {
        let definition = try chunk.definition(&reader)
        if definition == reader.position {
            try reader.skip(chunk.body(ofDefinition: definition).upperBound - definition)
        }
        var values: [BinaryXML.Value] = []
        try chunk.values(&reader, to: &values)
    }

    // MARK: Names

    private mutating func elementName(_ work: inout Work) throws(Damage) -> NameTable.Number {
        let start = work.reader.position
        // Some writers leave the dependency id out where it should be. Then the size read behind it is absurd.
        for skipsDependency in [!work.insideValue, work.insideValue] {
            work.reader.position = start
            if skipsDependency { try work.reader.skip(2) }
            if try work.reader.uint32() < EVTXLayout.chunkSize { return try name(&work) }
            // What was taken for the size can be part of where a name stands.
            work.isPortable = false
        }
        throw Damage(.damagedRecord, "an element is larger than its chunk")
    }

    /// A name, which stands elsewhere in the chunk or, where it is used first, right here.
    private mutating func name(_ work: inout Work) throws(Damage) -> NameTable.Number {
        let position = Int(try work.reader.uint32())
        let isHere = position == work.reader.position
        work.names.append(.init(position: work.reader.position - 4 - work.origin, isHere: isHere))
        if !isHere, let known = namesByPosition[position] { return known }
        var header = isHere ? work.reader : chunk.reader(from: position)
        // The place of the next name with the same hash, and the hash.
        try header.skip(6)
        let units = Int(try header.uint16())
        guard units <= ParsingLimits.nameLength else { throw Damage(.limit, "a name is too long") }
        let number = try tree.names.number(of: text(header.skip(2 * units)))
        try header.skip(2)
        if isHere { work.reader = header }
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
    private mutating func piece(_ work: inout Work) throws(Damage) -> TemplatePlan.Piece? {
        guard let byte = work.reader.peek, let token = BinaryXML.Token(rawValue: byte & ~BinaryXML.Token.moreFlag)
        else {
            return nil
        }
        switch token {
        case .value:
            try work.reader.skip(1)
            let type = BinaryXML.ValueType(code: try work.reader.uint8())
            let range: Range<Int>
            switch type {
            case .string: range = try work.reader.skip(2 * Int(work.reader.uint16()))
            case .ansiString: range = try work.reader.skip(Int(work.reader.uint16()))
            default:
                guard let width = type.width else {
                    throw Damage(.damagedRecord, "a text of a type that texts cannot have")
                }
                range = try work.reader.skip(width)
            }
            return .literal(work.stretch(range), type.encoding(byteCount: range.count))
        case .cdata:
            try work.reader.skip(1)
            return .literal(work.stretch(try work.reader.skip(2 * Int(work.reader.uint16()))), .utf16)
        case .characterReference:
            try work.reader.skip(1)
            return .scalar(UInt32(try work.reader.uint16()))
        case .entityReference:
            try work.reader.skip(1)
            let name = try name(&work)
            let known: [String: Character] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
            return known[tree.names[name]]?.unicodeScalars.first.map { .scalar($0.value) } ?? .entity(name)
        case .normalSubstitution, .optionalSubstitution:
            try work.reader.skip(1)
            let index = try work.reader.uint16()
            // The type the template expects; the value states its own.
            try work.reader.skip(1)
            return .substitution(.init(index: index, isOptional: token == .optionalSubstitution))
        default: return nil
        }
    }

    /// Ends a text of an element before a child or the end tag.
    private mutating func finish(
        _ pieces: inout [TemplatePlan.Piece], at place: FieldTree.Place, hasElements: Bool, _ work: inout Work,
        _ builder: inout RecordBatchBuilder
    ) throws(Damage) {
        defer { pieces.removeAll() }
        if hasElements, pieces.allSatisfy({ isBlank($0, work) }) { return }
        try finish(pieces, at: place, isAttribute: false, &work, &builder)
    }

    private mutating func finish(
        _ pieces: [TemplatePlan.Piece], at place: FieldTree.Place, isAttribute: Bool, _ work: inout Work,
        _ builder: inout RecordBatchBuilder
    ) throws(Damage) {
        guard let first = pieces.first else { return }
        let target = self.target(place, isAttribute: isAttribute, &builder)
        switch first {
        case .substitution(let substitution) where pieces.count == 1: work.steps.append(.value(target, substitution))
        case .literal(let stretch, let encoding) where pieces.count == 1:
            work.steps.append(.literal(target, stretch, encoding))
        default:
            work.steps.append(.text(target, first: UInt32(work.pieces.count), count: UInt32(pieces.count)))
            work.pieces.append(contentsOf: pieces)
        }
    }

    /// Whether a piece is only the white space that lays a document out.
    private func isBlank(_ piece: TemplatePlan.Piece, _ work: Work) -> Bool {
        guard case .literal(let stretch, .utf16) = piece else { return false }
        return text(stretch.range(from: work.origin)).utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    private mutating func target(
        _ place: FieldTree.Place, isAttribute: Bool, _ builder: inout RecordBatchBuilder
    ) -> TemplatePlan.Target {
        TemplatePlan.Target(
            place: place, field: tree.field(of: place, in: &builder), role: tree.role(of: place),
            isAttribute: isAttribute)
    }
}
