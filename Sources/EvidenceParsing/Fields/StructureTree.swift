import Vocabulary

/// Every place in the structure of the records of a portion, met once and numbered.
///
/// Asking for a place that is known costs one look into a hash table and no allocation; what it is called and what it
/// means is worked out once, when it is new.
struct StructureTree {
    /// A place, or the lack of one: ``none`` where a limit was reached.
    typealias PlaceID = Int32

    static let none: PlaceID = -1
    static let root: PlaceID = 0

    /// How a place is reached from its parent.
    enum Step: UInt8 {
        /// A key; the ordinal counts how often the object had it before.
        case key
        /// An item of an array; the ordinal is its index.
        case item
        /// The text of a `Data` whose name was read from the record.
        case named
        /// A second name for a value: it has no path, so that it is not written out again.
        case alias
        /// A record inside of a text; what it holds has no path either.
        case embedded
        /// An attribute of an XML element.
        case attribute
        /// `<Data Name="..">` of an event log.
        case namedData
    }

    struct Node {
        var parent: PlaceID
        var step: Step
        var ordinal: Int32
        var keyStart: Int
        var keyCount: Int
        var hash: UInt32
        /// Its number in the catalogue, or -1 while no value stood here.
        var field: Int32 = -1
        /// The place of its second name.
        var alias: PlaceID = none
        var role: StructurePlace.Role
        /// What holds a value here is a `Data` element.
        var isData: Bool
        /// A text here can be a record of its own.
        var embedsRecord: Bool
        /// A text here can be an address with a port.
        var holdsPeer: Bool
        /// What it says of the product that its record is from.
        var hint: ProductHint
        /// Its rows of ``CommonFieldTable``, as a range of `rows`.
        var firstRow: Int32
        var rowCount: Int32
        /// The object that had this key last, and how often it has had it.
        var seenIn: UInt32 = 0
        var timesSeen: Int32 = 0
        /// The key that followed this one last, and the one that an object here began with.
        var nextKey: PlaceID = none
        var firstKey: PlaceID = none
        /// It is reached by a key that stands for itself in JSON, and was the first of its name in its object.
        var isPlainKey: Bool
        /// A value here needs more than to be kept: it has a row, a second name or says something of the product.
        var isRemarkable: Bool { rowCount > 0 || alias >= 0 || holdsPeer || hint.rawValue != 0 }
    }

    private(set) var nodes: [Node] = []
    /// Those of all places.
    private(set) var hints: ProductHint = []
    private var places: [StructurePlace] = []
    private(set) var rows: [CommonFieldTable.Row] = []
    /// Each is followed by zeros, up to a multiple of eight bytes.
    private var keys: [UInt8] = []
    private var nameBytes = 0
    /// Open addressing; -1 where free. The size is a power of two, at least twice the number of nodes.
    private var slots: [PlaceID] = []

    /// Places where documents of Elasticsearch stand: their objects begin with the name of an index.
    private var hits: Set<PlaceID> = []

    private let table: CommonFieldTable

    init(root: StructurePlace = .root, table: CommonFieldTable = .standard) {
        self.table = table
        slots = Array(repeating: Self.none, count: 1_024)
        nodes.append(
            Node(
                parent: Self.none, step: .key, ordinal: 0, keyStart: 0, keyCount: 0, hash: 0, role: .value,
                isData: false, embedsRecord: false, holdsPeer: false, hint: [], firstRow: 0, rowCount: 0,
                isPlainKey: false))
        places.append(root)
    }

    /// The place under a key of object number `object`. A key that comes again in the same object has a place of its
    /// own, so that both values are kept.
    @inline(__always)
    mutating func key(
        _ key: Span<UInt8>, of parent: PlaceID, object: UInt32, as step: Step = .key
    ) -> PlaceID {
        guard parent >= 0 else { return Self.none }
        let hash = Self.hash(key, parent: parent) ^ UInt32(step.rawValue)
        let place = find(step, key, 0, hash, parent)
        guard place >= 0 else { return place }
        if nodes[Int(place)].seenIn != object {
            nodes[Int(place)].seenIn = object
            nodes[Int(place)].timesSeen = 1
            return place
        }
        let ordinal = nodes[Int(place)].timesSeen
        nodes[Int(place)].timesSeen = ordinal &+ 1
        return find(step, key, ordinal, hash &+ UInt32(bitPattern: ordinal) &* 0x9E37_79B9, parent)
    }

