import Vocabulary

/// Gives an event of auditd that Laurel wrote as JSON the names that it has where it is read from auditd's own log.
///
/// Those are second names: what stands in `SYSCALL.exe` is called `exe`, too.
struct LaurelEvent {
    /// What is known of places, by their numbers.
    private var places: [LaurelPlace?] = []
    private var arguments: [UInt8] = []
    private var parentArguments: [UInt8] = []
    private var title: [UInt8] = []
    private var wholeCommand: Int?
    /// Numbers of values.
    private var program: Int?
    private var folder: Int?
    private var parent: Int?
    private var secondNames: [(name: String, place: StructureTree.PlaceID)] = []

    /// Does nothing to a record that is no such event.
    ///
    /// - Parameter bytes: What the values of the portion are stretches of.
    mutating func complete(_ draft: inout RecordDraft, _ bytes: Span<UInt8>) {
        let count = draft.values.count
        guard let serial = serial(draft: &draft, bytes) else { return }
        forget()
        var line = StructureTree.none
        for index in 0..<count {
            let place = place(of: draft.values[index].place, &draft.tree)
            guard draft.values[index].canBeCommon else { continue }
            if place.line >= 0, place.line != line {
                line = place.line
                add("type", text: Array(draft.tree.name(of: line).utf8), to: &draft)
                if draft.auditEvent == nil { draft.auditEvent = (serial, draft.values.count - 1) }
            }
            note(index, place, bytes, &draft)
        }
        guard line >= 0 else { return }
        addCommand(&draft, bytes)
    }

    private mutating func forget() {
        arguments.removeAll(keepingCapacity: true)
        parentArguments.removeAll(keepingCapacity: true)
        title.removeAll(keepingCapacity: true)
        wholeCommand = nil
        program = nil
        folder = nil
        parent = nil
    }

    private mutating func place(of place: StructureTree.PlaceID, _ tree: inout StructureTree) -> LaurelPlace {
        let index = Int(place)
        if index < places.count, let known = places[index] { return known }
        let new = LaurelPlace(place, in: &tree)
        if index >= places.count { places += repeatElement(nil, count: index + 1 - places.count) }
        places[index] = new
        return new
    }

    /// The number of the event; nil where the record states none as auditd does.
    private mutating func serial(draft: inout RecordDraft, _ bytes: Span<UInt8>) -> UInt64? {
        for value in draft.values where value.encoding == .utf8 {
            guard case .stamp = place(of: value.place, &draft.tree).use else { continue }
            let stamp = draft.withBytes(of: value, in: bytes) { AuditStamp($0, value.range) }
            return stamp.moment == nil ? nil : stamp.serial
        }
        return nil
    }

    // MARK: Values

    private mutating func note(_ index: Int, _ place: LaurelPlace, _ bytes: Span<UInt8>, _ draft: inout RecordDraft) {
        let value = draft.values[index]
        switch place.use {
        case .other, .stamp: break
        case .field: draft.note(value.called(place.alias))
        case .hexadecimal: draft.note(withoutPrefix(value, draft, bytes).called(place.alias))
        case .callArgument:
            if place.alias >= 0 { draft.note(withoutPrefix(value, draft, bytes).called(place.alias)) }
        case .octal: addOctal(value, place.alias, bytes, &draft)
        case .argument:
            if place.alias >= 0 { draft.note(value.called(place.alias)) }
            join(value, to: &arguments, draft, bytes)
        case .arguments: wholeCommand = index
        case .title: join(value, to: &title, draft, bytes)
        case .parentProgram: parent = index
        case .parentArgument: join(value, to: &parentArguments, draft, bytes)
        case .meaning(let meaning):
            draft.note(value.called(place.alias))
            note(index, meaning, bytes, &draft)
        }
    }

