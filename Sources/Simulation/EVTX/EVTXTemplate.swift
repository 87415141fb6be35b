/// The constant part of a record's XML, with numbered holes for its values ([MS-EVEN6] 2.2.12, "template").
struct EVTXTemplate: Hashable {
    var root: Element

    struct Element: Hashable {
        var name: String
        var attributes: [Attribute] = []
        var content: Content = .empty
        /// The hole that must be filled for the element to be shown at all.
        var dependsOn: UInt16?
    }

    struct Attribute: Hashable {
        var name: String
        var value: Value
    }

    indirect enum Content: Hashable {
        case empty
        case value(Value)
        /// Elements, and after them a hole for a nested document where there is one.
        case elements([Element], nested: Hole?)
    }

    enum Value: Hashable {
        case text(String)
        case hole(Hole)
    }

    /// A place that each record fills.
    struct Hole: Hashable {
        var index: UInt16
        var type: UInt8
        /// Whether an empty value removes the attribute or element around it.
        var optional = true
    }

    /// The identity of the template within its chunk, derived from what it says.
    var guid: GUID {
        var hasher = StableHash()
        describe(root, to: &hasher)
        let (first, second) = hasher.pair
        return GUID(
            UInt32(truncatingIfNeeded: first), UInt16(truncatingIfNeeded: first >> 32),
            UInt16(truncatingIfNeeded: first >> 48), second)
    }

    private func describe(_ element: Element, to hasher: inout StableHash) {
        hasher.combine(element.name)
        for attribute in element.attributes {
            hasher.combine(attribute.name)
            describe(attribute.value, to: &hasher)
        }
        switch element.content {
        case .empty: hasher.combine("/")
        case .value(let value): describe(value, to: &hasher)
        case .elements(let elements, let nested):
            for element in elements { describe(element, to: &hasher) }
            if let nested { describe(.hole(nested), to: &hasher) }
        }
    }

    private func describe(_ value: Value, to hasher: inout StableHash) {
        switch value {
        case .text(let text): hasher.combine(text)
        case .hole(let hole): hasher.combine("%\(hole.index):\(hole.type)")
        }
    }
}
