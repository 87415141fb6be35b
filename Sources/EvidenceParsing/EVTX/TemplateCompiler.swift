import Vocabulary

/// Turns binary XML into plans.
///
/// Names, places and the plans of templates are kept from chunk to chunk; where they stand is that of one chunk.
struct TemplateCompiler {
    /// A plan, and where the body of its template is in the chunk.
    struct Use {
        let plan: TemplatePlan
        let body: Range<Int>
    }

    private struct UseKey: Hashable {
        let definition: Int
        let base: FieldTree.Place

        /// Its place among the recent uses.
        var recency: Int { (definition ^ definition >> 5 ^ Int(base.index)) & (TemplateCompiler.recentUses - 1) }
    }

    /// A power of two, a little more than the templates of most chunks.
    private static let recentUses = 16

    private struct Sibling: Hashable {
        let kind: PathStep.Kind
        let name: NameTable.Number
    }

    private struct Attribute {
        let name: NameTable.Number
        let pieces: [TemplatePlan.Piece]
    }

    var tree = FieldTree()
    var budget = ChunkBudget()
    private(set) var chunk = ChunkBytes.none
    private var library = TemplateLibrary()
    private var uses: [UseKey: Use] = [:]
    /// Uses by a number of their key, so that most records need no search.
    private var recent = [(key: UseKey, use: Use)?](repeating: nil, count: recentUses)
    /// Names of the chunk, by where they stand.
    var namesByPosition: [Int: NameTable.Number] = [:]

    mutating func begin(_ chunk: ChunkBytes, renewsBudget: Bool) {
        self.chunk = chunk
        if renewsBudget { budget = ChunkBudget() }
        uses.removeAll(keepingCapacity: true)
        for place in recent.indices { recent[place] = nil }
        namesByPosition.removeAll(keepingCapacity: true)
    }

