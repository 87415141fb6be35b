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
            return bySystem(facts) { system in
                // Nearly all of thousands of systems are confirmed.
                if let word = given[system], words.counts(word.stamp.actor, for: system) { return [] }
                return unconfirmed(system, words, facts)
            }
        },
        warnings: { facts in
            guard let declared = facts.incident.declaredAt else { return [] }
            let changed = systems(facts).filter { name in
                let owners = facts.incident.systems[name]?.owners ?? []
                return owners.count > 1 && owners.last.map { $0.stamp.time > declared } ?? false
            }
            let words = systems(facts).lazy.compactMap { facts.incident.systems[$0]?.owners.last?.confirmed }
            return (changed.isEmpty ? [] : ["\(changed.count) systems got another owner during the incident"])
                + facts.freshRoles(ofActorsOf: words)
        })

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
