import Vocabulary

/// Which rule field each field of a catalogue is.
struct FieldNumbering {
    private let numbers: [String: Int]
    /// The catalogue's names as last seen, and the rule field of each or -1.
    private var names: [FieldName] = []
    private var ruleFields: [Int32] = []
    /// Of each rule field, whether a record of the catalogue seen last can have it.
    private var isPossible: [Bool]
    private let alwaysPossible: [Bool]

    /// Rule fields that a record's common fields answer where no field has their name.
    let eventCode: Int?
    let channel: Int?
    let provider: Int?
    let host: Int?
    /// Fields whose text is worked out from others.
    let derived: [(field: Int, sources: [Int], rule: DerivedField)]

    init(_ ruleFieldNames: [String]) {
        // Number 0 asks all fields and has no name of its own.
        let numbers = Dictionary(
            ruleFieldNames.enumerated().dropFirst().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        self.numbers = numbers
        eventCode = numbers["EventID"]
        channel = numbers["Channel"]
        provider = numbers["Provider_Name"]
        host = numbers["Computer"]
        derived = DerivedField.all.compactMap { rule in
            let sources = rule.sources.compactMap { numbers[$0] }
            guard let field = numbers[rule.name], sources.count == rule.sources.count else { return nil }
            return (field, sources, rule)
        }
        var possible = ruleFieldNames.map { _ in false }
        for field in [eventCode, channel, provider, host].compactMap(\.self) + derived.map(\.field) {
            possible[field] = true
        }
        alwaysPossible = possible
        isPossible = possible
    }

    /// Prepares for the fields of a catalogue; cheap where it is the one seen last, or grew out of it.
    ///
    /// - Returns: Whether it is another catalogue than before.
    @discardableResult
    mutating func see(_ catalogue: FieldCatalogue) -> Bool {
        let fields = catalogue.fields
        // Arrays that share their memory compare at once.
        if fields == names { return false }
        if !fields.starts(with: names) {
            ruleFields.removeAll(keepingCapacity: true)
            isPossible = alwaysPossible
        }
        for field in fields.dropFirst(ruleFields.count) {
            let number = numbers[FieldKey.compact(field.name)]
            if let number { isPossible[number] = true }
            ruleFields.append(number.map { Int32($0) } ?? -1)
        }
        names = fields
        return true
    }

    /// Whether a record of the catalogue seen last can have all of some rule fields: a log rarely has the fields that
    /// tell another's records, and then none of its records need be asked.
    func canHave(_ fields: [UInt32]) -> Bool { fields.allSatisfy { isPossible[Int($0)] } }

    /// The rule field of a field of the catalogue seen last; negative where no rule asks for it.
    @inline(__always)
    func ruleField(_ field: FieldID) -> Int { Int(ruleFields[Int(field.index)]) }
}
