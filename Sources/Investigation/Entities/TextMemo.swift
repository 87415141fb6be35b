import Vocabulary

/// What the texts of one store stand for, each found out once.
struct TextMemo {
    private let texts: [String]
    private var known: [UInt32]
    private let find: (String, inout EntityTable) -> UInt32

    private static let notYet = UInt32.max

    /// - Parameter find: Gives a number for a text, or the code of a party.
    init(_ texts: [String], find: @escaping (String, inout EntityTable) -> UInt32) {
        self.texts = texts
        self.find = find
        known = Array(repeating: Self.notYet, count: texts.count)
    }

    mutating func number(of text: UInt32, _ entities: inout EntityTable) -> UInt32 {
        let number = known[Int(text)]
        if number != Self.notYet { return number }
        let found = find(texts[Int(text)], &entities)
        known[Int(text)] = found
        return found
    }
}

/// The accounts that the texts of one store name, each found out once.
struct AccountMemo {
    private let texts: [String]
    /// The latest by its user: nearly all users have one domain.
    private var latest: [(domain: UInt32, account: UInt32)]
    private var others: [UInt64: UInt32] = [:]

    init(_ texts: [String]) {
        self.texts = texts
        latest = Array(repeating: (TextTable.none, 0), count: texts.count)
    }

    mutating func number(of act: PackedAct, _ entities: inout EntityTable) -> UInt32 {
        let (domain, user) = (act.texts[0], act.texts[1])
        if user == TextTable.none { return EntityTable.nobody }
        if latest[Int(user)].domain == domain { return latest[Int(user)].account }
        let key = UInt64(user) << 32 | UInt64(domain)
        let account =
            others[key]
            ?? entities.number(of: AccountName(knownDomain: texts[Int(domain)], user: texts[Int(user)]))
        others[key] = account
        latest[Int(user)] = (domain, account)
        return account
    }
}
