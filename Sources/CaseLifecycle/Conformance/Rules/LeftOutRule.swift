import Vocabulary

extension ConformanceRule {
    /// Two people may say that what the evidence confirms is not concerned; that containment left it alone is seen.
    static let leftOut = ConformanceRule(
        id: "LEFT-OUT", statement: "What the evidence confirms is contained, whatever people say of it.",
        gates: ["GATE-CLEARANCE"], severity: .serious,
        atEvent: { moment in
            let incident = moment.incident
            let former: Timestamp?
            let words: String
            switch moment.recorded.event {
            case .containment(event: .ordered):
                (former, words) = (incident.containment.presentOrders.last?.stamp.time, "containment was ordered")
            // Who is left out after the order is left out of what the order is for.
            case .stateEntered(.eradication, _):
                former = [incident.containment.presentOrders.last?.stamp.time, incident.enteredAt[.eradication]]
                    .compactMap(\.self).max()
                words = "eradication began"
            default: return []
            }
            // What an earlier order left out was named with it.
            let left = incident.scopeIndex.leftOut.compactMap { target -> (target: Target, word: Judgement)? in
                guard let word = incident.judgement(of: target), former.map({ word.stamp.time > $0 }) ?? true else {
                    return nil
                }
                return (target, word)
            }.sorted { $0.target < $1.target }
            guard !left.isEmpty else { return [] }
            let organisation = moment.context.organisation
            let people = Set(
                left.flatMap { [$0.word.former?.actor, $0.word.stamp.actor].compactMap(\.self) }
                    .map { organisation.name(of: $0) })
            var finding = moment.finding(
                "\(words) without \(Self.names(left.map { $0.target })), which the evidence confirms and "
                    + "\(people.sorted().joined(separator: " and ")) left out")
            // It is theirs to say; nobody passed a gate unmet.
            finding.isBreach = false
            return [finding]
        })
}
