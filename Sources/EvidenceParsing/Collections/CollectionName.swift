/// The name of a folder or an archive that a collection program made, which has the computer's name in it.
struct CollectionName {
    let host: String
    let source: String

    private static let beginnings = ["uac-", "Collection-", "catscale_", "DFIR-ORC_", "ORC_"]

    /// Nil for a name of any other form.
    init?(_ name: some StringProtocol) {
        // Folders have thousands of names, and few are of a collection.
        guard Self.beginnings.contains(where: { name.hasPrefix($0) }) else { return nil }
        let name = String(name)
        let found: (host: Substring, program: String)? =
            if let match = name.wholeMatch(
                of:
                    /uac-(?<host>.+)-(?:aix|android|esxi|freebsd|linux|macos|netbsd|netscaler|openbsd|solaris)-\d{14}(?:\.tar(?:\.gz)?|\.zip)?/
            ) {
                (match.output.host, "UAC")
            } else if let match = name.wholeMatch(of: /Collection-(?<host>.+)-\d{4}-\d\d-\d\dT\d\d[_:].*/) {
                (match.output.host, "Velociraptor")
            } else if let match = name.wholeMatch(of: /catscale_(?<host>.+)-\d{8}-\d{4}.*/) {
                (match.output.host, "CatScale")
            } else if let match = name.wholeMatch(
                of: /(?:DFIR-)?ORC_(?:WorkStation|Server|DomainController)_(?<host>[^_]+)_[^_]+/)
            {
                (match.output.host, "DFIR ORC")
            } else {
                nil
            }
        guard let found, CollectionLayout.isHostName(found.host) else { return nil }
        host = String(found.host)
        source = "the name of a collection by \(found.program), \(name)"
    }
}