    /// The plan of the template that is defined at a place of the chunk, used below `base`.
    mutating func use(
        ofDefinition definition: Int, below base: FieldTree.Place, in builder: inout RecordBatchBuilder
    ) throws(Damage) -> Use {
        let key = UseKey(definition: definition, base: base)
        if let recent = recent[key.recency], recent.key == key { return recent.use }
        let use: Use
        if let known = uses[key] {
            use = known
        } else {
            let body = try chunk.body(ofDefinition: definition)
            use = Use(plan: try plan(ofBody: body, below: base, in: &builder), body: body)
            uses[key] = use
        }
        recent[key.recency] = (key, use)
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
        var draft = TemplateDraft(origin: body.lowerBound, reader: chunk.reader(body), insideValue: false)
        _ = try content(of: base, depth: 0, &draft, &builder)
        let plan = draft.plan
        if draft.isPortable {
            library.add(
                plan, cost: stepsBefore - budget.steps, places: draft.places, for: body, names: draft.names, in: chunk,
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
        var draft = TemplateDraft(origin: range.lowerBound, reader: chunk.reader(range), insideValue: insideValue)
        _ = try content(of: base, depth: 0, &draft, &builder)
        return draft.plan
    }

    // MARK: Elements

    /// Reads what stands between the tags of an element, or all of a stretch where depth is 0.
    ///
    /// - Returns: Whether there was anything.
    private mutating func content(
        of place: FieldTree.Place, depth: Int, _ draft: inout TemplateDraft, _ builder: inout RecordBatchBuilder
    ) throws(Damage) -> Bool {
        var siblings: [Sibling: Int] = [:]
        var pieces: [TemplatePlan.Piece] = []
        var isEmpty = true
        var hasElements = false
        while let byte = draft.reader.peek {
            try budget.spend(steps: 1)
            if let piece = try piece(&draft) {
                pieces.append(piece)
                isEmpty = false
                continue
            }
            switch BinaryXML.Token(rawValue: byte & ~BinaryXML.Token.moreFlag) {
            case .openStartElement:
                hasElements = true
                isEmpty = false
                try finish(&pieces, at: place, hasElements: true, &draft, &builder)
                try element(below: place, &siblings, depth: depth + 1, &draft, &builder)
            case .templateInstance:
                isEmpty = false
                try finish(&pieces, at: place, hasElements: hasElements, &draft, &builder)
                try draft.reader.skip(1)
                draft.steps.append(
                    .instance(place, at: UInt32(truncatingIfNeeded: draft.reader.position - draft.origin)))
                // Where its definition is differs from chunk to chunk, and so can what the bytes mean.
                draft.isPortable = false
                try skipInstance(&draft.reader)
            case .instructionTarget:
                try draft.reader.skip(1)
                _ = try name(&draft)
            case .instructionData:
                try draft.reader.skip(1)
                try draft.reader.skip(2 * Int(draft.reader.uint16()))
            case .fragmentHeader:
                try draft.reader.skip(4)
            case .endElement where depth > 0:
                try draft.reader.skip(1)
                try finish(&pieces, at: place, hasElements: hasElements, &draft, &builder)
                return !isEmpty
            case .endOfStream where depth == 0:
                try finish(&pieces, at: place, hasElements: hasElements, &draft, &builder)
                return !isEmpty
            default:
                throw Damage(.damagedRecord, "a token that has no place in binary XML here")
            }
        }
        guard depth == 0 else { throw Damage(.damagedRecord, "an element does not end") }
        try finish(&pieces, at: place, hasElements: hasElements, &draft, &builder)
        return !isEmpty
    }

    private mutating func element(
        below parent: FieldTree.Place, _ siblings: inout [Sibling: Int], depth: Int, _ draft: inout TemplateDraft,
        _ builder: inout RecordBatchBuilder
    ) throws(Damage) {
        guard depth <= ParsingLimits.elementDepth else { throw Damage(.limit, "elements are nested too deeply") }
        let hasAttributes = try draft.reader.uint8() & BinaryXML.Token.moreFlag != 0
        let name = try elementName(&draft)
        var attributes = hasAttributes ? try self.attributes(&draft) : []
        let isEvent = parent == .outside && name == NameTable.event
        let place: FieldTree.Place
        if isEvent {
            attributes.removeAll { $0.name == NameTable.xmlns }
            place = .event
        } else {
            var sibling = Sibling(kind: .element, name: name)
            if name == NameTable.data, let label = dataName(&attributes, draft) {
                sibling = Sibling(kind: .namedData, name: label)
            }
            let ordinal = siblings[sibling, default: 0]
            siblings[sibling] = ordinal + 1
            place = try tree.place(below: parent, sibling.kind, sibling.name, ordinal: ordinal)
            draft.places.append(place)
        }

        let stepsBefore = draft.steps.count
        for attribute in attributes {
            let target = try tree.place(below: place, .attribute, attribute.name)
            draft.places.append(target)
            try finish(attribute.pieces, at: target, isAttribute: true, &draft, &builder)
        }
        switch BinaryXML.Token(rawValue: try draft.reader.uint8()) {
        case .closeEmptyElement: break
        case .closeStartElement: if try content(of: place, depth: depth, &draft, &builder) { return }
        default: throw Damage(.damagedRecord, "the start tag of an element does not end")
        }
        guard !isEvent else { return }
        let target = self.target(place, isAttribute: false, &builder)
        let attributeSteps = UInt32(truncatingIfNeeded: draft.steps.count - stepsBefore)
        draft.steps.append(
            attributeSteps == 0 ? .empty(target) : .emptyWithoutAttributes(target, attributes: attributeSteps))
    }

    private mutating func attributes(_ draft: inout TemplateDraft) throws(Damage) -> [Attribute] {
        // The size of the list, which its tokens also tell.
        try draft.reader.skip(4)
        var attributes: [Attribute] = []
        while let byte = draft.reader.peek,
            BinaryXML.Token(rawValue: byte & ~BinaryXML.Token.moreFlag) == .attribute
        {
            try draft.reader.skip(1)
            let name = try name(&draft)
            var pieces: [TemplatePlan.Piece] = []
            while let piece = try piece(&draft) { pieces.append(piece) }
            try budget.spend(steps: 1 + pieces.count)
            attributes.append(Attribute(name: name, pieces: pieces))
        }
        return attributes
    }

    /// Takes the name of a `<Data Name="...">` out of its attributes; nil where it has none of its own text.
    private mutating func dataName(_ attributes: inout [Attribute], _ draft: TemplateDraft) -> NameTable.Number? {
        guard let place = attributes.firstIndex(where: { $0.name == NameTable.nameAttribute }),
            attributes[place].pieces.count == 1, case .literal(let name, .utf16) = attributes[place].pieces[0],
            name.length > 0
        else { return nil }
        let number = tree.names.number(of: text(name.range(from: draft.origin)))
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

    // MARK: Text

    /// Ends a text of an element before a child or the end tag.
    private mutating func finish(
        _ pieces: inout [TemplatePlan.Piece], at place: FieldTree.Place, hasElements: Bool,
        _ draft: inout TemplateDraft,
        _ builder: inout RecordBatchBuilder
    ) throws(Damage) {
        defer { pieces.removeAll() }
        if hasElements, pieces.allSatisfy({ isBlank($0, draft) }) { return }
        try finish(pieces, at: place, isAttribute: false, &draft, &builder)
    }

    private mutating func finish(
        _ pieces: [TemplatePlan.Piece], at place: FieldTree.Place, isAttribute: Bool, _ draft: inout TemplateDraft,
        _ builder: inout RecordBatchBuilder
    ) throws(Damage) {
        guard let first = pieces.first else { return }
        let target = self.target(place, isAttribute: isAttribute, &builder)
        switch first {
        case .substitution(let substitution) where pieces.count == 1: draft.steps.append(.value(target, substitution))
        case .literal(let stretch, let encoding) where pieces.count == 1:
            draft.steps.append(.literal(target, stretch, encoding))
        default:
            draft.steps.append(.text(target, first: UInt32(draft.pieces.count), count: UInt32(pieces.count)))
            draft.pieces.append(contentsOf: pieces)
        }
    }

    /// Whether a piece is only the white space that lays a document out.
    private func isBlank(_ piece: TemplatePlan.Piece, _ draft: TemplateDraft) -> Bool {
        guard case .literal(let stretch, .utf16) = piece else { return false }
        return text(stretch.range(from: draft.origin)).utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    private mutating func target(
        _ place: FieldTree.Place, isAttribute: Bool, _ builder: inout RecordBatchBuilder
    ) -> TemplatePlan.Target {
        TemplatePlan.Target(
            place: place, field: tree.field(of: place, in: &builder), role: tree.role(of: place),
            isAttribute: isAttribute)
    }
}
