import Vocabulary

/// What texts name: each word that could be a system, an address or a domain, and the texts that it stands in.
///
/// Built once for a few texts, so that thousands of systems are looked for in the time of one.
struct Mentions {
    /// The places of the texts that name something, by the name as it is written in small letters.
    private var names: [String: [Int]] = [:]
    /// Likewise by a domain that something in the text belongs to.
    private var domains: [String: [Int]] = [:]
    /// Likewise by all letters and digits of the text.
    private var whole: [String: [Int]] = [:]

    /// - Parameter domains: Whether a text also names what shares a domain with what it names.
    init(_ texts: [String], domains includesDomains: Bool = true) {
        for (place, text) in texts.enumerated() {
            whole[Text.folded(text), default: []].append(place)
            let words = Self.words(text)
            // FS02, fs_02 and FS 02 are FS-02.
            let spelled = Set(words.map(Text.folded) + zip(words, words.dropFirst()).map { Text.folded($0 + $1) })
            for name in spelled where !words.contains(name) { names[name, default: []].append(place) }
            for word in words {
                for name in [word] + Self.label(word) { names[name, default: []].append(place) }
                guard includesDomains else { continue }
                domains[word, default: []].append(place)
                for domain in Self.parents(of: word) { domains[domain, default: []].append(place) }
            }
        }
    }

    /// Visits the texts that name a system by any of its names or addresses, or the domain of one of them.
    func visit(_ system: String, _ standing: SystemStanding, _ body: (Int) -> Void) {
        visit(name: system.lowercased(), body)
        guard let assessment = standing.assessment else { return }
        for alias in assessment.aliases { visit(name: alias.lowercased(), body) }
        for address in assessment.addresses { visit(name: address.lowercased(), body) }
    }

    /// Visits the texts that name the domain of an account.
    func visit(realmsOf account: String, _ body: (Int) -> Void) {
        let name = account.lowercased()
        if let slash = name.firstIndex(of: "\\") { visit(domain: String(name[..<slash]), body) }
        if let at = name.firstIndex(of: "@") { visit(domain: String(name[name.index(after: at)...]), body) }
    }

    /// Visits the texts that are an account, with or without its domain.
    func visit(account forms: [String], _ body: (Int) -> Void) {
        for form in forms { whole[Text.folded(form)]?.forEach(body) }
    }

    private func visit(name: String, _ body: (Int) -> Void) {
        names[name]?.forEach(body)
        // An address without its dots is none.
        if name.contains(where: \.isLetter), !name.contains(where: { $0 == "." || $0 == ":" }) {
            let folded = Text.folded(name)
            if folded != name { names[folded]?.forEach(body) }
        }
        guard !domains.isEmpty, let dot = name.firstIndex(of: "."), name.contains(where: \.isLetter) else { return }
        // A domain of one label anybody's systems might share.
        let domain = String(name[name.index(after: dot)...])
        if domain.contains(".") { visit(domain: domain, body) }
    }

    private func visit(domain: String, _ body: (Int) -> Void) {
        domains[domain]?.forEach(body)
        if !domains.isEmpty { whole[Text.folded(domain)]?.forEach(body) }
    }

    /// The pieces of a text that could be names, in small letters.
    static func words(_ text: String) -> [String] {
        Text.plainWidth(text).lowercased().split {
            !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == "_" || $0 == ":")
        }
        .map { piece in
            // A port after a name, and a full stop after a sentence, are no part of it.
            let name = piece.filter { $0 == ":" }.count == 1 ? piece.prefix { $0 != ":" } : piece
            return NetworkAddress.plain(String(name.drop { $0 == "." }.reversed().drop { $0 == "." }.reversed()))
        }
        .filter { !$0.isEmpty }
    }

    /// The first label of a full name, which is the name of the system alone; none for an address or a bare name.
    static func label(_ word: String) -> [String] {
        guard let dot = word.firstIndex(of: "."), word[..<dot].contains(where: \.isLetter) else { return [] }
        return [String(word[..<dot])]
    }

    private static func parents(of word: String) -> [String] {
        word.indices.filter { word[$0] == "." }.map { String(word[word.index(after: $0)...]) }
    }
}
