/// What is said of a rule wherever one of its matches is shown.
package struct RuleSummary: Hashable, Sendable, Codable {
    /// The rule's own id, a UUID in Sigma; its title where the author gave no id.
    package let id: String
    package let title: String
    package let level: Severity
    /// The rule's tags as written, `attack.t1021.006`.
    package let tags: [String]
    /// The file the rule was read from, as the reader was given it.
    package let source: String

    package init(id: String, title: String, level: Severity, tags: [String], source: String) {
        self.id = id
        self.title = title
        self.level = level
        self.tags = tags
        self.source = source
    }

    /// The ATT&CK techniques among the tags, in their order.
    package var techniques: [TechniqueID] { tags.compactMap(TechniqueID.init(tag:)) }
}
