package enum NotificationEvent: Hashable, Sendable, Codable {
    case placeholder(text: String)
}
package enum NotificationCommand: Sendable {}
package struct NotificationBook: Hashable, Sendable, Codable {
    mutating func apply(_ event: NotificationEvent, _ stamp: Stamp) {}
}
extension Case {
    func decide(_ command: NotificationCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {}
}
extension NotificationEvent {
    var words: EventWords { EventWords(.fact, "") }
}
