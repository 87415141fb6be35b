/// Names of the program's own lists as people write them.
package enum Spelling {
    /// `exploitedVulnerability` as `exploited vulnerability`.
    package static func words(_ name: String) -> String {
        name.reduce(into: "") { text, letter in
            if letter.isUppercase, !text.isEmpty { text.append(" ") }
            text.append(contentsOf: letter.lowercased())
        }
    }
}
