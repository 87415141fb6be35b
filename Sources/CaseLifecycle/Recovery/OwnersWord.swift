import Vocabulary

/// Whether what people say of systems is their owners' word. Few people own thousands of systems: what does not depend on
/// the system is asked once for each owner and speaker.
struct OwnersWord {
    /// Those whom the word that a system works rests on.
    struct People: Hashable, Sendable, Codable {
        /// Of record.
        let owner: String
        let namedBy: Principal
        let confirmedBy: Principal
        /// Who said that it works.
        let actor: Principal
    }

    private let incident: Case
    private let organisation: Organisation
    private let responders: Responders
    /// Those of the last system, and what the speaker did in the response.
    private var last: (people: People, part: Responders.Part?)?

    init(_ incident: Case, in organisation: Organisation) {
        self.incident = incident
        self.organisation = organisation
        responders = Responders(incident, in: organisation)
    }

    /// Whether the word of an actor is that of who owns a system.
    mutating func counts(_ actor: Principal, for system: String) -> Bool {
        guard let owner = incident.systems[system]?.owners.last, let confirmed = owner.confirmed else { return false }
        let people = People(
            owner: owner.owner, namedBy: owner.stamp.actor, confirmedBy: confirmed.actor, actor: actor)
        if last?.people != people { last = (people, part(of: people)) }
        return last?.part.map { $0.on(system) == nil } ?? false
    }

    /// What a speaker did in the response; nil where that person does not own what the owner owns, or two people do not say
    /// so.
    func part(of people: People) -> Responders.Part? {
        let confirmed = Stamp(time: .earliest, actor: people.confirmedBy)
        let owner = SystemStanding.Ownership(
            owner: people.owner, stamp: Stamp(time: .earliest, actor: people.namedBy), confirmed: confirmed)
        let name = organisation.name(of: people.actor)
        let isOwner = owner.isConfirmed(in: organisation) && whyNeverOwner(name, owner, of: "") == nil
        return isOwner ? responders.part(of: name) : nil
    }

    /// Why the word of the person of that name is not the owner's; nil where it is.
    func whyNot(_ name: String, of system: String) -> String? {
        guard let owner = incident.systems[system]?.owners.last else {
            return "\(system) has no owner of record: cordon scope set \(incident.id) \(ShellWord.quoted(system)) "
                + "--owner NAME"
        }
        if let reason = whyNeverOwner(name, owner, of: system) { return reason }
        if let part = responders.part(of: name).on(system) {
            let system = ShellWord.quoted(system)
            return
                "\(name) \(part) and cannot confirm for the owner; where somebody else answers for it, one person says so "
                + "(cordon scope set \(incident.id) \(system) --owner NAME) and another confirms it; or an executive lets it "
                + "pass: cordon plan override \(incident.id) --gate \(Gate.owner.id) --system \(system) --left-out \(system) "
                + "--category CATEGORY --reason TEXT --debt-owner NAME --debt-due TIME"
        }
        return owner.isConfirmed(in: organisation)
            ? nil
            : "that \(name) owns \(system) is the word of one person: "
                + incident.ownerConfirmation(owner.owner, of: system)
    }

    /// Why a person does not own what somebody recorded an owner of; nil where the person does.
    private func whyNeverOwner(_ name: String, _ owner: SystemStanding.Ownership, of system: String) -> String? {
        guard organisation.person(named: name)?.isKnown(as: owner.owner) == true else {
            return "the owner of \(system) is \(owner.owner), not \(name)"
        }
        if organisation.person(of: owner.stamp.actor)?.name == name {
            return "\(name) named himself or herself the owner of \(system); another person names the owner"
        }
        return nil
    }
}

extension Case {
    /// The owners' words that count: those of who owns a system now and did not respond on it.
    package func ownerWordsThatHold(in organisation: Organisation) -> [String: RecoveryBook.OwnerWord] {
        var words = OwnersWord(self, in: organisation)
        return recovery.ownerWords.filter { system, word in words.counts(word.stamp.actor, for: system) }
    }

    /// The command by which a second person confirms an owner.
    func ownerConfirmation(_ owner: String, of system: String) -> String {
        "cordon scope owner \(id) \(ShellWord.quoted(system)) \(ShellWord.option("--confirm", owner))"
    }
}
