/// The text of a rule file, and the name it is shown under.
package struct RuleSource: Hashable, Sendable {
    /// The path as the caller wants it shown in problems and summaries.
    package let name: String
    /// The whole file: one YAML document or several.
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}
