/// The number of a field name within one ``FieldCatalogue``.
package struct FieldID: Hashable, Sendable {
    package let index: UInt32

    @inlinable @inline(__always)
    package init(index: UInt32) { self.index = index }
}

/// The field names of a batch, each kept once and numbered in the order it was met.
///
/// Numbers are only good together with the catalogue that gave them. A catalogue that grew out of another keeps the
/// numbers of the first, so a table made for the shorter one can be extended.
package struct FieldCatalogue: Sendable {
    package private(set) var fields: [FieldName] = []
    private var numbers: [FieldName: FieldID] = [:]
    private var numbersByName: [String: [FieldID]] = [:]

    package init() {}

    package var count: Int { fields.count }

    package subscript(id: FieldID) -> FieldName { fields[Int(id.index)] }

    /// The number of a field, which is added when it is new.
    package mutating func intern(_ field: FieldName) -> FieldID {
        if let known = numbers[field] { return known }
        let id = FieldID(index: UInt32(fields.count))
        fields.append(field)
        numbers[field] = id
        numbersByName[field.name, default: []].append(id)
        return id
    }

    /// All fields called `name`, exact in case; several when the same name stands at different places.
    package func ids(named name: String) -> [FieldID] { numbersByName[name] ?? [] }
}
