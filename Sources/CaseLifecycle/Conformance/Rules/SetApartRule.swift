import Vocabulary

extension ConformanceRule {
    /// Two people may say that another case is another intrusion; that containment left it alone is seen.
    static let setApart = ConformanceRule(
        id: "SET-APART",
        statement: "One intrusion is contained together, whatever people say of the cases that it is in.",
        gates: ["GATE-SCOPE"], severity: .serious,
        atEvent: { moment in
            guard case .containment(event: .ordered) = moment.recorded.event else { return [] }
            let incident = moment.incident
            let organisation = moment.context.organisation
            return Dictionary(grouping: incident.apart, by: \.other).sorted { $0.key < $1.key }.map { other, words in
                let names = Set(words.flatMap(\.names)).sorted().map(\.description).joined(separator: ", ")
                let people = Set(words.map { organisation.name(of: $0.stamp.actor) }).sorted()
                var finding = moment.finding(
                    "containment was ordered without \(other), which tells of \(names), too, and which "
                        + "\(people.joined(separator: " and ")) held to be another intrusion")
                // It is theirs to say; nobody passed a gate unmet.
                finding.isBreach = false
                return finding
            }
        })
}
