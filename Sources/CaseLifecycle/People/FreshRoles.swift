import Vocabulary

extension GateFacts {
    /// How long a role counts as new, in seconds: an hour.
    private static var freshForSeconds: Double { 3600 }

    var actingPerson: Person? { organisation.person(of: actor) }

    /// A warning for each role that a person was given in the hour before: one that was made for the occasion shows.
    ///
    /// - Parameter moment: Of what the person did; nil for now.
    func freshRoles(of person: Person, at moment: Timestamp? = nil) -> [String] {
        person.roleGrants.filter { (moment ?? now).seconds(since: $0.value) < Self.freshForSeconds }
            .sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\(person.name) is \($0.key.rawValue) only since \($0.value.text(digits: 0))" }
    }

    /// What was new of the roles of who did something, then, and was given since the case was opened.
    func freshRoles(ofActorOf stamp: Stamp) -> [String] {
        guard var person = organisation.person(of: stamp.actor) else { return [] }
        if let opened = incident.enteredAt[.signal] {
            person.roleGrants = person.roleGrants.filter { $0.value >= opened }
        }
        return freshRoles(of: person, at: stamp.time)
    }

    /// What was new of the roles of those who did several things, by the first act of each, each once.
    func freshRoles(ofActorsOf stamps: some Sequence<Stamp>) -> [String] {
        var first: [Principal: Stamp] = [:]
        // Thousands of acts in a row are one person's.
        var last: Stamp?
        for stamp in stamps {
            if let last, last.actor == stamp.actor, last.time <= stamp.time { continue }
            last = stamp
            first[stamp.actor] = first[stamp.actor].map { $0.time < stamp.time ? $0 : stamp } ?? stamp
        }
        return Set(first.values.flatMap(freshRoles(ofActorOf:))).sorted()
    }

    /// Likewise, where the acts of those people are too many to be gone through for nothing.
    ///
    /// - Parameter actors: Everybody who did any of it, and perhaps others.
    func freshRoles<Acts: Sequence<Stamp>>(
        ofActorsOf stamps: @autoclosure () -> Acts, among actors: some Sequence<Principal>
    ) -> [String] {
        mayHaveGotRoles(actors) ? freshRoles(ofActorsOf: stamps()) : []
    }

    /// Whether any of several people got a role since the case was opened.
    private func mayHaveGotRoles(_ actors: some Sequence<Principal>) -> Bool {
        guard let opened = incident.enteredAt[.signal] else { return true }
        var asked: Set<Principal> = []
        var last: Principal?
        for actor in actors where actor != last {
            last = actor
            guard asked.insert(actor).inserted, let person = organisation.person(of: actor) else { continue }
            if person.roleGrants.values.contains(where: { $0 >= opened }) { return true }
        }
        return false
    }

    /// What is new of the roles of who approved a plan as it is, when they did.
    func freshRoles(ofApproversOf plan: Plan) -> [String] {
        freshRoles(ofActorsOf: plan.approvalsThatHold(in: organisation).map(\.stamp))
    }
}
