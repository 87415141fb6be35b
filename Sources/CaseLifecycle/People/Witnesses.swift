import Vocabulary

extension Role {
    /// Who may look whether the work of others had its effect.
    static let responding: Set<Role> = [.lead, .deputy, .handler]
}

/// Who did work and who saw that it had its effect. What somebody says of own work is no proof of it, as long as there is
/// anybody else who could look.
struct Witnesses {
    private let organisation: Organisation
    private let able: [String]
    /// Of everybody who was looked up.
    private var names: [Principal: String] = [:]
    /// Who was looked up last, the latest at the end: thousands of acts in a row are those of a few people.
    private var recent: [(actor: Principal, name: String)] = []
    private static let recentAtMost = 4

    init(_ organisation: Organisation) {
        self.organisation = organisation
        able = organisation.people.values.filter { $0.isActive && !$0.roles.isDisjoint(with: Role.responding) }
            .map(\.name)
    }

    /// The name of an actor, looked up once.
    mutating func name(of actor: Principal) -> String {
        for known in recent where known.actor == actor { return known.name }
        let name = names[actor] ?? organisation.name(of: actor)
        names[actor] = name
        if recent.count == Self.recentAtMost { recent.removeFirst() }
        recent.append((actor, name))
        return name
    }

    /// Whether two acts are one person's, as ``Organisation/isSamePerson(_:_:)`` has it.
    mutating func isSame(_ first: Principal, _ second: Principal) -> Bool {
        if first == second { return true }
        if organisation.exercise == nil, first.account == second.account { return true }
        return name(of: first) == name(of: second)
    }

    /// Whether the roster has an enabled person besides these who could look.
    func hasOther(than doers: Set<String>) -> Bool { able.contains { !doers.contains($0) } }
}
