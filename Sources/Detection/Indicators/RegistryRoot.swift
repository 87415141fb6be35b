/// The tree of the registry that a key is in, however a log or list spells it.
enum RegistryRoot: UInt8 {
    case unsaid, machine, currentUser, users, classes, currentConfiguration

    /// For people.
    var words: String {
        switch self {
        case .unsaid: ""
        case .machine: "hklm\\"
        case .currentUser: "hkcu\\"
        case .users: "hku\\"
        case .classes: "hkcr\\"
        case .currentConfiguration: "hkcc\\"
        }
    }

    private static let spellings: [(String, RegistryRoot)] = [
        ("hklm", .machine), ("hkey_local_machine", .machine), ("registry\\machine", .machine),
        ("hkcu", .currentUser), ("hkey_current_user", .currentUser), ("hku", .users), ("hkey_users", .users),
        ("registry\\user", .users), ("hkcr", .classes), ("hkey_classes_root", .classes),
        ("hkcc", .currentConfiguration), ("hkey_current_config", .currentConfiguration),
    ]

    /// Divides a key, case-folded, with `\` between its parts.
    static func split(_ key: [UInt8]) -> (root: RegistryRoot, rest: ArraySlice<UInt8>) {
        let key = key.first == 0x5C ? key.dropFirst() : key[...]
        for (spelling, root) in spellings where key.starts(with: spelling.utf8) {
            let rest = key.dropFirst(spelling.utf8.count)
            // PowerShell writes HKLM:\.
            let behind = rest.first == UInt8(ascii: ":") ? rest.dropFirst() : rest
            guard behind.first == 0x5C else { continue }
            let below = behind.dropFirst()
            if root == .users, below.starts(with: "s-1-5-21-".utf8), let end = below.firstIndex(of: 0x5C) {
                return (.currentUser, below[(end + 1)...])
            }
            return (root, below)
        }
        return (.unsaid, key)
    }

    /// The roots whose keys may begin behind a text that ends with `\`.
    static func roots(endingAt text: ArraySlice<UInt8>) -> Set<RegistryRoot> {
        guard text.last == 0x5C || text.last == 0x2F else { return [] }
        var before = text.dropLast().map { $0 == 0x2F ? 0x5C : $0 }[...]
        if before.last == UInt8(ascii: ":") { before = before.dropLast() }
        if let root = root(endOf: before) { return [root] }
        // The keys of each user: HKU\S-1-5-21-…\.
        guard let separator = before.lastIndex(of: 0x5C), before[(separator + 1)...].starts(with: "s-1-5-".utf8),
            root(endOf: before[..<separator]) == .users
        else { return [] }
        return [.currentUser]
    }

    private static func root(endOf text: ArraySlice<UInt8>) -> RegistryRoot? {
        for (spelling, root) in spellings where text.reversed().starts(with: spelling.utf8.reversed()) {
            let before = text.dropLast(spelling.utf8.count).last
            if before.map({ !ByteClasses.isHost($0) }) ?? true { return root }
        }
        return nil
    }
}
