import Vocabulary

extension ConformanceRule {
    /// Two accounts of one person look like two people until the roster knows better; then what they did together is worth
    /// another look, whatever it was.
    static let onePerson = ConformanceRule(
        id: "ONE-PERSON", statement: "Nobody acts in a case as two people.", gates: [], severity: .serious,
        atEnd: { history in
            let known = Dictionary(grouping: history.actors) { history.organisation.name(of: $0.principal) }
            return known.sorted { $0.key < $1.key }.compactMap { name, actors in
                guard actors.count > 1 else { return nil }
                var finding = Finding(
                    text:
                        "\(actors.map(\.name).joined(separator: " and ")), who acted in the case as different people, turned "
                        + "out to be one, \(name): what asks for two people may be the work of one",
                    versions: actors.map(\.version), time: history.now)
                finding.isBreach = false
                return finding
            }
        })
}
