/// Names of computers, addresses and accounts, each known by its number from then on: what is known of one is then an
/// element of an array, and records that repeat them are compared without a look at their texts.
struct EntityTable {
    /// Stands for no account; as a user for no name.
    static let nobody: UInt32 = 0

    /// By number; ``Party/unknownName`` is the first.
    private(set) var names = [Party.unknownName]
    private var numbersOfNames = [Party.unknownName: UInt32(0)]
    private var outside: Set<UInt32> = []
    private var accounts: [AccountName?] = [nil]
    private var numbersOfAccounts: [AccountName: UInt32] = [:]
    /// The user and the domain of each account.
    private var usersOfAccounts = [EntityTable.nobody]
    private var domains = [EntityTable.nobody]
    private var numbersOfTexts = ["": EntityTable.nobody]

    mutating func number(of name: String) -> UInt32 {
        if let known = numbersOfNames[name] { return known }
        let number = UInt32(names.count)
        names.append(name)
        numbersOfNames[name] = number
        return number
    }

    /// The party that is known by nothing but an address.
    mutating func party(ofAddress address: String) -> Party {
        let party = Party.address(number(of: address))
        if NetworkAddress(address)?.isPublic ?? false { outside.insert(party.name) }
        return party
    }

    /// The number of a name that somebody has; nil for all others.
    func known(_ name: String) -> UInt32? { numbersOfNames[name] }

    /// For each number whether its name is one of these.
    func marking(_ names: some Sequence<String>) -> [Bool] {
        var marks = Array(repeating: false, count: self.names.count)
        for number in names.compactMap(known) { marks[Int(number)] = true }
        return marks
    }

    func text(of party: Party) -> String { names[Int(party.name)] }

    /// Whether a party is an address of the internet.
    func isOutside(_ party: Party) -> Bool { party.isAddress && outside.contains(party.name) }

    // MARK: Accounts

    mutating func number(of account: AccountName?) -> UInt32 {
        guard let account else { return Self.nobody }
        if let known = numbersOfAccounts[account] { return known }
        let number = UInt32(accounts.count)
        accounts.append(account)
        usersOfAccounts.append(text(account.user))
        domains.append(text(account.domain))
        numbersOfAccounts[account] = number
        return number
    }

    /// How many numbers users have.
    var users: Int { numbersOfTexts.count }

    func account(_ number: UInt32) -> AccountName? { accounts[Int(number)] }

    /// The user of an account without its domain, which is written in several ways.
    func user(of account: UInt32) -> UInt32 { usersOfAccounts[Int(account)] }

    /// Whether two accounts may be one: ``AccountName/agrees(with:)`` for both, and nobody may be anybody.
    func fit(_ left: UInt32, _ right: UInt32) -> Bool {
        left == right || left == Self.nobody || right == Self.nobody || agree(left, right)
    }

    /// Whether two accounts are one as far as their names tell; false where one is not known.
    func agree(_ left: UInt32, _ right: UInt32) -> Bool {
        guard left != Self.nobody, right != Self.nobody, usersOfAccounts[Int(left)] == usersOfAccounts[Int(right)]
        else { return false }
        let (mine, theirs) = (domains[Int(left)], domains[Int(right)])
        return mine == theirs || mine == Self.nobody || theirs == Self.nobody
    }

    /// The name with its domain says more; between equals the order keeps the answer the same for any order of files.
    func fuller(_ left: UInt32, _ right: UInt32) -> UInt32 {
        if left == Self.nobody || right == Self.nobody { return left == Self.nobody ? right : left }
        return domains[Int(left)] == Self.nobody ? right : left
    }

    private mutating func text(_ text: String) -> UInt32 {
        if let known = numbersOfTexts[text] { return known }
        let number = UInt32(numbersOfTexts.count)
        numbersOfTexts[text] = number
        return number
    }
}
