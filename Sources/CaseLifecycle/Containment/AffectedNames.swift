import Vocabulary

/// Names that belong to what the intruder may hold: the systems and accounts that are confirmed or suspected.
struct AffectedNames {
    private let incident: Case

    init(_ incident: Case) { self.incident = incident }

    /// What of the affected environment each text names: a system by any of its names or addresses, or a domain that one
    /// of them, or of the accounts, belongs to.
    ///
    /// - Returns: Text and what it names, for the texts that name something, in their order.
    func named(in texts: [String]) -> [(text: String, affected: String)] {
        let mentions = Mentions(texts)
        var found: [Int: String] = [:]
        for target in incident.accusedTargets where target.kind == .system {
            guard let standing = incident.systems[target.name] else { continue }
            let name = target.name
            mentions.visit(name, standing) { place in
                // Of several, the first by name: what a gate misses must not depend on the order of a dictionary.
                if found[place].map({ name < $0 }) ?? true { found[place] = name }
            }
        }
        for account in affectedAccounts {
            let note = { (place: Int) in if found[place] == nil { found[place] = "account \(account)" } }
            mentions.visit(realmsOf: account, note)
            mentions.visit(account: Self.forms(of: account), note)
        }
        return texts.indices.compactMap { place in
            (found[place] ?? intruder(in: texts[place])).map { (texts[place], $0) }
        }
    }

    /// What a text names that is the intruder's, or holds it: an address, a network around one of them or around a confirmed
    /// system, or the domain of an account without its name.
    private func intruder(in text: String) -> String? {
        if let address = origin(in: text) ?? commandChannel(in: text) { return "the intruder (\(address))" }
        let networks = NetworkAddress.networks(in: text)
        if !networks.isEmpty {
            return incident.confirmedTargets.filter { target in
                target.kind == .system
                    && incident.systems[target.name]?.assessment?.addresses.contains { address in
                        networks.contains { NetworkAddress.isInside($0, address) }
                    } == true
            }.map(\.name).min()
        }
        guard ["thedomain", "domain", "activedirectory", "ad"].contains(Text.folded(text)) else { return nil }
        return affectedAccounts.first { $0.contains("\\") || $0.contains("@") }.map { "account \($0)" }
    }

    /// The accounts of these people that are confirmed or suspected to be in the intruder's hands, by person.
    func compromised(_ people: [Person]) -> [(person: String, account: String)] {
        let affected = affectedAccounts.map { (name: $0, forms: Self.forms(of: $0)) }
        return people.compactMap { person in
            let own = Set(person.accounts.union([person.name]).flatMap(Self.forms))
            guard let hit = affected.first(where: { !own.isDisjoint(with: $0.forms) }) else { return nil }
            return (person.name, hit.name)
        }
    }

    /// Whether a text names this very system, by any of its names or addresses, or this very account.
    func names(_ target: Target, in text: String) -> Bool {
        switch target.kind {
        case .system:
            var isNamed = false
            let standing = incident.systems[target.name] ?? SystemStanding()
            Mentions([text], domains: false).visit(target.name, standing) { _ in isNamed = true }
            return isNamed
        case .account:
            let words = Set(Mentions.words(text)).union([text.lowercased()])
            return !words.isDisjoint(with: Self.forms(of: target.name))
        }
    }

    /// Whether a text says that something is seen from where it is.
    static func namesItself(_ text: String) -> Bool {
        let text = text.lowercased()
        return ["this host", "isolated host", "isolated machine", "isolated system", "same host", "same machine"]
            .contains(where: text.contains)
            || Mentions.words(text).contains { word in
                if let address = NetworkAddress.number(inOtherForm: word), address >> 24 == 127 { return true }
                let isLoopback = word.contains(":") && word.allSatisfy { "0:1".contains($0) } && word.hasSuffix(":1")
                return isLoopback
                    || [
                        "it", "its", "own", "itself", "self", "localhost", "ip6-localhost", "loopback", "::1", "lo",
                        "0",
                        "::",
                        "0.0.0.0",
                    ].contains(word) || word.hasPrefix("127.") && word.allSatisfy { $0.isNumber || $0 == "." }
            }
    }

    /// The confirmed system or account that a text names, however it is spelled; nil where it names none. Of several, the
    /// first.
    func confirmed(in text: String) -> Target? {
        let mentions = Mentions([text], domains: false)
        var named: Set<Target> = []
        for target in incident.confirmedTargets {
            let note = { (_: Int) in _ = named.insert(target) }
            switch target.kind {
            case .system: mentions.visit(target.name, incident.systems[target.name] ?? SystemStanding(), note)
            case .account: mentions.visit(account: Self.forms(of: target.name), note)
            }
        }
        return named.min()
    }

    /// The address that a text names and from which the evidence shows somebody to have moved to a confirmed system; nil
    /// where there is none.
    func origin(in text: String) -> String? {
        let addresses = Set(Mentions.words(text).filter(NetworkAddress.isIP))
        let networks = NetworkAddress.networks(in: text)
        guard !addresses.isEmpty || !networks.isEmpty else { return nil }
        return incident.scope.movements.first { movement in
            let from = movement.from.lowercased()
            return incident.confirmedTargets.contains(.system(movement.to))
                && (addresses.contains(from) || networks.contains { NetworkAddress.isInside($0, from) })
        }?.from
    }

    /// The address that somebody recorded as the intruder's and that a text names; nil where it names none.
    func commandChannel(in text: String) -> String? {
        let words = Mentions.words(text)
        let networks = NetworkAddress.networks(in: text)
        return incident.commandChannels.map(\.address).first { address in
            words.contains(address.lowercased()) || networks.contains { NetworkAddress.isInside($0, address) }
        }
    }

    private var affectedAccounts: [String] {
        incident.accusedTargets.filter { $0.kind == .account }.map(\.name).sorted()
    }

    /// An account as it may be written: with and without its domain.
    private static func forms(of account: String) -> [String] {
        let name = String(account.lowercased().map { $0 == "/" ? "\\" : $0 })
        var forms = [name]
        if let slash = name.lastIndex(of: "\\") { forms.append(String(name[name.index(after: slash)...])) }
        if let at = name.firstIndex(of: "@") { forms.append(String(name[..<at])) }
        return forms.filter { !$0.isEmpty }
    }
}
