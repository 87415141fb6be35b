/// What one computer did on another one, as a third saw it on the network, or as the other one says itself (Zeek,
/// WMI-Activity 5858).
struct RemoteAct: Sendable {
    enum Kind: Int64, Sendable {
        case service, task, management, registry, write, program, desktop, desktopRequest, shell
    }

    let kind: Kind
    /// Nil where the record does not say, and for the system's own accounts.
    let account: AccountName?
    /// Who did it, by name or address.
    let source: String
}

/// Another computer's own account was accepted on the host that wrote the record (Security 4624, type 3).
struct ComputerLogon: Sendable {
    let computer: String
    /// Empty where the record names none.
    let address: String
}

extension RemoteAct: ObservedAct {
    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct(detail: kind.rawValue)
        table.put(account, into: &act)
        act.texts[2] = table.number(of: source)
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) {
        self.init(
            kind: Kind(rawValue: packed.detail) ?? .registry, account: table.account(of: packed),
            source: table[packed.texts[2]])
    }
}

extension ComputerLogon: ObservedAct {
    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct()
        act.texts[2] = table.number(of: computer)
        act.texts[3] = table.number(of: address)
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) {
        self.init(computer: table[packed.texts[2]], address: table[packed.texts[3]])
    }
}
