import Vocabulary

/// What fields of a catalogue are for, by their names, where names of things are looked for.
struct FieldRoles {
    struct Roles: OptionSet, Sendable {
        let rawValue: UInt8
        static let service = Roles(rawValue: 1)
        static let task = Roles(rawValue: 2)
        static let account = Roles(rawValue: 4)
        static let mutex = Roles(rawValue: 8)
        static let agent = Roles(rawValue: 16)
        static let file = Roles(rawValue: 32)
    }

    private var names: [FieldName] = []
    private var roles: [UInt8] = []
    /// Of names that were met: files of one kind have the same.
    private var known: [String: UInt8] = [:]

    /// Prepares for the fields of a catalogue; cheap where it is the one seen last, or grew out of it.
    mutating func see(_ catalogue: FieldCatalogue) {
        let fields = catalogue.fields
        if fields == names { return }
        if !fields.starts(with: names) { roles.removeAll(keepingCapacity: true) }
        for field in fields.dropFirst(roles.count) {
            let role = known[field.name] ?? Self.roles(of: field.name).rawValue
            if known.count < IndicatorLimits.knownFields { known[field.name] = role }
            roles.append(role)
        }
        names = fields
    }

    @inline(__always)
    subscript(field: FieldID) -> Roles { Roles(rawValue: roles[Int(field.index)]) }

    static func roles(of name: String) -> Roles {
        let name = CaseFolding.bytes(name)
        func has(_ words: StaticString...) -> Bool {
            words.contains { word in
                let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
                return name.indices.contains { name[$0...].starts(with: word) }
            }
        }
        var roles: Roles = []
        if has("service", "unit") || name.elementsEqual("param1".utf8) { roles.insert(.service) }
        if has("task") { roles.insert(.task) }
        if has("user", "account", "acct", "uid", "principal", "member", "caller", "actor", "arn", "login", "owner") {
            roles.insert(.account)
        }
        if has("mutex", "mutant", "objectname") { roles.insert(.mutex) }
        if has("agent") { roles.insert(.agent) }
        if has("file", "image", "process", "exe", "comm", "program", "application") { roles.insert(.file) }
        return roles
    }
}
