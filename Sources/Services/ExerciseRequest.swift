import Simulation

/// What kind of world somebody asks for, in the words that they type.
package struct ExerciseRequest: Hashable, Sendable {
    package static let hostCounts = ExercisePlan.fewestHosts...ExercisePlan.mostHosts
    package static let dayCounts = 1...ExercisePlan.mostDays
    package static let profiles = ExercisePlan.Profile.allCases.map(\.rawValue)
    package static let difficulties = ExerciseDifficulty.allCases.map(\.rawValue)

    let plan: ExercisePlan

    /// - Parameters:
    ///   - hosts: 30 where nil; brought into ``hostCounts``.
    ///   - days: 5 where nil; brought into ``dayCounts``.
    ///   - profile: One of ``profiles``; `mixed` where nil or another.
    ///   - difficulty: One of ``difficulties``; `normal` where nil or another.
    package init(
        seed: UInt64, hosts: Int?, days: Int?, profile: String?, difficulty: String?, hasIntrusion: Bool
    ) {
        plan = ExercisePlan(
            seed: seed, hosts: hosts ?? 30, days: days ?? 5,
            profile: profile.flatMap(ExercisePlan.Profile.init) ?? .mixed,
            difficulty: difficulty.flatMap(ExerciseDifficulty.init) ?? .normal, hasIntrusion: hasIntrusion)
    }
}
