import Vocabulary

/// The smallest parts of binary XML: names, and the pieces of texts.
extension TemplateCompiler {
    // MARK: Names

    mutating func elementName(_ draft: inout TemplateDraft) throws(Damage) -> NameTable.Number {
        let start = draft.reader.position
        // Some writers leave the dependency id out where it should be. Then the size read behind it is absurd.
        for skipsDependency in [!draft.insideValue, draft.insideValue] {
            draft.reader.position = start
            if skipsDependency { try draft.reader.skip(2) }
            if try draft.reader.uint32() < EVTXLayout.chunkSize { return try name(&draft) }
            // What was taken for the size can be part of where a name stands.
            draft.isPortable = false
        }
        throw Damage(.damagedRecord, "an element is larger than its chunk")
    }

    /// A name, which stands elsewhere in the chunk or, where it is used first, right here.
    mutating func name(_ draft: inout TemplateDraft) throws(Damage) -> NameTable.Number {
        let position = Int(try draft.reader.uint32())
        let isHere = position == draft.reader.position
        draft.names.append(.init(position: draft.reader.position - 4 - draft.origin, isHere: isHere))
        if !isHere, let known = namesByPosition[position] { return known }
        var header = isHere ? draft.reader : chunk.reader(from: position)
        // The place of the next name with the same hash.
        try header.skip(4)
        let hash = try header.uint16()
        let units = Int(try header.uint16())
        guard units <= ParsingLimits.nameLength else { throw Damage(.limit, "a name is too long") }
        let range = try header.skip(2 * units)
        // Where a chunk was used again, something else can stand where a name was.
        guard Self.hash(chunk[range]) == hash else {
            throw Damage(.damagedRecord, "a name of a record's template is not where the template says")
        }
        let number = tree.names.number(of: text(range))
        try header.skip(2)
        if isHere { draft.reader = header }
        namesByPosition[position] = number
        return number
    }

    /// The hash that stands before a name.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt16 {
        var hash: UInt32 = 0
        for place in stride(from: 0, to: text.count - 1, by: 2) {
            hash = hash &* 65_599 &+ (UInt32(text[place]) | UInt32(text[place + 1]) << 8)
        }
        return UInt16(truncatingIfNeeded: hash)
    }

    func text(_ range: Range<Int>) -> String {
        var buffer: [UInt8] = []
        ValueText.appendUTF16(chunk[range], to: &buffer)
        return String(decoding: buffer, as: UTF8.self)
    }

    // MARK: Text

    /// The piece of text or the substitution the reader stands at; nil, and nothing read, where it is neither.
    mutating func piece(_ draft: inout TemplateDraft) throws(Damage) -> TemplatePlan.Piece? {
        guard let byte = draft.reader.peek, let token = BinaryXML.Token(rawValue: byte & ~BinaryXML.Token.moreFlag)
        else {
            return nil
        }
        switch token {
        case .value:
            try draft.reader.skip(1)
            let type = BinaryXML.ValueType(code: try draft.reader.uint8())
            let range: Range<Int>
            switch type {
            case .string: range = try draft.reader.skip(2 * Int(draft.reader.uint16()))
            case .ansiString: range = try draft.reader.skip(Int(draft.reader.uint16()))
            default:
                guard let width = type.width else {
                    throw Damage(.damagedRecord, "a text of a type that texts cannot have")
                }
                range = try draft.reader.skip(width)
            }
            return .literal(draft.stretch(range), type.encoding(byteCount: range.count))
        case .cdata:
            try draft.reader.skip(1)
            return .literal(draft.stretch(try draft.reader.skip(2 * Int(draft.reader.uint16()))), .utf16)
        case .characterReference:
            try draft.reader.skip(1)
            return .scalar(UInt32(try draft.reader.uint16()))
        case .entityReference:
            try draft.reader.skip(1)
            let name = try name(&draft)
            let known: [String: Character] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
            return known[tree.names[name]]?.unicodeScalars.first.map { .scalar($0.value) } ?? .entity(name)
        case .normalSubstitution, .optionalSubstitution:
            try draft.reader.skip(1)
            let index = try draft.reader.uint16()
            // The type the template expects; the value states its own.
            try draft.reader.skip(1)
            return .substitution(.init(index: index, isOptional: token == .optionalSubstitution))
        default: return nil
        }
    }
}
