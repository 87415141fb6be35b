/// What a value must look like. All text is folded: see ``TextFolding``.
package enum ValuePattern: Hashable, Sendable {
    /// The whole value is this text.
    case whole([UInt8])
    /// The value is this name, as fields of hosts, accounts and programs are asked for: see ``NameForm``.
    case name([UInt8], NameForm)
    /// These words stand in the value one after the other, whatever separates them. Never empty.
    case words([[UInt8]])
    /// The whole value matches.
    case wildcard(Wildcard)
    /// A word of the value matches.
    case word(Wildcard)
    case range(ValueRange)
    /// An address of the range stands in the value.
    case addresses(AddressRange)
    /// The value, or a part of it, matches.
    case expression(RegularExpression)
}

/// How a name is found within the longer forms that sources write it in.
package enum NameForm: Hashable, Sendable {
    /// `WS5` is `WS5` and `WS5.corp.example`.
    case host
    /// `alice` is `alice`, `CORP\alice` and `alice@corp.example`.
    case account
    /// `cmd.exe` is `cmd.exe` and `C:\Windows\System32\cmd.exe`.
    case path

    /// Whether a value is a name, in one of the forms. Both are folded.
    func matches(_ value: UnsafeBufferPointer<UInt8>, _ name: [UInt8]) -> Bool {
        guard value.count >= name.count, !name.isEmpty else { return false }
        if value.count == name.count { return value.elementsEqual(name) }
        let behind = value[name.count]
        let before = value[value.count - name.count - 1]
        switch self {
        case .host: return behind == UInt8(ascii: ".") && value.starts(with: name)
        case .account:
            return before == UInt8(ascii: "\\") && value.suffix(name.count).elementsEqual(name)
                || behind == UInt8(ascii: "@") && value.starts(with: name)
        case .path:
            return (before == UInt8(ascii: "\\") || before == UInt8(ascii: "/"))
                && value.suffix(name.count).elementsEqual(name)
        }
    }
}