    /// The place under a key, if it is the one that followed last time; and where its closing quote ends.
    ///
    /// - Parameters:
    ///   - range: From behind the key's opening quote to the end of the text.
    ///   - previous: The place of the key before, or `parent`.
    @inline(__always)
    mutating func expectedKey(
        _ bytes: Span<UInt8>, _ range: Range<Int>, behind previous: PlaceID, of parent: PlaceID, object: UInt32
    ) -> (place: PlaceID, end: Int)? {
        guard previous >= 0 else { return nil }
        let place = previous == parent ? nodes[Int(previous)].firstKey : nodes[Int(previous)].nextKey
        guard place >= 0 else { return nil }
        let node = nodes[Int(place)]
        let end = range.lowerBound &+ node.keyCount
        guard node.isPlainKey, node.parent == parent, node.seenIn != object, end < range.upperBound,
            bytes[end] == UInt8(ascii: "\""), holds(bytes, range.lowerBound, keyOf: node)
        else { return nil }
        nodes[Int(place)].seenIn = object
        nodes[Int(place)].timesSeen = 1
        return (place, end &+ 1)
    }

    /// Expects a key behind another, or at the beginning of an object at `parent`.
    mutating func expect(_ place: PlaceID, behind previous: PlaceID, of parent: PlaceID) {
        guard previous >= 0, place >= 0 else { return }
        if previous == parent { nodes[Int(previous)].firstKey = place } else { nodes[Int(previous)].nextKey = place }
    }