    private mutating func note(
        _ index: Int, _ meaning: AuditMeaning, _ bytes: Span<UInt8>, _ draft: inout RecordDraft
    ) {
        let value = draft.values[index]
        switch meaning {
        case .program: program = index
        case .folder: folder = index
        case .account: add(meaning.name, value, to: &draft)
        case .address:
            guard draft.withBytes(of: value, in: bytes, { $0.isAddress(value.range) }) else { break }
            add(meaning.name, value, to: &draft)
        case .result:
            let isSuccess = draft.withBytes(of: value, in: bytes) { AuditMeaning.isSuccess($0, value.range) }
            if let isSuccess { add(meaning.name, text: Array((isSuccess ? "success" : "failure").utf8), to: &draft) }
        }
    }

    /// Joins arguments as the reader of auditd's own log does.
    private func join(
        _ value: RecordDraft.Value, to line: inout [UInt8], _ draft: borrowing RecordDraft, _ bytes: Span<UInt8>
    ) {
        guard line.count + value.range.count < LineLimits.recordLength else { return }
        if !line.isEmpty { line.append(0x20) }
        draft.withBytes(of: value, in: bytes) { value.escape.appendDecoded($0, value.range, to: &line) }
    }

    private func withoutPrefix(
        _ value: RecordDraft.Value, _ draft: borrowing RecordDraft, _ bytes: Span<UInt8>
    ) -> RecordDraft.Value {
        guard draft.withBytes(of: value, in: bytes, { $0.starts(value.range, with: "0x") }) else { return value }
        var value = value
        value.range = value.range.lowerBound + 2..<value.range.upperBound
        return value
    }

    private func addOctal(
        _ value: RecordDraft.Value, _ alias: StructureTree.PlaceID, _ bytes: Span<UInt8>, _ draft: inout RecordDraft
    ) {
        guard draft.withBytes(of: value, in: bytes, { $0.starts(value.range, with: "0o") }) else {
            return draft.note(value.called(alias))
        }
        var digits: [UInt8] = [UInt8(ascii: "0")]
        draft.withBytes(of: value, in: bytes) { bytes in
            for place in value.range.dropFirst(2) { digits.append(bytes[place]) }
        }
        add(at: alias, text: digits, to: &draft)
    }

    // MARK: The program

    private mutating func addCommand(_ draft: inout RecordDraft, _ bytes: Span<UInt8>) {
        if !title.isEmpty { add("proctitle", text: title, to: &draft) }
        if !arguments.isEmpty {
            add(AuditMeaning.commandLine, text: arguments, to: &draft)
        } else if let wholeCommand {
            add(AuditMeaning.commandLine, draft.values[wholeCommand], to: &draft)
        } else {
            return
        }
        if let program { add(AuditMeaning.program.name, draft.values[program], to: &draft) }
        if let folder { add(AuditMeaning.folder.name, draft.values[folder], to: &draft) }
        if let parent { add("ParentImage", draft.values[parent], to: &draft) }
        if !parentArguments.isEmpty { add("ParentCommandLine", text: parentArguments, to: &draft) }
    }

    // MARK: Second names

    private mutating func add(_ name: String, _ value: RecordDraft.Value, to draft: inout RecordDraft) {
        draft.note(value.called(place(ofSecondName: name, &draft.tree)))
    }

    private mutating func add(_ name: String, text: [UInt8], to draft: inout RecordDraft) {
        add(at: place(ofSecondName: name, &draft.tree), text: text, to: &draft)
    }

    /// There are a dozen of them.
    private mutating func place(
        ofSecondName name: String, _ tree: inout StructureTree
    ) -> StructureTree.PlaceID {
        for known in secondNames where known.name == name { return known.place }
        let place = tree.named(Array(name.utf8).span, .alias, of: StructureTree.root)
        secondNames.append((name, place))
        return place
    }

    private func add(at place: StructureTree.PlaceID, text: [UInt8], to draft: inout RecordDraft) {
        let start = draft.text.count
        draft.text += text
        draft.note(.init(place: place, encoding: .utf8, source: .text, range: start..<draft.text.count))
    }
}

extension RecordDraft.Value {
    /// The same value under another name.
    fileprivate func called(_ place: StructureTree.PlaceID) -> RecordDraft.Value {
        var value = self
        value.place = place
        return value
    }
}
