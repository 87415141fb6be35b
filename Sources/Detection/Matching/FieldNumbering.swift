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
    /// The rule fields that are asked whether they are there, by name, and the lengths of these names.
    private let asked: [String: Int]
    private let askedLengths: Set<Int>
    /// Of each of the catalogue's names, the rule fields whose objects it stands in; empty as long as there are none.
    private var holders: [[Int]] = []

    /// Rule fields that a record's common fields answer where no field has their name.
    let eventCode: Int?
    let channel: Int?
    let provider: Int?
    let host: Int?
    /// Fields whose text is worked out from others.
    let derived: [(field: Int, sources: [Int], rule: DerivedField)]

    init(_ program: RuleProgram) {
        let ruleFieldNames = program.fields
        // Number 0 asks all fields and has no name of its own.
        let numbers = Dictionary(
            ruleFieldNames.enumerated().dropFirst().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        self.numbers = numbers
        let presence = program.fieldsAskedForPresence
        asked = numbers.filter { presence.contains($0.value) }
        askedLengths = Set(asked.keys.map(\.utf8.count))
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
            holders.removeAll(keepingCapacity: true)
            isPossible = alwaysPossible
        }
        for field in fields.dropFirst(ruleFields.count) {
            let name = FieldKey.compact(field.name)
            let number = numbers[name]
            if let number { isPossible[number] = true }
            hold(ruleFields.count, name)
            ruleFields.append(number.map { Int32($0) } ?? -1)
        }
        names = fields
        return true
    }

    /// Notes the rule fields that are objects around a field: `a` and `a.b` of `a.b.c`.
    private mutating func hold(_ field: Int, _ name: String) {
        var found: [Int] = []
        for (length, place) in zip(0..., name.utf8.indices)
        where name.utf8[place] == UInt8(ascii: ".") && askedLengths.contains(length) {
            if let number = asked[String(name[..<place])] { found.append(number) }
        }
        guard !found.isEmpty || !holders.isEmpty else { return }
        while holders.count < field { holders.append([]) }
        holders.append(found)
    }

    /// Whether a record of the catalogue seen last can have an object that is asked for: few can.
    var hasHolders: Bool { !holders.isEmpty }

    /// The rule fields that are objects around a field of the catalogue seen last, where ``hasHolders``.
    func holders(of field: FieldID) -> [Int] { Int(field.index) < holders.count ? holders[Int(field.index)] : [] }

    /// Whether a record of the catalogue seen last can have all of some rule fields: a log rarely has the fields that
    /// tell another's records, and then none of its records need be asked.
    func canHave(_ fields: [UInt32]) -> Bool { fields.allSatisfy { isPossible[Int($0)] } }

    /// The rule field of a field of the catalogue seen last; negative where no rule asks for it.
    @inline(__always)
    func ruleField(_ field: FieldID) -> Int { Int(ruleFields[Int(field.index)]) }
}