    /// Whether the key of a place stands at `start`.
    @inline(__always)
    private func holds(_ bytes: Span<UInt8>, _ start: Int, keyOf node: Node) -> Bool {
        // Words are compared whole, so that the last needs bytes behind the key.
        guard bytes.count &- start >= node.keyCount &+ 8 else { return false }
        let raw = bytes.bytes
        let known = keys.span.bytes
        var rest = node.keyCount
        var index = 0
        while rest > 0 {
            let difference =
                UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: start &+ index, as: UInt64.self))
                ^ UInt64(
                    littleEndian: known.unsafeLoadUnaligned(fromByteOffset: node.keyStart &+ index, as: UInt64.self))
            guard rest >= 8 ? difference == 0 : difference << UInt64(truncatingIfNeeded: 64 &- 8 &* rest) == 0 else {
                return false
            }
            index &+= 8
            rest &-= 8
        }
        return true
    }

    /// The place of an array's item.
    mutating func item(_ index: Int32, of parent: PlaceID) -> PlaceID {
        guard parent >= 0 else { return Self.none }
        let hash = (UInt32(bitPattern: parent) &* 0x85EB_CA6B ^ UInt32(bitPattern: index)) &* 0x9E37_79B1
        return find(.item, Span(), index, hash ^ hash >> 15, parent)
    }

    /// The place of a `Data` text that was found to be called `name`, or a second name of a value.
    mutating func named(_ name: Span<UInt8>, _ step: Step, of parent: PlaceID) -> PlaceID {
        guard parent >= 0 else { return Self.none }
        return find(step, name, 0, Self.hash(name, parent: parent) ^ UInt32(step.rawValue), parent)
    }

    /// The number of a place in the catalogue of `builder`.
    @inline(__always)
    mutating func field(at place: PlaceID, in builder: inout RecordBatchBuilder) -> FieldID {
        let known = nodes[Int(place)].field
        if known >= 0 { return FieldID(index: UInt32(known)) }
        let field = builder.intern(FieldName(places[Int(place)].name, path: path(to: place)))
        nodes[Int(place)].field = Int32(truncatingIfNeeded: field.index)
        return field
    }

    /// What a value at a place is called.
    func name(of place: PlaceID) -> String { places[Int(place)].name }

    /// The object of a name that a place is in, at any depth; one item of it where it is an array.
    func object(named name: String, around place: PlaceID) -> PlaceID? {
        var place = nodes[Int(place)].parent
        while place > Self.root {
            if places[Int(place)].name == name { return place }
            place = nodes[Int(place)].parent
        }
        return nil
    }

    private func path(to place: PlaceID) -> [PathStep] {
        var steps: [PathStep] = []
        var place = place
        while place > Self.root {
            let node = nodes[Int(place)]
            switch node.step {
            case .key: steps.append(.element(text(of: node), ordinal: Int(node.ordinal)))
            case .attribute: steps.append(.attribute(text(of: node)))
            case .namedData: steps.append(.namedData(text(of: node), ordinal: Int(node.ordinal)))
            case .item: steps.append(.item(Int(node.ordinal)))
            case .named: break
            case .alias, .embedded: return []
            }
            place = node.parent
        }
        return steps.reversed()
    }

    private func text(of node: Node) -> String {
        String(decoding: keys[node.keyStart..<node.keyStart + node.keyCount], as: UTF8.self)
    }

    @inline(__always)
    private mutating func find(
        _ step: Step, _ key: Span<UInt8>, _ ordinal: Int32, _ hash: UInt32, _ parent: PlaceID
    ) -> PlaceID {
        var slot = Int(hash) & (slots.count - 1)
        for _ in 0..<JSONLimits.probes {
            let place = slots[slot]
            guard place >= 0 else { return add(step, key, ordinal, hash, parent, slot) }
            let node = nodes[Int(place)]
            if node.hash == hash, node.parent == parent, node.ordinal == ordinal, node.step == step,
                node.keyCount == key.count, isEqual(key, node.keyStart)
            {
                return place
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return Self.none
    }

    @inline(__always)
    private func isEqual(_ key: Span<UInt8>, _ start: Int) -> Bool {
        let raw = key.bytes
        let known = keys.span.bytes
        var index = 0
        while key.count - index >= 8 {
            guard
                raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                    == known.unsafeLoadUnaligned(fromByteOffset: start + index, as: UInt64.self)
            else { return false }
            index += 8
        }
        while index < key.count {
            guard key[index] == keys[start + index] else { return false }
            index += 1
        }
        return true
    }

    @inline(never)
    private mutating func add(
        _ step: Step, _ key: Span<UInt8>, _ ordinal: Int32, _ hash: UInt32, _ parent: PlaceID, _ slot: Int
    ) -> PlaceID {
        let limit = JSONLimits.placesPerPortion + (step == .alias ? JSONLimits.secondNames : 0)
        guard nodes.count < limit, key.count <= JSONLimits.nameLength else { return Self.none }
        let text = TextEscape.none.string(key, 0..<key.count)
        let above = places[Int(parent)]
        if step == .key, text == "_index" { hits.insert(parent) }
        let here: StructurePlace =
            switch step {
            case .key where above.beginsFields(text) && hits.contains(parent): .fieldsOfHit
            case .key: above.child(text)
            case .item: above
            case .attribute: above.child("@" + text)
            case .named, .namedData, .alias: above.named(text)
            case .embedded: above.embeddedRecord
            }
        guard here.name.utf8.count <= JSONLimits.nameLength,
            step == .alias || nameBytes + here.name.utf8.count <= JSONLimits.placeNamesPerPortion
        else { return Self.none }
        nameBytes += here.name.utf8.count
        let common = step != .alias && here.describesRecord ? table.rows(named: here.name) : []
        let place = PlaceID(nodes.count)
        nodes.append(
            Node(
                parent: parent, step: step, ordinal: ordinal, keyStart: keys.count, keyCount: key.count, hash: hash,
                role: here.role, isData: here.naming == .data, embedsRecord: here.embedsRecord,
                holdsPeer: step != .alias && here.describesRecord && PeerAddress.names.contains(here.name),
                hint: step != .alias && here.describesRecord ? ProductHint(naming: here.name) : [],
                firstRow: Int32(rows.count), rowCount: Int32(common.count),
                isPlainKey: step == .key && ordinal == 0
                    && ByteSearch.endOfPlainText(in: key, 0..<key.count) == key.count))
        places.append(here)
        hints.formUnion(nodes[Int(place)].hint)
        rows.append(contentsOf: common)
        key.withUnsafeBufferPointer { keys.append(contentsOf: $0) }
        keys.append(contentsOf: repeatElement(0, count: -key.count & 7))
        slots[slot] = place
        if nodes.count * 2 > slots.count { grow() }
        if step == .key || step == .item, let alias = here.alias {
            let known = Array(alias.utf8)
            nodes[Int(place)].alias = named(known.span, .alias, of: place)
        }
        return place
    }

    private mutating func grow() {
        slots = Array(repeating: Self.none, count: slots.count * 2)
        for (place, node) in nodes.enumerated().dropFirst() {
            var slot = Int(node.hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = PlaceID(place)
        }
    }

    /// Eight bytes at a time, multiplied and folded.
    @inline(__always)
    private static func hash(_ key: Span<UInt8>, parent: PlaceID) -> UInt32 {
        let raw = key.bytes
        var hash = UInt64(UInt32(bitPattern: parent)) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(key.count)
        var index = 0
        while key.count - index >= 8 {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
            hash = (hash ^ word) &* 0xA076_1D64_78BD_642F
            hash ^= hash >> 29
            index += 8
        }
        var rest: UInt64 = 0
        while index < key.count {
            rest = rest << 8 | UInt64(key[index])
            index += 1
        }
        hash = (hash ^ rest) &* 0xE703_7ED1_A0B4_28DB
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
