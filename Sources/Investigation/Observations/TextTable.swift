import Vocabulary

/// Texts, each held once and known by its number from then on: records repeat their computers, programs and accounts.
struct TextTable: Sendable {
    /// Stands for a text that is not there.
    static let none = UInt32.max

    /// Values whose numbers are remembered: more than a computer has programs and people.
    private static let mostRemembered = 16_384

    private struct AccountKey: Hashable, Sendable {
        let domain: UInt32
        let user: UInt32
    }

    /// By number.
    private(set) var texts: [String] = []
    private var numbers: [String: UInt32] = [:]
    /// Numbers by the bytes of values, of which no text must be made to find them.
    private var numbersByBytes: [ByteKey: UInt32] = [:]
    /// Domain and user of accounts by the texts that name them.
    private var accounts: [AccountKey: (domain: UInt32, user: UInt32)] = [:]

    subscript(number: UInt32) -> String { texts[Int(number)] }

    mutating func number(of text: String) -> UInt32 {
        if let known = numbers[text] { return known }
        let number = UInt32(texts.count)
        texts.append(text)
        numbers[text] = number
        return number
    }

    /// The number of the text that a record has for a field.
    mutating func number(of field: Field, in fields: RecordFields) -> UInt32 {
        guard let key = fields.key(field) else { return number(of: "") }
        if let known = numbersByBytes[key] { return known }
        let number = number(of: fields[field])
        if numbersByBytes.count >= Self.mostRemembered { numbersByBytes = [:] }
        numbersByBytes[key.copied] = number
        return number
    }

    /// Forgets what only helps to find numbers.
    mutating func forgetValues() {
        numbersByBytes = [:]
        accounts = [:]
    }

    /// Forgets the texts that are not used.
    ///
    /// - Parameter used: For each number whether it is.
    /// - Returns: For each number the one that its text has now; of those forgotten any.
    mutating func keep(_ used: [Bool]) -> [UInt32] {
        let before = texts
        self = TextTable()
        return before.indices.map { used[$0] ? number(of: before[$0]) : 0 }
    }

    // MARK: Accounts

    /// Puts an account where ``account(of:)`` finds it.
    mutating func put(_ account: AccountName?, into act: inout PackedAct) {
        act.texts[0] = account.map { number(of: $0.domain) } ?? Self.none
        act.texts[1] = account.map { number(of: $0.user) } ?? Self.none
    }

    /// Puts the account that a record names where ``account(of:)`` finds it.
    mutating func put(_ user: Field, of domain: Field?, in fields: RecordFields, into act: inout PackedAct) {
        let key = AccountKey(
            domain: domain.map { number(of: $0, in: fields) } ?? Self.none, user: number(of: user, in: fields))
        if let known = accounts[key] {
            (act.texts[0], act.texts[1]) = known
            return
        }
        put(AccountName(domain: domain.map { fields[$0] } ?? "", user: fields[user]), into: &act)
        if accounts.count >= Self.mostRemembered { accounts = [:] }
        accounts[key] = (act.texts[0], act.texts[1])
    }

    /// Nil where there is none.
    func account(of act: PackedAct) -> AccountName? {
        act.texts[1] == Self.none ? nil : knownAccount(of: act)
    }

    /// Of an act that always has one.
    func knownAccount(of act: PackedAct) -> AccountName {
        AccountName(knownDomain: self[act.texts[0]], user: self[act.texts[1]])
    }
}
