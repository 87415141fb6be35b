import Vocabulary

extension Case {
    func name(
        _ details: PlanningChannel.Details, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "naming the planning channel")
        var missing: [String] = []
        if !Text.answers(details.name) { missing.append("the name of the channel") }
        if details.dependsOn.isEmpty || !details.dependsOn.allSatisfy(Text.answers) {
            missing.append("what the channel depends on: systems, domains, providers")
        }
        guard missing.isEmpty else { throw .missing(missing) }
        var names: Set<String> = []
        for name in details.participants {
            names.insert(try context.organisation.active(name, as: "a participant of the channel").name)
        }
        guard names.count > 1 else { throw .missing(["the participants: a channel is for two people or more"]) }
        if let tested = details.testedAt { try context.requireHappened(tested, "a test") }
        let sorted = PlanningChannel.Details(
            name: details.name, kind: details.kind, dependsOn: details.dependsOn, participants: names.sorted(),
            testedAt: details.testedAt)
        return sorted == containment.channel?.details ? [] : [.containment(event: .channelNamed(details: sorted))]
    }

    func test(
        _ outcome: String, at moment: Timestamp?, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "testing the planning channel")
        guard let channel = containment.channel else { throw noChannel }
        guard Text.answers(outcome) else { throw .missing(["what the test showed"]) }
        let moment = moment ?? context.now
        try context.requireHappened(moment, "a test")
        guard moment > channel.testedAt ?? .earliest else { throw .impossible("a later test is recorded already") }
        return [.containment(event: .channelTested(outcome: outcome, at: moment))]
    }

    /// Nobody says for another that they are on the channel.
    func acknowledgeChannel(in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        guard let channel = containment.channel else { throw noChannel }
        guard let person = context.person, person.isActive,
            let name = channel.details.participants.first(where: person.isKnown)
        else {
            throw .roleNeeded(
                act: "acknowledging the planning channel", roles: "a participant of it",
                actor: context.organisation.name(of: context.actor))
        }
        guard channel.acknowledgements[name] == nil else { return [] }
        return [.containment(event: .channelAcknowledged(person: name))]
    }

    private var noChannel: CaseRefusal {
        .impossible("the case has no planning channel: cordon contain channel \(id) --help")
    }
}
