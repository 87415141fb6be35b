package import Vocabulary

/// A name by which a case knows what the intruder holds or came by, for finding other cases that know it, too.
package struct ScopeName: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The name of a system, or another name seen for it.
        case system
        /// An address of a system that is confirmed.
        case address
        case account
        /// Where a movement of the intruder began or ended.
        case movement
        /// An address that the intruder commands from, as somebody said.
        case channel
    }

    package let kind: Kind
    /// The name of the system or account as the case has it; of a movement, its end as it was seen.
    package let subject: String
    /// What cases are compared by: the folded name or address; of an account, without its domain.
    package let key: String
    /// What the case holds of the subject; unknown for the end of a movement.
    package let verdict: SystemVerdict

    package init(kind: Kind, subject: String, key: String, verdict: SystemVerdict) {
        self.kind = kind
        self.subject = subject
        self.key = key
        self.verdict = verdict
    }

    /// Whether what another case says under the same key is said of something that this case holds to be the intruder's.
    package func isTold(by other: ScopeName) -> Bool {
        guard key == other.key else { return false }
        return switch (kind, other.kind) {
        case (.account, .account): isHeld && other.isTelling && Self.agree(subject, other.subject)
        case (.system, .system), (.system, .address), (.address, .system): isHeld && other.isTelling
        case (.system, .movement), (.address, .movement): verdict == .confirmed
        case (.movement, .system), (.movement, .address): other.verdict == .confirmed
        case (.channel, .channel), (.channel, .movement), (.movement, .channel): true
        default: false
        }
    }

    /// Confirmed or suspected in its case.
    private var isHeld: Bool { verdict == .confirmed || verdict.isSuspected }

    /// More than a possibility: what its case leaves out is told of all the same.
    package var isTelling: Bool { kind != .movement && verdict != .possible }

    /// What both cases know, by its name here; the end of a movement by the name of what it led to or came from.
    func common(with other: ScopeName) -> Target {
        switch kind {
        case .account: .account(subject)
        case .system, .address, .channel: .system(subject)
        case .movement: .system(other.subject)
        }
    }

    /// Records often leave the domain of an account out.
    private static func agree(_ first: String, _ second: String) -> Bool {
        let (first, second) = (domain(of: first), domain(of: second))
        return first == second || first.isEmpty || second.isEmpty
    }

    /// An account's own name, and the first label of its domain; folded.
    private static func parts(of account: String) -> (user: String, domain: String) {
        let name = PlainName.folded(account)
        if let slash = name.lastIndex(of: "\\") {
            return (String(name[name.index(after: slash)...]), label(name[..<slash]))
        }
        if let at = name.lastIndex(of: "@") { return (String(name[..<at]), label(name[name.index(after: at)...])) }
        return (name, "")
    }

    private static func domain(of account: String) -> String { parts(of: account).domain }

    private static func label(_ domain: Substring) -> String {
        let label = String(domain.prefix { $0 != "." })
        return label == "-" ? "" : label
    }

    /// Nil for an account that every network has.
    fileprivate static func account(_ name: String, _ verdict: SystemVerdict) -> ScopeName? {
        let (user, domain) = parts(of: name)
        guard !CommonAccount.isOne(user: user, domain: domain) else { return nil }
        return ScopeName(kind: .account, subject: name, key: user, verdict: verdict)
    }
}

extension Case {
    /// The names by which a system or account is looked for in other cases; none while nothing speaks of its compromise.
    package func scopeNames(of target: Target) -> Set<ScopeName> {
        switch target.kind {
        case .system: systems[target.name].map { Self.scopeNames(of: target.name, $0) } ?? []
        case .account: Set([accounts[target.name].flatMap { Self.scopeName(of: target.name, $0) }].compactMap(\.self))
        }
    }

    /// All such names, and the ends of the intruder's movements.
    package var scopeNames: Set<ScopeName> {
        var names: Set<ScopeName> = []
        for (name, standing) in systems { names.formUnion(Self.scopeNames(of: name, standing)) }
        for (name, standing) in accounts {
            if let name = Self.scopeName(of: name, standing) { names.insert(name) }
        }
        for end in Set(scope.movements.flatMap { [$0.from, $0.to] }) where !end.isEmpty {
            names.insert(ScopeName(kind: .movement, subject: end, key: PlainName.machine(end), verdict: .unknown))
        }
        for channel in commandChannels {
            names.insert(
                ScopeName(
                    kind: .channel, subject: channel.address, key: PlainName.machine(Self.host(of: channel.address)),
                    verdict: .confirmed))
        }
        return names
    }

    /// The name or address in a URL, or in an address with a port: cases write it in their own ways.
    private static func host(of address: String) -> String {
        var rest = address[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { !"/?#".contains($0) }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        if rest.first == "[", let end = rest.firstIndex(of: "]") {
            return String(rest[rest.index(after: rest.startIndex)..<end])
        }
        // More than one colon is an address of version 6.
        let colons = rest.filter { $0 == ":" }.count
        return String(colons == 1 ? rest.prefix { $0 != ":" } : rest)
    }

    private static func scopeNames(of name: String, _ standing: SystemStanding) -> Set<ScopeName> {
        let verdict = standing.verdict
        // To leave a system out is not to say that it is innocent.
        let isLeftOut = verdict == .outOfScope && (standing.assessment?.verdict.escalation ?? 0) > 1
        guard verdict.escalation > 0 || isLeftOut else { return [] }
        func named(_ kind: ScopeName.Kind, _ text: String) -> ScopeName {
            ScopeName(kind: kind, subject: name, key: PlainName.machine(text), verdict: verdict)
        }
        var names: Set = [named(.system, name)]
        for alias in standing.assessment?.aliases ?? [] { names.insert(named(.system, alias)) }
        guard verdict == .confirmed else { return names }
        for address in standing.assessment?.addresses ?? [] { names.insert(named(.address, address)) }
        return names
    }

    private static func scopeName(of name: String, _ standing: AccountStanding) -> ScopeName? {
        let verdict = standing.verdict
        // The evidence shows it in the intruder's hands, whatever somebody then said of it.
        let isShown = standing.assessment.map { $0.status != .roasted } ?? false
        guard verdict.escalation > 0 || isShown else { return nil }
        return ScopeName.account(name, verdict)
    }
}
