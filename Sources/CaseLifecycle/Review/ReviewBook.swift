package enum ReviewEvent: Hashable, Sendable, Codable {
    case placeholder(text: String)
}
package enum ReviewCommand: Sendable {}
package struct ReviewBook: Hashable, Sendable, Codable {
    /// The initial cause and patient zero, as a person recorded them last.
    package private(set) var cause: String?
    mutating func apply(_ event: ReviewEvent, _ stamp: Stamp) {}
}
extension Case {
    func decide(_ command: ReviewCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {}
}
extension ReviewEvent {
    var words: EventWords { EventWords(.fact, "") }
}
