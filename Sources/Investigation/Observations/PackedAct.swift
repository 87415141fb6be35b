/// An act as it is kept: its texts by their numbers in a ``TextTable``.
struct PackedAct: Sendable {
    /// First the domain and the user of an account, where there is one.
    var texts = InlineArray<6, UInt32>(repeating: TextTable.none)
    /// A number or a kind, as the act has it.
    var detail: Int64 = 0
}

/// What an observation is of, and how it is kept.
protocol ObservedAct: Sendable {
    /// - Parameter table: Takes the texts.
    func packed(_ table: inout TextTable) -> PackedAct
    init(_ packed: PackedAct, _ table: TextTable)
}

extension Logon: ObservedAct {
    static func type(of packed: PackedAct) -> Int { Int(packed.detail & 0xFFFF_FFFF) }

    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct(detail: Int64(type) | Int64(port) << 32)
        table.put(account, into: &act)
        act.texts[2] = table.number(of: address)
        act.texts[3] = table.number(of: workstation)
        act.texts[4] = table.number(of: key)
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) {
        self.init(
            type: Self.type(of: packed), account: table.knownAccount(of: packed),
            address: table[packed.texts[2]],
            workstation: table[packed.texts[3]], key: table[packed.texts[4]],
            port: Int(packed.detail >> 32))
    }
}

extension ProcessStart: ObservedAct {
    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct(detail: launcher.rawValue)
        table.put(account, into: &act)
        act.texts[2] = table.number(of: image)
        act.texts[3] = table.number(of: originalName)
        act.texts[4] = table.number(of: parent)
        act.texts[5] = table.number(of: hashes)
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) {
        self.init(
            image: table[packed.texts[2]], originalName: table[packed.texts[3]], parent: table[packed.texts[4]],
            launcher: Launcher(rawValue: packed.detail) ?? .other, account: table.account(of: packed),
            hashes: table[packed.texts[5]])
    }
}

extension Installation: ObservedAct {
    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct(detail: kind.rawValue)
        table.put(account, into: &act)
        act.texts[2] = table.number(of: computer)
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) {
        self.init(
            kind: Kind(rawValue: packed.detail) ?? .service, account: table.account(of: packed),
            computer: table[packed.texts[2]])
    }
}

extension ShareUse: ObservedAct {
    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct(detail: kind.rawValue)
        table.put(account, into: &act)
        act.texts[2] = table.number(of: address)
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) {
        self.init(
            kind: Kind(rawValue: packed.detail) ?? .write, account: table.account(of: packed),
            address: table[packed.texts[2]])
    }
}

extension Flow: ObservedAct {
    private static let outboundMark = "outbound"

    static func isOutbound(_ packed: PackedAct) -> Bool { packed.texts[4] != TextTable.none }
    static func port(of packed: PackedAct) -> Int { Int(packed.detail & 0xFFFF_FFFF) }

    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct(detail: Int64(port) | Int64(originPort) << 32)
        table.put(account, into: &act)
        act.texts[2] = table.number(of: peer)
        act.texts[3] = table.number(of: program)
        act.texts[5] = table.number(of: own)
        act.texts[4] = outbound ? table.number(of: Self.outboundMark) : TextTable.none
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) {
        self.init(
            outbound: Self.isOutbound(packed), peer: table[packed.texts[2]], port: Self.port(of: packed),
            program: table[packed.texts[3]], account: table.account(of: packed), originPort: Int(packed.detail >> 32),
            own: table[packed.texts[5]])
    }
}

extension WebContact: ObservedAct {
    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct()
        act.texts[2] = table.number(of: program)
        act.texts[3] = table.number(of: peer)
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) {
        self.init(program: table[packed.texts[2]], peer: table[packed.texts[3]])
    }
}

extension OutgoingLogon: ObservedAct {
    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct(detail: kind.rawValue)
        table.put(account, into: &act)
        act.texts[2] = table.number(of: server)
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) {
        self.init(
            kind: Kind(rawValue: packed.detail) ?? .explicitCredentials, account: table.account(of: packed),
            server: table[packed.texts[2]])
    }
}

extension Ticket: ObservedAct {
    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct()
        table.put(account, into: &act)
        act.texts[2] = table.number(of: service)
        act.texts[3] = table.number(of: address)
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) {
        self.init(
            account: table.knownAccount(of: packed), service: table[packed.texts[2]], address: table[packed.texts[3]])
    }
}

extension DesktopSession: ObservedAct {
    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct()
        table.put(account, into: &act)
        act.texts[2] = table.number(of: address)
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) {
        self.init(account: table.account(of: packed), address: table[packed.texts[2]])
    }
}

extension AccountCreation: ObservedAct {
    func packed(_ table: inout TextTable) -> PackedAct {
        var act = PackedAct()
        table.put(account, into: &act)
        return act
    }

    init(_ packed: PackedAct, _ table: TextTable) { self.init(account: table.knownAccount(of: packed)) }
}

extension LogClearing: ObservedAct {
    func packed(_ table: inout TextTable) -> PackedAct { PackedAct() }
    init(_ packed: PackedAct, _ table: TextTable) { self.init() }
}
