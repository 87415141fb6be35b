package enum CostEvent: Hashable, Sendable, Codable {
    case placeholder(text: String)
}
package enum CostCommand: Sendable {}
package struct CostBook: Hashable, Sendable, Codable {
    mutating func apply(_ event: CostEvent, _ stamp: Stamp) {}
}
extension Case {
    func decide(_ command: CostCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {}
}
extension CostEvent {
    var words: EventWords { EventWords(.fact, "") }
}
