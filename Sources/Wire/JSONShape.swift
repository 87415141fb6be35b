import Vocabulary

/// The JSON of records with the same fields: all that stands around their values.
struct JSONShape {
    /// A stretch of ``frame``, and the value that follows it.
    private struct Part {
        let frameEnd: UInt32
        let value: UInt32
    }

    private let fields: [FieldID]
    private(set) var frame: [UInt8] = []
    private var parts: [Part] = []

    /// - Parameter format: Only event logs know attributes and unnamed `<Data>`.
    init(_ fields: [FieldID], in catalogue: FieldCatalogue, _ format: EvidenceFormat) {
        self.fields = fields
        let tree = RecordTree(fields.map { catalogue[$0] })
        if tree[RecordTree.root].children.isEmpty, tree[RecordTree.root].values.isEmpty {
            put("{}")
        } else {
            write(RecordTree.root, of: tree, format)
        }
    }

    /// Whether a record of these values has this shape.
    func fits(_ slots: UnsafeBufferPointer<RecordBatch.Slot>) -> Bool {
        guard slots.count == fields.count else { return false }
        return fields.withUnsafeBufferPointer { fields in
            for place in 0..<slots.count where slots[place].field.index != fields[place].index { return false }
            return true
        }
    }

    /// Puts the JSON with a record's values in it.
    ///
    /// - Parameters:
    ///   - bytes: Those of the batch.
    ///   - scratch: A buffer the caller keeps, so that nothing is allocated per value.
    func put(
        _ slots: UnsafeBufferPointer<RecordBatch.Slot>, of bytes: UnsafeBufferPointer<UInt8>, scratch: inout [UInt8],
        to text: inout JSONText
    ) {
        frame.withUnsafeBufferPointer { frame in
            var start = 0
            for part in parts {
                text.put(UnsafeBufferPointer(rebasing: frame[start..<Int(part.frameEnd)]))
                start = Int(part.frameEnd)
                let slot = slots[Int(part.value)]
                let first = Int(slot.offset)
                let value = UnsafeBufferPointer(rebasing: bytes[first..<first + Int(slot.length)])
                text.put(value, slot.encoding, &scratch)
            }
            text.put(UnsafeBufferPointer(rebasing: frame[start...]))
        }
    }

    // MARK: Making the frame

    private mutating func put(_ text: StaticString) {
        frame.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func put(key: String, isFirst: inout Bool) {
        if !isFirst { put(",") }
        isFirst = false
        JSONText.append(string: key, to: &frame)
        put(":")
    }

    private mutating func write(_ number: Int, of tree: RecordTree, _ format: EvidenceFormat) {
        let attributes = tree.children(of: number) { $0 == .attribute }
        let elements = tree.children(of: number) { $0 == .element || $0 == .namedData }
        if attributes.isEmpty, elements.isEmpty { return writeText([number], of: tree, format) }
        put("{")
        var isFirst = true
        write(attributes: attributes, of: tree, &isFirst)
        if !texts([number], of: tree).isEmpty {
            put(key: "#text", isFirst: &isFirst)
            writeText([number], of: tree, format)
        }
        write(elements: elements, of: tree, format, &isFirst)
        put("}")
    }

    private mutating func write(attributes: [Int], of tree: RecordTree, _ isFirst: inout Bool) {
        guard !attributes.isEmpty else { return }
        put(key: "#attributes", isFirst: &isFirst)
        put("{")
        var keys = UniqueKeys()
        var isFirstAttribute = true
        for attribute in attributes {
            put(key: keys.next(tree[attribute].step?.name ?? ""), isFirst: &isFirstAttribute)
            writeText([attribute], of: tree, .evtx)
        }
        put("}")
    }

    private mutating func write(
        elements: [Int], of tree: RecordTree, _ format: EvidenceFormat, _ isFirst: inout Bool
    ) {
        var keys = UniqueKeys()
        let unnamed = format == .evtx || format == .windowsXML ? elements.filter { isUnnamedData($0, of: tree) } : []
        for element in elements {
            if unnamed.contains(element) {
                guard element == unnamed.first else { continue }
                put(key: keys.next("Data"), isFirst: &isFirst)
                writeUnnamedData(unnamed, of: tree)
            } else {
                put(key: keys.next(tree[element].step?.name ?? ""), isFirst: &isFirst)
                write(element, of: tree, format)
            }
        }
    }

    /// A `<Data>` without name and with nothing below it but values.
    private func isUnnamedData(_ number: Int, of tree: RecordTree) -> Bool {
        guard let step = tree[number].step, step.kind == .element, step.name == "Data" else { return false }
        return tree.children(of: number) { $0 == .element || $0 == .namedData }.isEmpty
    }

    private mutating func writeUnnamedData(_ numbers: [Int], of tree: RecordTree) {
        put("{")
        var isFirst = true
        write(attributes: numbers.flatMap { tree.children(of: $0) { $0 == .attribute } }, of: tree, &isFirst)
        put(key: "#text", isFirst: &isFirst)
        put("[")
        writeList(texts(numbers, of: tree), of: tree, .evtx)
        put("]}")
    }

    /// Own values and items of nodes: each a value's place or the node of an item that has a structure of its own.
    private enum Text {
        case value(Int)
        case item(Int)
    }

    private func texts(_ numbers: [Int], of tree: RecordTree) -> [Text] {
        numbers.flatMap { number in
            tree[number].values.map { Text.value($0) }
                + tree.children(of: number) { $0 == .item }.map { Text.item($0) }
        }
    }

    private mutating func writeText(_ numbers: [Int], of tree: RecordTree, _ format: EvidenceFormat) {
        let texts = texts(numbers, of: tree)
        switch texts.first {
        case nil: put("null")
        case .value(let place) where texts.count == 1: put(value: place)
        default:
            put("[")
            writeList(texts, of: tree, format)
            put("]")
        }
    }

    private mutating func writeList(_ texts: [Text], of tree: RecordTree, _ format: EvidenceFormat) {
        for (place, text) in texts.enumerated() {
            if place > 0 { put(",") }
            switch text {
            case .value(let value): put(value: value)
            case .item(let number): write(number, of: tree, format)
            }
        }
    }

    private mutating func put(value: Int) {
        parts.append(Part(frameEnd: UInt32(frame.count), value: UInt32(value)))
    }
}
