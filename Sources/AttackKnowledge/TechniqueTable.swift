package import Vocabulary

/// A technique or sub-technique of ATT&CK Enterprise.
package struct Technique: Hashable, Sendable {
    package let id: TechniqueID
    /// The name without the parent's: `Windows Remote Management`.
    package let name: String
    /// The tactics it serves, one or more, in the order of the matrix.
    package let tactics: [Tactic]
}

/// The techniques of ATT&CK Enterprise, looked up by id.
///
///     TechniqueTable.technique(id)?.name   // T1021.006: "Windows Remote Management"
///
/// Holds every technique in force in v18.1, and those that v19.1 added, since public rules are tagged with them.
/// A technique known to both keeps its name and tactics of v18.1. The text is read once, at the first question.
package enum TechniqueTable {
    /// Every technique in force, by id.
    package static let all: [Technique] = techniques.values.sorted { $0.id < $1.id }

    /// What is known of an id. A revoked id gives the technique that replaced it; nil for an id that is unknown, or was
    /// withdrawn without a replacement.
    package static func technique(_ id: TechniqueID) -> Technique? {
        techniques[id] ?? replacements[id].flatMap { techniques[$0] }
    }

    /// The id in force that took the place of a revoked one; nil where `id` is not a revoked id.
    package static func replacement(of id: TechniqueID) -> TechniqueID? { replacements[id] }

    private static let techniques: [TechniqueID: Technique] = {
        var table: [TechniqueID: Technique] = [:]
        for line in TechniqueText.techniques.split(separator: "\n") {
            let parts = line.split(separator: "\t")
            guard parts.count == 3, let id = TechniqueID(String(parts[0])) else { continue }
            let tactics = parts[2].split(separator: ",").compactMap { Tactic(tag: String($0)) }
            table[id] = Technique(id: id, name: String(parts[1]), tactics: tactics.sorted())
        }
        return table
    }()

    private static let replacements: [TechniqueID: TechniqueID] = {
        var table: [TechniqueID: TechniqueID] = [:]
        for line in TechniqueText.revoked.split(separator: "\n") {
            let parts = line.split(separator: "\t")
            guard parts.count == 2, let old = TechniqueID(String(parts[0])), let new = TechniqueID(String(parts[1]))
            else { continue }
            table[old] = new
        }
        return table
    }()
}
