/// Who did something: the account that ran the program and, where the store allows `--as`, the name it acted under.
package struct Principal: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The account of the operating system.
    package let account: String
    /// The name given with `--as`; nil when the account acted as itself.
    package let actingAs: String?

    package init(account: String, actingAs: String? = nil) {
        self.account = account
        self.actingAs = actingAs
    }

    /// The name people see; both names when they differ.
    package var description: String { actingAs.map { "\($0) (account \(account))" } ?? account }
}
