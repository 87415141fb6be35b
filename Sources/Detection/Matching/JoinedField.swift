/// A field of the taxonomy that a record states in two parts.
struct JoinedField: Sendable {
    let name: String
    let first: String
    let second: String

    /// Key and value name of a registry audit record, as Sysmon writes them: `HKLM\...\Run\Updater`.
    static let registryValue = JoinedField(
        name: "ObjectName + ObjectValueName", first: "ObjectName", second: "ObjectValueName")

    static let all = [registryValue]

    static func named(_ name: String) -> JoinedField? { all.first { $0.name == name } }

    /// The kernel's names of the registry's roots, and the ones that people and rules use.
    private static let roots = [(#"\REGISTRY\MACHINE\"#, #"HKLM\"#), (#"\REGISTRY\USER\"#, #"HKU\"#)]

    /// The text of the whole.
    func join(_ first: String, _ second: String) -> String {
        let key = Self.roots.first { first.uppercased().hasPrefix($0.0) }.map { $0.1 + first.dropFirst($0.0.count) }
        return (key ?? first) + #"\"# + second
    }
}
