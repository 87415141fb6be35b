package import Vocabulary

/// One line of what must hold before recovery begins (CSF 2.0 RS.MA-05).
package struct StartCriterion: Hashable, Sendable, Codable {
    package struct Answer: Hashable, Sendable, Codable {
        package let text: String
        package let evidence: [EvidenceID]
        package let stamp: Stamp
    }

    package let text: String
    /// Why it holds; nil while nobody has said that it does.
    package internal(set) var answer: Answer?
}
