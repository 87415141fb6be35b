/// A field of the taxonomy that a record states in other words, from which its text is worked out.
struct DerivedField: Sendable {
    /// A name that no record has.
    let name: String
    /// The record's fields it is made of; all must be there.
    let sources: [String]
    /// From the sources' texts, in their order.
    let text: @Sendable ([String]) -> String

    static let all = [registryValue, applicationPath]

    static func named(_ name: String) -> DerivedField? { all.first { $0.name == name } }

    /// Key and value name of a registry audit record, as Sysmon writes them: `HKLM\...\Run\Updater`.
    static let registryValue = DerivedField(
        name: "ObjectName + ObjectValueName", sources: ["ObjectName", "ObjectValueName"]
    ) { parts in
        // The kernel's names of the registry's roots, and the ones that rules use.
        let roots = [(#"\REGISTRY\MACHINE\"#, #"HKLM\"#), (#"\REGISTRY\USER\"#, #"HKU\"#)]
        let root = roots.first { parts[0].uppercased().hasPrefix($0.0) }
        let key = root.map { $0.1 + parts[0].dropFirst($0.0.count) } ?? parts[0]
        return key + #"\"# + parts[1]
    }

    /// The program of a filtering platform record, whose volume is a device. The system's volume is by far the most
    /// likely, and rules name no other: `\device\harddiskvolume2\windows\..` is shown to them as `C:\windows\..`.
    static let applicationPath = DerivedField(name: "Application path", sources: ["Application"]) { parts in
        let device = #"\device\harddiskvolume"#
        guard parts[0].lowercased().hasPrefix(device) else { return parts[0] }
        let rest = parts[0].dropFirst(device.count).drop { $0.isNumber }
        return "C:" + rest
    }
}
