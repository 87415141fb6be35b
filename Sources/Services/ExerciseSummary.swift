/// Figures over many exercises, each world counted once.
package struct ExerciseSummary: Hashable, Sendable, Codable {
    package var worlds = 0
    /// Worlds with an intrusion, and the share of them whose evidence shows the way in and every movement.
    package var intrusions = 0
    package var shown = 0.0
    /// Share of intrusions whose first system is told first, or among the first three.
    package var firstAtOnce = 0.0
    package var firstInThree = 0.0
    package var hostPrecision = 0.0
    package var hostRecall = 0.0
    package var hostBalance = 0.0
    package var accountPrecision = 0.0
    package var accountRecall = 0.0
    package var accountBalance = 0.0
    package var movementPrecision = 0.0
    package var movementRecall = 0.0
    package var exactPrecision = 0.0
    package var exactRecall = 0.0
    package var techniqueRecall = 0.0
    /// Mean of the squared error of confidences of systems.
    package var brier = 0.0
    /// Systems told possible or more, for each system that is compromised.
    package var effort = 0.0
    /// Share of claims whose records all exist.
    package var proven = 0.0
    /// Worlds without an intrusion, and those of them in which some system is told probable or confirmed.
    package var benign = 0
    package var falseScopes = 0

    /// All counts are added up over the worlds before shares are taken.
    package init(_ scores: [ExerciseScore]) {
        worlds = scores.count
        let real = scores.filter(\.hasIntrusion)
        intrusions = real.count
        func share(_ count: Int, _ all: Int) -> Double { all == 0 ? 0 : Double(count) / Double(all) }
        shown = share(real.count(where: \.showsWholePath), real.count)
        firstAtOnce = share(real.count { $0.rank == 1 }, real.count)
        firstInThree = share(real.count { $0.rank.map { $0 <= 3 } ?? false }, real.count)
        func hits(_ part: KeyPath<ExerciseScore, ExerciseScore.Hits>) -> ExerciseScore.Hits {
            real.reduce(ExerciseScore.Hits()) { $0 + $1[keyPath: part] }
        }
        let (hosts, accounts) = (hits(\.hosts), hits(\.accounts))
        (hostPrecision, hostRecall, hostBalance) = (hosts.precision, hosts.recall, hosts.balance)
        (accountPrecision, accountRecall, accountBalance) = (accounts.precision, accounts.recall, accounts.balance)
        (movementPrecision, movementRecall) = (hits(\.movements).precision, hits(\.movements).recall)
        (exactPrecision, exactRecall) = (hits(\.exactMovements).precision, hits(\.exactMovements).recall)
        techniqueRecall = hits(\.techniques).recall
        let systems = scores.reduce(0) { $0 + $1.systems }
        brier = systems == 0 ? 0 : scores.reduce(0) { $0 + $1.squaredError } / Double(systems)
        effort = share(real.reduce(0) { $0 + $1.flagged }, real.reduce(0) { $0 + $1.trueHosts })
        let claims = scores.reduce(0) { $0 + $1.claims }
        proven = claims == 0 ? 1 : share(scores.reduce(0) { $0 + $1.provenClaims }, claims)
        let calm = scores.filter { !$0.hasIntrusion }
        benign = calm.count
        falseScopes = calm.count { $0.hosts.wrong > 0 }
    }
}
