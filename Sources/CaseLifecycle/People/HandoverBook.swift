import Vocabulary

package enum HandoverEvent: Hashable, Sendable, Codable {
    case offered(id: HandoverID, to: String, text: String)
}
package enum HandoverCommand: Sendable {}
package struct HandoverBook: Hashable, Sendable, Codable {
    mutating func apply(_ event: HandoverEvent, _ stamp: Stamp) {}
}
extension Case {
    func decide(_ command: HandoverCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {}
}
extension HandoverEvent {
    var words: EventWords { EventWords(.fact, "") }
}
