/// An account of a person or a service: what an intruder can steal and use.
struct AccountName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// First label of the domain, upper case; empty where unknown.
    let domain: String
    /// Lower case: Windows does not tell `Alice` from `alice`.
    let user: String

    // The system's own accounts are in every log and are never stolen. `NT ` and its German and French forms.
    private static let systemDomains: Set<String> = [
        "NT AUTHORITY", "NT-AUTORITÄT", "AUTORITE NT", "WINDOW MANAGER", "FONT DRIVER HOST", "NT SERVICE",
        "IIS APPPOOL",
        "NT VIRTUAL MACHINE", "VIRTUAL USERS",
    ]
    private static let systemUsers: Set<String> = [
        "", "-", "system", "local service", "network service", "anonymous logon", "local system", "localsystem",
    ]

    /// Nil for computers (`NAME$`), for the system's own accounts and for no account at all.
    ///
    /// `user` may carry the domain itself, as `DOMAIN\user` or `user@domain`.
    init?(domain: String = "", user text: String) {
        var domain = domain
        var user = text
        if let slash = text.lastIndex(of: "\\") {
            domain = String(text[..<slash])
            user = String(text[text.index(after: slash)...])
        } else if let at = text.lastIndex(of: "@") {
            domain = String(text[text.index(after: at)...])
            user = String(text[..<at])
        }
        user = user.lowercased()
        domain = domain.uppercased()
        if domain == "-" || domain == "." { domain = "" }
        guard !Self.systemUsers.contains(user), !Self.systemDomains.contains(domain), !user.hasSuffix("$"),
            !user.hasPrefix("dwm-"), !user.hasPrefix("umfd-"), !user.hasPrefix("s-1-")
        else { return nil }
        self.domain = domain.split(separator: ".").first.map(String.init) ?? ""
        self.user = user
    }

    /// Of names that are in their one form already.
    init(knownDomain: String, user: String) {
        domain = knownDomain
        self.user = user
    }

    var description: String { domain.isEmpty ? user : "\(domain)\\\(user)" }

    /// The same account, as far as the names tell: records often leave the domain out.
    func agrees(with other: AccountName) -> Bool {
        user == other.user && (domain == other.domain || domain.isEmpty || other.domain.isEmpty)
    }

    static func < (left: Self, right: Self) -> Bool { (left.user, left.domain) < (right.user, right.domain) }
}
