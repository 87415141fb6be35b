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
        let words = texts.map(Self.words)
        var found: [Int: String] = [:]
        for (name, standing) in incident.systems where standing.verdict == .confirmed || standing.verdict.isSuspected {
            let names = Self.names(of: name, standing)
            let domains = names.compactMap(Self.domain)
            for place in texts.indices where found[place].map({ $0 > name }) ?? true {
                if words[place].contains(where: { Self.is($0, oneOf: names, in: domains) }) { found[place] = name }
            }
        }
        for account in affectedAccounts {
            let realms = Self.realms(of: account)
            for place in texts.indices where found[place] == nil {
                if words[place].contains(where: { Self.is($0, oneOf: realms, in: realms) }) {
                    found[place] = "account \(account)"
                }
            }
        }
        return texts.indices.compactMap { place in found[place].map { (texts[place], $0) } }
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

    /// Whether a text names this very system, by any of its names or addresses.
    static func names(_ system: String, _ standing: SystemStanding?, in text: String) -> Bool {
        let names = names(of: system, standing)
        return words(text).contains { Self.is($0, oneOf: names, in: []) }
    }

    private var affectedAccounts: [String] {
        incident.accounts.filter { $0.value.verdict == .confirmed || $0.value.verdict.isSuspected }.keys.sorted()
    }

    private static func names(of system: String, _ standing: SystemStanding?) -> [String] {
        ([system] + (standing?.assessment?.aliases ?? []) + (standing?.assessment?.addresses ?? [])).map {
            $0.lowercased()
        }
    }

    private static func `is`(_ word: String, oneOf names: [String], in domains: [String]) -> Bool {
        if names.contains(word) || domains.contains(where: { word == $0 || word.hasSuffix("." + $0) }) { return true }
        guard let dot = word.firstIndex(of: "."), word[..<dot].contains(where: \.isLetter) else { return false }
        return names.contains(String(word[..<dot]))
    }

    /// The domain of a full name; nil for a bare name, for an address, and for a domain of one label, which anybody's
    /// systems might share.
    private static func domain(_ name: String) -> String? {
        guard let dot = name.firstIndex(of: "."), name.contains(where: \.isLetter) else { return nil }
        let domain = name[name.index(after: dot)...]
        return domain.contains(".") ? String(domain) : nil
    }

    /// The pieces of a text that could be names of systems, addresses or domains.
    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == "_" || $0 == ":") }
            .map { piece in
                // A port after a name, and a full stop after a sentence, are no part of it.
                let bare = piece.filter { $0 == ":" }.count == 1 ? piece.prefix { $0 != ":" } : piece
                return String(bare).trimmingDots
            }
            .filter { !$0.isEmpty }
    }

    private static func realms(of account: String) -> [String] {
        let name = account.lowercased()
        var realms: [String] = []
        if let slash = name.firstIndex(of: "\\") { realms.append(String(name[..<slash])) }
        if let at = name.firstIndex(of: "@") { realms.append(String(name[name.index(after: at)...])) }
        return realms.filter { !$0.isEmpty }
    }

    /// An account as it may be written: with and without its domain.
    private static func forms(of account: String) -> [String] {
        let name = account.lowercased()
        var forms = [name]
        if let slash = name.lastIndex(of: "\\") { forms.append(String(name[name.index(after: slash)...])) }
        if let at = name.firstIndex(of: "@") { forms.append(String(name[..<at])) }
        return forms.filter { !$0.isEmpty }
    }
}

extension String {
    fileprivate var trimmingDots: String {
        var text = Substring(self)
        while text.last == "." { text.removeLast() }
        while text.first == "." { text.removeFirst() }
        return String(text)
    }
}
