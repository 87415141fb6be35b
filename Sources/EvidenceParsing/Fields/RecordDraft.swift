import Vocabulary

/// The values of one record as a reader meets them, before they are copied into a batch (``RecordAssembly``).
///
/// Values are only noted until the whole record has proved to be sound; a damaged one leaves nothing behind.
struct RecordDraft {
    /// A value that was met: where it stands in the bytes and in the structure.
    struct Value {
        var place: StructureTree.PlaceID
        var encoding: ValueEncoding
        /// How the bytes of a text become the text.
        var escape: TextEscape = .none
        /// What `range` counts in.
        var source = Source.portion
        var range: Range<Int>

        /// Whether it can be the time, host and so on of its record.
        @inline(__always)
        var canBeCommon: Bool {
            switch encoding {
            case .utf8, .numberText: !range.isEmpty
            default: false
            }
        }
    }

    /// What values are stretches of.
    enum Source {
        case portion
        /// ``RecordDraft/text``.
        case text
        /// ``RecordDraft/embedded``.
        case embedded
    }

    var tree: StructureTree
    /// The values of the record, in its order.
    private(set) var values: [Value] = []
    /// What the names of its fields say of how it is to be read on.
    private(set) var hints: ProductHint = []
    /// The number and the value that is the event code, of an event of auditd.
    var auditEvent: (number: UInt64, code: Int)?
    /// An array of numbers was met: in entries of the journal it is a text.
    var hasNumberArray = false
    /// Values that no field could be made for: a limit was reached.
    private(set) var dropped = 0
    /// The text of values that was written with escapes.
    var text: [UInt8] = []
    /// The text of the record that stood in a value of this one.
    private(set) var embedded: [UInt8] = []
    /// The value that holds it.
    private var embedding: Int?
    /// Read the events in such texts; they count objects from record to record.
    private var xmlReader = XMLEventReader()
    private var forwardedText = ForwardedEventText()

    init(_ tree: StructureTree = StructureTree()) { self.tree = tree }

    /// Forgets the record before.
    mutating func begin() {
        values.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        hints = []
        auditEvent = nil
        hasNumberArray = false
        dropped = 0
        embedding = nil
    }

    /// Shows what the range of a value counts in.
    @inline(__always)
    func withBytes<Result>(
        of value: Value, in portion: Span<UInt8>, _ body: (Span<UInt8>) -> Result
    ) -> Result {
        switch value.source {
        case .portion: body(portion)
        case .text: body(text.span)
        case .embedded: body(embedded.span)
        }
    }

    @inline(__always)
    mutating func note(_ value: Value) {
        guard value.place >= 0, values.count < JSONLimits.fieldsPerRecord || hasRoom(for: value) else {
            return dropped += 1
        }
        if embedding == nil, case .utf8 = value.encoding, tree.nodes[Int(value.place)].embedsRecord {
            embedding = values.count
        }
        values.append(value)
    }

    /// Finds out how the record is to be read on. Most portions hold no name that says something of it.
    @inline(__always)
    mutating func findHints() {
        guard tree.hints.isJournalEntry || tree.hints.hasAuditID else { return }
        hints = values.reduce(into: []) { $0.formUnion(tree.nodes[Int($1.place)].hint) }
    }

    @inline(never)
    private func hasRoom(for value: Value) -> Bool {
        tree.nodes[Int(value.place)].step == .alias
            && values.count < JSONLimits.fieldsPerRecord + JSONLimits.secondNames
    }

    func role(of value: Value) -> StructurePlace.Role { tree.nodes[Int(value.place)].role }

    mutating func rename(_ index: Int, to place: StructureTree.PlaceID) { values[index].place = place }

    /// Reads the record inside of a text. A text that holds none is no damage, and is kept as it is in any case.
    @inline(__always)
    mutating func readEmbedded(_ bytes: Span<UInt8>, with walk: inout JSONWalk) {
        if let embedding { readEmbedded(in: values[embedding], bytes, with: &walk) }
    }

    @inline(never)
    private mutating func readEmbedded(in value: Value, _ bytes: Span<UInt8>, with walk: inout JSONWalk) {
        var inner: [UInt8] = []
        withBytes(of: value, in: bytes) { value.escape.appendDecoded($0, value.range, to: &inner) }
        let known = (values: values.count, dropped: dropped, text: text.count)
        let place = tree.named(Span(), .embedded, of: value.place)
        let isXML = XMLEventSearch.beginsEvent(in: inner.span, at: 0)
        let isRead = isXML ? readXML(inner.span, from: place) : readJSON(inner.span, from: place, with: &walk)
        if !isRead {
            values.removeSubrange(known.values...)
            text.removeSubrange(known.text...)
            dropped = known.dropped
            if !isXML { readForwarded(inner.span, from: place) }
        }
        for index in known.values..<values.count where values[index].source == .portion {
            values[index].source = .embedded
        }
        embedded = inner
    }

    /// Whether a text is one object of JSON and nothing else.
    private mutating func readJSON(
        _ inner: Span<UInt8>, from place: StructureTree.PlaceID, with walk: inout JSONWalk
    ) -> Bool {
        do throws(JSONDamage) {
            let end = try walk.read(inner, 0..<inner.count, from: place, into: &self)
            return JSONScanner.isBlank(inner, end..<inner.count)
        } catch {
            return false
        }
    }

    /// Reads a text that is an event of Windows as Splunk forwards it.
    private mutating func readForwarded(_ inner: Span<UInt8>, from place: StructureTree.PlaceID) {
        var reader = forwardedText
        reader.read(inner, at: place, into: &self)
        forwardedText = reader
    }

    /// Whether a text is one event of Windows as XML and nothing else.
    private mutating func readXML(_ inner: Span<UInt8>, from place: StructureTree.PlaceID) -> Bool {
        let event = Array("Event".utf8)
        let root = tree.named(event.span, .key, of: place)
        var reader = xmlReader
        defer { xmlReader = reader }
        do throws(Damage) {
            let end = try reader.read(inner, 0..<inner.count, at: root, into: &self)
            return XMLEventSearch.isDecoration(inner, end..<inner.count)
        } catch {
            return false
        }
    }
}
