import Vocabulary

/// The order in which systems come back: what the others depend on (tier 0: domain controllers, identity, backups) before
/// what depends on it.
extension Case {
    /// Systems of the response that matter more than this one and have not come as far, in the order of names.
    ///
    /// - Parameter state: What counts as having come far enough.
    /// - Complexity: O(*n*), where *n* is the number of systems.
    func systemsAhead(of system: String, short state: ResponseState) -> [String] {
        guard let tier = systems[system]?.tier, tier > 0 else { return [] }
        var ahead: [String] = []
        // Few matter more than the rest, and only they are looked at.
        for (name, standing) in systems where standing.tier < tier {
            let target = Target.system(name)
            if isAffected(target), responseState(of: target) < state { ahead.append(name) }
        }
        return ahead.sorted()
    }

    /// Systems that are not verified while another, which may depend on them, is: resuming then skips them. In the order
    /// of names.
    var systemsSkipped: [String] {
        let behind = targetIndex.targets(.unready).filter { $0.kind == .system }.map(\.name)
        // Nearly always nothing is, of thousands.
        guard !behind.isEmpty else { return [] }
        let resumed = affected.filter { $0.state == .verified }.compactMap(\.system)
        guard let last = resumed.compactMap({ systems[$0]?.tier }).max() else { return [] }
        return behind.filter { name in systems[name].map { $0.tier < last } ?? false }.sorted()
    }
}
