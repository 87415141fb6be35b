/// Accounts that every network has: that two cases name one of them says nothing about whether they are one intrusion.
enum CommonAccount {
    private static let users: Set<String> = [
        "", "-", "administrator", "administrador", "administrateur", "guest", "defaultaccount", "wdagutilityaccount",
        "root", "nobody", "system", "local system", "localsystem", "local service", "network service",
        "anonymous logon",
    ]

    /// The system's own domain, in the languages that name it differently.
    private static let domains: Set<String> = [
        "nt authority", "nt-autorität", "autorite nt", "nt service", "window manager", "font driver host",
        "iis apppool", "nt virtual machine", "builtin",
    ]

    /// - Parameters:
    ///   - user: Folded, without its domain.
    ///   - domain: Folded; empty where it is not known.
    static func isOne(user: String, domain: String) -> Bool {
        users.contains(user) || domains.contains(domain) || user.hasSuffix("$") || isWellKnownSID(user)
    }

    /// A security identifier that is the same in every network, or the administrator or guest of a domain ([MS-DTYP]
    /// section 2.4.2.4); those of a domain's or of a tenant's other accounts are its own.
    private static func isWellKnownSID(_ user: String) -> Bool {
        guard user.hasPrefix("s-1-") else { return false }
        let isOwn = user.hasPrefix("s-1-5-21-") || user.hasPrefix("s-1-12-1-")
        return !isOwn || user.hasSuffix("-500") || user.hasSuffix("-501")
    }
}
