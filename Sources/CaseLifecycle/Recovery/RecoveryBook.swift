package enum RecoveryEvent: Hashable, Sendable, Codable {
    case placeholder(text: String)
}
package enum RecoveryCommand: Sendable {}
package struct RecoveryBook: Hashable, Sendable, Codable {
    mutating func apply(_ event: RecoveryEvent, _ stamp: Stamp) {}
}
extension Case {
    func decide(_ command: RecoveryCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {}
}
extension RecoveryEvent {
    var words: EventWords { EventWords(.fact, "") }
}
