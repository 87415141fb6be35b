package import Vocabulary

package enum CustodyEvent: Hashable, Sendable, Codable {
    case checked(evidence: EvidenceID, problem: String?)
}
package enum CustodyCommand: Sendable {}
package struct CustodyBook: Hashable, Sendable, Codable {
    /// Custody begins with the sealing.
    mutating func begin(_ evidence: SealedEvidence, _ stamp: Stamp) {}
    mutating func apply(_ event: CustodyEvent, _ stamp: Stamp) {}
}
extension Case {
    func decide(_ command: CustodyCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {}
}
extension CustodyEvent {
    var words: EventWords { EventWords(.fact, "") }
}
