import Vocabulary

extension Gate {
    /// Planned where the intruder does not read along.
    static let channel = Gate(
        id: "GATE-CHANNEL",
        statement:
            "Containment is planned on a tested channel that depends on nothing the intruder may hold, by people "
            + "whose accounts are not compromised and who are on it.",
        citation: "CISA AR21-134A; AA20-245A; NIST SP 800-61r2 section 3.1.1",
        guards: [.approveContainment, .contain],
        override: .standard(longest: .emergency),
        missing: { facts in
            let command = "cordon contain channel \(facts.caseID)"
            guard let channel = facts.incident.containment.channel else {
                return [MissingFact("channel", "a planning channel outside of what is affected: \(command) --help")]
            }
            let affected = AffectedNames(facts.incident)
            let people = channel.details.participants.compactMap(facts.organisation.person(named:))
            let dependencies = affected.named(in: [channel.details.name] + channel.details.dependsOn).map {
                MissingFact(
                    "channel \($0.text)",
                    "a channel that does not depend on \($0.text), which belongs to \($0.affected): \(command) --help")
            }
            let compromised = affected.compromised(people).map {
                MissingFact(
                    "participant \($0.person)",
                    "a channel without \($0.person), whose account \($0.account) may be the intruder's: \(command) --help"
                )
            }
            let untested =
                channel.testedAt == nil
                ? [MissingFact("channel test", "a test of \(channel.details.name): \(command) --test TEXT")] : []
            let silent = channel.silent.map {
                MissingFact("acknowledgement \($0)", "the word of \($0), as \($0): \(command) --acknowledge")
            }
            // Who turned out to be one person plans with nobody.
            let names = Set(channel.details.participants.map { facts.organisation.name(of: Principal(account: $0)) })
            let alone =
                names.count < 2 && channel.details.participants.count > 1
                ? [MissingFact("participants", "a channel of two people at least: \(command) --help")] : []
            return dependencies + compromised + untested + silent + alone
        },
        warnings: { facts in
            guard let channel = facts.incident.containment.channel, let tested = channel.testedAt else { return [] }
            let days = Int(facts.now.seconds(since: tested) / 86_400)
            let old =
                days > facts.policy.channelTestDays ? ["the planning channel was last tested \(days) days ago"] : []
            let gone = channel.details.participants.filter { !facts.organisation.isThere(Principal(account: $0)) }
            return old + gone.map { "\($0), who is on the planning channel, is no longer there" }
        })
}
