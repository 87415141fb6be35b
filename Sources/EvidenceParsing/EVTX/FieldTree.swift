import Vocabulary

/// The places that values of a portion's records can have, each with its field once a value needs it.
///
/// Plans name places by number, so that a record costs no text and no hashing of text.
struct FieldTree {
    /// What a value at a place also is, beside being a field.
    enum Role: UInt8 { case plain, host, channel, provider, eventCode, time }

    struct Place: Hashable {
        let index: Int32

        /// Outside of `<Event>`.
        static let outside = Place(index: 0)
        /// `<Event>` itself, where paths begin.
        static let event = Place(index: 1)
    }

    private struct Node {
        let parent: Place
        let kind: PathStep.Kind
        let name: NameTable.Number
        let ordinal: Int
        var field: FieldID?
        /// The portion that used it last.
        var portion = 0
    }

    private struct Step: Hashable {
        let parent: Place
        let kind: PathStep.Kind
        let name: NameTable.Number
        let ordinal: Int
    }

    var names = NameTable()
    private var nodes: [Node]
    private var children: [Step: Place] = [:]
    /// Counts the portions, and the places that the current one uses.
    private var portion = 0
    private var placesOfPortion = 0

    init() {
        let root = Node(parent: .outside, kind: .element, name: NameTable.event, ordinal: 0)
        nodes = [root, root]
    }

    /// Begins a portion.
    ///
    /// - Returns: False where the tree has become so large that the caller is to begin a new one.
    mutating func beginPortion() -> Bool {
        portion += 1
        placesOfPortion = 0
        return nodes.count <= ParsingLimits.fieldsKept
    }

    /// The place one step below another.
    mutating func place(
        below parent: Place, _ kind: PathStep.Kind, _ name: NameTable.Number, ordinal: Int = 0
    ) throws(Damage) -> Place {
        let step = Step(parent: parent, kind: kind, name: name, ordinal: ordinal)
        if let known = children[step] {
            try use(known)
            return known
        }
        let place = Place(index: Int32(nodes.count))
        nodes.append(Node(parent: parent, kind: kind, name: name, ordinal: ordinal))
        children[step] = place
        try use(place)
        return place
    }

    /// Counts a place for the current portion, whether it is new or known from earlier ones.
    mutating func use(_ place: Place) throws(Damage) {
        guard nodes[Int(place.index)].portion != portion else { return }
        guard placesOfPortion < ParsingLimits.fieldsPerPortion else {
            throw Damage(.limit, "too many different fields")
        }
        nodes[Int(place.index)].portion = portion
        placesOfPortion += 1
    }

    /// The field of a place.
    mutating func field(of place: Place, in builder: inout RecordBatchBuilder) -> FieldID {
        if let known = nodes[Int(place.index)].field { return known }
        let field = builder.intern(FieldName(flatName(of: place), path: path(to: place)))
        nodes[Int(place.index)].field = field
        return field
    }

    /// Which of a record's common fields stands at a place.
    func role(of place: Place) -> Role {
        let node = nodes[Int(place.index)]
        let isAttribute = node.kind == .attribute
        let element = isAttribute ? nodes[Int(node.parent.index)] : node
        guard element.kind == .element, element.ordinal == 0, element.parent.index > 1 else { return .plain }
        let group = nodes[Int(element.parent.index)]
        guard group.name == NameTable.system, group.parent == .event, group.kind == .element else { return .plain }
        switch (element.name, isAttribute ? node.name : nil) {
        case (NameTable.computer, nil): return .host
        case (NameTable.channel, nil): return .channel
        case (NameTable.eventID, nil): return .eventCode
        case (NameTable.provider, NameTable.nameAttribute): return .provider
        case (NameTable.timeCreated, NameTable.systemTime): return .time
        default: return .plain
        }
    }

    /// The name rules use: an element's or `<Data>`'s own, `Element_Attribute` for an attribute.
    private func flatName(of place: Place) -> String {
        let node = nodes[Int(place.index)]
        return switch node.kind {
        case .element, .namedData: names[node.name]
        case .attribute: flatName(of: node.parent) + "_" + names[node.name]
        case .item: flatName(of: node.parent)
        }
    }

    private func path(to place: Place) -> [PathStep] {
        var steps: [PathStep] = []
        var place = place
        while place.index > 1 {
            let node = nodes[Int(place.index)]
            steps.append(PathStep(node.kind, node.kind == .item ? "" : names[node.name], ordinal: node.ordinal))
            place = node.parent
        }
        return steps.reversed()
    }
}
