package import Vocabulary

/// How well one assessment answers the questions about one exercise.
package struct ExerciseScore: Hashable, Sendable {
    /// How many were found that are true, were found and are not, and were missed.
    package struct Hits: Hashable, Sendable {
        package var found = 0
        package var wrong = 0
        package var missed = 0

        /// 1 where nothing was found: nothing was wrong either.
        package var precision: Double { found + wrong == 0 ? 1 : Double(found) / Double(found + wrong) }
        /// 1 where there was nothing to find.
        package var recall: Double { found + missed == 0 ? 1 : Double(found) / Double(found + missed) }
        package var balance: Double {
            precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
        }

        init() {}

        init<Element: Hashable>(_ told: Set<Element>, _ truth: Set<Element>) {
            found = told.intersection(truth).count
            wrong = told.subtracting(truth).count
            missed = truth.subtracting(told).count
        }

        static func + (left: Self, right: Self) -> Self {
            var sum = Self()
            sum.found = left.found + right.found
            sum.wrong = left.wrong + right.wrong
            sum.missed = left.missed + right.missed
            return sum
        }
    }

    package let hasIntrusion: Bool
    package let showsWholePath: Bool
    /// The place of the true first system among the candidates, from 1; nil where it is not among them.
    package let rank: Int?
    /// Systems told probable or confirmed.
    package let hosts: Hits
    /// Accounts told used or created.
    package let accounts: Hits
    /// From where, to where, in whose name, how, and when to the minute.
    package let exactMovements: Hits
    /// From where to where.
    package let movements: Hits
    package let techniques: Hits
    /// Sum over all systems of the square of what its confidence is wrong by.
    package let squaredError: Double
    package let systems: Int
    /// Systems told possible or more.
    package let flagged: Int
    package let trueHosts: Int
    /// Claims, and those all of whose records exist.
    package let claims: Int
    package let provenClaims: Int

    /// - Parameters:
    ///   - records: How many records each file holds.
    package init(_ scope: ScopeAssessment, against truth: ExerciseAnswers, records: [EvidenceID: Int]) {
        hasIntrusion = truth.patientZero != nil
        showsWholePath = truth.showsWholePath
        rank = truth.patientZero.flatMap { zero in
            scope.patientZero.firstIndex { Self.short($0.host) == Self.short(zero.host) }.map { $0 + 1 }
        }
        let real = Set(truth.hosts.map { Self.short($0.name) })
        trueHosts = real.count
        hosts = Hits(
            Set(scope.systems.filter { [.confirmed, .probable].contains($0.verdict) }.map { Self.short($0.name) }), real
        )
        let told = scope.accounts.filter { [.used, .created].contains($0.status) && $0.confidence >= Self.probable }
        accounts = Hits(
            Set(told.map { Self.user($0.name) }),
            Set(truth.accounts.map { Self.user($0.name) }))
        let moves = scope.movements.filter { $0.confidence >= Self.even }
        let inside = moves.filter { Self.isHost($0.from) }
        movements = Hits(
            Set(inside.map { [Self.short($0.from), Self.short($0.to)] }),
            Set(truth.movements.map { [Self.short($0.src), Self.short($0.dst)] }))
        exactMovements = Self.exact(inside, truth.movements)
        techniques = Hits(Set(scope.techniques.map(\.id.text)), Set(truth.techniques))
        squaredError = scope.systems.reduce(0) { sum, system in
            let error = system.confidence - (real.contains(Self.short(system.name)) ? 1 : 0)
            return sum + error * error
        }
        systems = scope.systems.count
        flagged = scope.systems.count { $0.verdict != .unknown && $0.verdict != .cleared }
        let evidence =
            scope.systems.filter { $0.verdict != .unknown }.map(\.evidence) + scope.movements.map(\.evidence)
            + scope.accounts.map(\.evidence) + scope.patientZero.map(\.evidence) + scope.tools.map(\.evidence)
            + scope.techniques.map(\.evidence)
        claims = evidence.count
        provenClaims = evidence.count { list in
            !list.isEmpty && list.allSatisfy { $0.record < records[$0.evidence] ?? 0 }
        }
    }

    private static let probable = 0.7
    private static let even = 0.5
    private static let exactSeconds = 60.0

    private static func exact(_ told: [Movement], _ truth: [ExerciseAnswers.Movement]) -> Hits {
        var hits = Hits()
        var open = truth
        for movement in told {
            let place = open.firstIndex {
                short($0.src) == short(movement.from) && short($0.dst) == short(movement.to)
                    && $0.method == movement.method && movement.account.map(user) == user($0.account)
                    && abs(movement.time.seconds(since: $0.t)) <= exactSeconds
            }
            if let place {
                open.remove(at: place)
                hits.found += 1
            } else {
                hits.wrong += 1
            }
        }
        hits.missed = open.count
        return hits
    }

    private static func short(_ name: String) -> String {
        (name.split(separator: ".").first.map(String.init) ?? name).uppercased()
    }

    private static func user(_ name: String) -> String {
        (name.split(separator: "\\").last.map(String.init) ?? name).lowercased()
    }

    /// Not an address, and not unknown.
    private static func isHost(_ name: String) -> Bool {
        name != "unknown" && !name.contains(":") && !name.allSatisfy { $0.isNumber || $0 == "." }
    }
}
