package enum ContainmentEvent: Hashable, Sendable, Codable {
    case placeholder(text: String)
}
package enum ContainmentCommand: Sendable {}
package struct ContainmentBook: Hashable, Sendable, Codable {
    /// Every order to contain that was given, in order.
    package private(set) var orders: [ContainmentOrder] = []
    /// Systems and accounts that an order contained.
    package var orderedTargets: Set<Target> { [] }
    /// Systems and accounts that an order contained or knowingly left out.
    package var knownTargets: Set<Target> { [] }
    mutating func apply(_ event: ContainmentEvent, _ stamp: Stamp) {}
}
extension Case {
    func decide(_ command: ContainmentCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {}
    func orderContainment(in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        [.stateEntered(state: .containment, gates: try pass(Step(.contain), in: context))]
    }
}
extension ContainmentEvent {
    var words: EventWords { EventWords(.fact, "") }
}
