import AttackKnowledge
import Vocabulary

/// Finds tags of ATT&CK that do not exist.
enum TagCheck {
    /// What is to be said of the tags of a rule.
    static func doubts(of document: SigmaNode) -> [RuleFault] {
        (document["tags"]?.items ?? []).compactMap { item in
            problem(with: item.text.lowercased()).map { problem in
                RuleFault(place: item.place, kind: .warning, message: "'\(item.text)' \(problem)")
            }
        }
    }

    private static func problem(with tag: String) -> String? {
        guard tag.hasPrefix("attack.") else { return nil }
        if let id = TechniqueID(tag: tag) {
            if let replacement = TechniqueTable.replacement(of: id) { return "was replaced by \(replacement.text)" }
            return TechniqueTable.technique(id) == nil ? "is no technique of ATT&CK" : nil
        }
        let name = tag.dropFirst("attack.".count)
        return Tactic(tag: tag) == nil && !isNumbered(name) ? "is no tactic or technique of ATT&CK" : nil
    }

    /// Groups, software, campaigns, mitigations and data sources, of which only the form is known here.
    private static func isNumbered(_ name: Substring) -> Bool {
        ["g", "s", "c", "m", "ds"].contains { prefix in
            name.hasPrefix(prefix) && name.count == prefix.count + 4
                && name.dropFirst(prefix.count).allSatisfy { $0.isASCII && $0.isNumber }
        }
    }
}
