/// What kind of world to make up: everything that decides its bytes.
package struct ExercisePlan: Hashable, Sendable {
    /// Which logs a company keeps.
    package enum Profile: String, CaseIterable, Sendable {
        /// As the difficulty has it, drawn for each host.
        case mixed
        /// Every log of every host, whole.
        case full
        /// No host has Sysmon.
        case noSysmon = "no-sysmon"
        /// The Security log alone, of every host.
        case onlySecurity = "only-security"
        /// Nobody collects the logs of workstations.
        case serversOnly = "servers-only"
    }

    /// The same plan gives the same bytes; seeds 1 to 99 are those on which the engine may be developed.
    package var seed: UInt64
    package var hosts: Int
    package var days: Int
    package var profile: Profile
    package var difficulty: ExerciseDifficulty
    /// False for a world in which nothing happens; the right answer is that no intrusion is shown.
    package var hasIntrusion: Bool

    /// Fewer could not hold a company with servers and administrators.
    package static let fewestHosts = 12
    /// All of a world is held in memory; this many hosts for a week need some gigabytes.
    package static let mostHosts = 2_000
    package static let mostDays = 60

    /// - Parameters:
    ///   - hosts: Brought between ``fewestHosts`` and ``mostHosts``.
    ///   - days: Brought between 1 and ``mostDays``.
    package init(
        seed: UInt64, hosts: Int = 30, days: Int = 5, profile: Profile = .mixed,
        difficulty: ExerciseDifficulty = .normal, hasIntrusion: Bool = true
    ) {
        self.seed = seed
        self.hosts = min(max(hosts, Self.fewestHosts), Self.mostHosts)
        self.days = min(max(days, 1), Self.mostDays)
        self.profile = profile
        self.difficulty = difficulty
        self.hasIntrusion = hasIntrusion
    }
}
