import Vocabulary

extension GateFacts {
    /// How long a role counts as new, in seconds: an hour.
    private static var freshForSeconds: Double { 3600 }

    var actingPerson: Person? { organisation.person(of: actor) }

    /// A warning for each role that a person was given in the same hour: one that was made for the occasion shows.
    func freshRoles(of person: Person) -> [String] {
        person.roleGrants.filter { now.seconds(since: $0.value) < Self.freshForSeconds }
            .sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\(person.name) is \($0.key.rawValue) only since \($0.value.text(digits: 0))" }
    }
}
