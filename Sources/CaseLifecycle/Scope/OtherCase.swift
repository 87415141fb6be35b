package import Vocabulary

/// Another open case that tells of what this one holds to be the intruder's: it may be one intrusion in two cases.
package struct OtherCase: Hashable, Sendable {
    package let id: CaseID
    /// What both cases know, by the names of this one, in their order.
    package let common: [Target]

    /// - Parameters:
    ///   - pairs: A name of this case and one of the other, under the same key.
    /// - Returns: Nil where the other case tells of nothing that this one holds.
    package init?(_ id: CaseID, pairs: [(mine: ScopeName, theirs: ScopeName)]) {
        let told = pairs.filter { $0.mine.isTold(by: $0.theirs) }
        // The end of a movement is called as this case calls the system, where it knows it.
        let named = Set(told.filter { $0.mine.kind != .movement }.map(\.mine.key))
        let common = Set(
            told.filter { $0.mine.kind != .movement || !named.contains($0.mine.key) }.map {
                $0.mine.common(with: $0.theirs)
            })
        guard !common.isEmpty else { return nil }
        self.id = id
        self.common = common.sorted()
    }

    /// What is said where a part is contained, which does not wait for the rest.
    var warning: String { "\(id) tells of \(Self.words(common)), too: this order contains nothing of that case" }

    /// What both know, in words.
    fileprivate static func words(_ targets: [Target]) -> String {
        targets.map(\.description).joined(separator: ", ")
    }
}

/// Somebody's word that this case and another are two intrusions, though both know some names.
package struct CaseApart: Hashable, Sendable, Codable {
    package let other: CaseID
    /// What both knew when it was said.
    package let names: [Target]
    package let reason: String
    package let stamp: Stamp
}

extension Case {
    /// What another case tells of that no two people had before them who said that the two are different intrusions: to
    /// leave all of a case out takes as many as to leave out one system that is confirmed.
    func unexplained(_ other: OtherCase, in organisation: Organisation) -> [Target] {
        let words = apart.filter { $0.other == other.id }
        return other.common.filter { name in
            let people = words.filter { $0.names.contains(name) }.map(\.stamp.actor)
            guard let first = people.first else { return true }
            return people.allSatisfy { organisation.isSamePerson($0, first) }
        }
    }

    /// Who said of all that is asked about that it is another intrusion, and is alone in that; nil where nobody did.
    fileprivate func aloneInSaying(
        _ open: [Target], of other: CaseID, in organisation: Organisation
    ) -> Principal? {
        apart.filter { $0.other == other && Set(open).isSubset(of: $0.names) }.map(\.stamp.actor).last
    }

    func setApart(
        _ other: CaseID, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.require(OverrideRule.approvers, for: "saying that two cases are two intrusions")
        let reason = try Text.reason(reason)
        guard let found = context.otherCases.first(where: { $0.id == other }) else {
            throw .impossible("\(other) is no other open case that tells of anything that \(id) holds")
        }
        let open = unexplained(found, in: context.organisation)
        guard !open.isEmpty else { return [] }
        if let first = aloneInSaying(open, of: other, in: context.organisation) {
            try context.requireOther(than: first, for: "saying, as the second, that \(other) is another intrusion")
        }
        return [.scope(event: .setApart(other: other, names: found.common, reason: reason))]
    }
}

extension GateFacts {
    /// What other cases tell of the intrusion of this one, and this one does not hold.
    var splitOff: [MissingFact] {
        otherCases.compactMap { other in
            let open = incident.unexplained(other, in: organisation)
            guard !open.isEmpty else { return nil }
            let names = OtherCase.words(open)
            return MissingFact(
                "case \(other.id), which knows \(names)",
                "the evidence of \(other.id), which tells of \(names), too, in this case, since one intrusion is contained "
                    + "together: cordon evidence add \(caseID) PATH; and then, or where they are two intrusions: "
                    + "cordon scope apart \(caseID) \(other.id) --reason TEXT, "
                    + (incident.aloneInSaying(open, of: other.id, in: organisation).map {
                        "as \(organisation.name(of: $0)) did, by a second person"
                    } ?? "by two people"),
                about: other.id.description)
        }
    }

    /// Other cases that tell of the same, and were said to be another intrusion, in words.
    var saidToBeApart: [String] {
        otherCases.filter { incident.unexplained($0, in: organisation).isEmpty }.flatMap { other in
            let word = incident.apart.last { $0.other == other.id }
            return [
                "\(other.id), which tells of \(OtherCase.words(other.common)), too, is held to be another intrusion: "
                    + (word?.reason ?? "")
            ] + (word.map { freshRoles(ofActorOf: $0.stamp) } ?? [])
        }
    }
}
