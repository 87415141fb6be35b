import Vocabulary

extension Gate {
    /// The owner says that it works, not the responders.
    static let owner = Gate(
        id: "GATE-OWNER",
        statement:
            "The owner of each system, whom two people name and who did not respond on it, confirms that it works, "
            + "and what was tested.",
        citation: "NIST SP 800-61r2 table 3-5 step 7.2; CSF 2.0 RC.RP-04",
        guards: [.resume, .review, .close],
        override: .by([.executive], longest: .temporary),
        missing: { facts in
            var words = OwnersWord(facts.incident, in: facts.organisation)
            let given = facts.incident.recovery.ownerWords
            return bySystem(facts, among: doubtful(words, facts)) { system in
                // Nearly all of thousands of systems are confirmed.
                if let word = given[system], words.counts(word.stamp.actor, for: system) { return [] }
                return unconfirmed(system, words, facts)
            }
        },
        warnings: { facts in
            guard let declared = facts.incident.declaredAt else { return [] }
            let index = facts.incident.targetIndex
            let changed = index.targets(.reowned).count { system in
                facts.incident.systems[system.name]?.owners.last.map { $0.stamp.time > declared } ?? false
            }
            return (changed == 0 ? [] : ["\(changed) systems got another owner during the incident"])
                + facts.freshRoles(
                    ofActorsOf: systems(facts).lazy.compactMap { facts.incident.systems[$0]?.owners.last?.confirmed },
                    among: index.ownerWitnesses)
        })

    /// The systems on which the owner's word may be missing or not count; nil where that may be so of any.
    private static func doubtful(_ words: OwnersWord, _ facts: GateFacts) -> [String]? {
        var doubtful = facts.marked(.unspoken).map(\.name)
        for people in facts.incident.targetIndex.ownersWords {
            guard let own = words.part(of: people)?.systems else { return nil }
            for system in own where facts.incident.isAffected(.system(system)) { doubtful.append(system) }
        }
        return doubtful
    }

    private static func unconfirmed(_ system: String, _ words: OwnersWord, _ facts: GateFacts) -> [MissingFact] {
        let incident = facts.incident
        var name: String { ShellWord.quoted(system) }
        guard let owner = incident.systems[system]?.owners.last else {
            return [
                MissingFact(
                    "owner \(system)",
                    "an owner of record for \(system): cordon scope set \(facts.caseID) \(name) --owner NAME",
                    system: system)
            ]
        }
        let isConfirmed = owner.isConfirmed(in: facts.organisation)
        if !isConfirmed, let doubt = incident.doubt(aboutOwner: owner.owner, in: facts.organisation) {
            return [
                MissingFact(
                    "confirmed owner \(system)",
                    "an owner of record for \(system) who can say that it works (\(doubt)): "
                        + "cordon scope set \(facts.caseID) \(name) --owner NAME", system: system)
            ]
        }
        let unsure =
            isConfirmed
            ? []
            : [
                MissingFact(
                    "confirmed owner \(system)",
                    "a second person's word that \(owner.owner) owns \(system): "
                        + incident.ownerConfirmation(owner.owner, of: system), system: system)
            ]
        var command: String { "by \(owner.owner): cordon recover owner \(facts.caseID) \(name) --tested TEXT" }
        guard let word = incident.recovery.ownerWords[system] else {
            return unsure + [
                MissingFact("word \(system)", "the owner's word that \(system) works, \(command)", system: system)
            ]
        }
        let person = facts.organisation.name(of: word.stamp.actor)
        guard unsure.isEmpty, let why = words.whyNot(person, of: system) else { return unsure }
        return [
            MissingFact(
                "word \(system)", "the owner's word that \(system) works (\(why)), \(command)", system: system)
        ]
    }
}
