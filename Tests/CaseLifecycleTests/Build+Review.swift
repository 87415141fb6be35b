import CaseLifecycle
import Testing
import Vocabulary

extension CaseBuilder {
    /// A case under review, without the work in between: WEB was compromised at 9, and DB from there at 10.
    static func underReview(_ systems: [(String, SystemVerdict)] = [("DB", .confirmed), ("WEB", .confirmed)]) throws
        -> CaseBuilder
    {
        var builder = try opened().analysed()
        var scope = CaseBuilder.scope(systems)
        for index in scope.systems.indices {
            scope.systems[index].firstCompromise = Review.at(hour: scope.systems[index].name == "WEB" ? 9 : 10)
        }
        scope.movements = [Review.movement(from: "WEB", to: "DB", hour: 10)]
        try builder.run(.recordScope(scope))
        try builder.run(.recordFindings([sighting("WEB"), sighting("DB")]))
        builder.wait(hours: 24)
        builder.given(.stateEntered(state: .review, gates: []))
        builder.wait(hours: 1)
        return builder
    }

    /// The same case under review with all that cause, cost, review and notification ask for before it is closed. The
    /// final report is of the facts as they are then.
    func reviewed() throws -> CaseBuilder {
        var builder = self
        builder.wait(hours: 1)
        let confirmed = builder.incident.systems.filter { $0.value.verdict == .confirmed }
        let first = confirmed.min {
            ($0.value.assessment?.firstCompromise ?? .earliest, $0.key)
                < ($1.value.assessment?.firstCompromise ?? .earliest, $1.key)
        }
        if builder.incident.findings.isEmpty { try builder.run(.recordFindings([sighting(first?.key ?? "A")])) }
        try builder.run(Review.cause(first?.key ?? "WEB"), by: "ann")
        try builder.run(Review.labour(), by: "carl")
        for question in ReviewQuestion.allCases { try builder.run(Review.answer(question), by: "carl") }
        try builder.run(Review.meeting(at: builder.now), by: "bob")
        try builder.run(Review.action(due: builder.now.advanced(bySeconds: 30 * 86_400)), by: "bob")
        try builder.run(.notification(.findNoDuty(reason: "no personal data, no contract")), by: "lou")
        try builder.run(Review.report, by: "ann")
        return builder
    }

    /// What a gate misses before the case is closed.
    func missed(_ gate: String, for step: Step.Kind = .close) -> [String] {
        incident.unmetGates(for: Step(step), in: context).first { $0.id == gate }?.missing ?? []
    }

    /// The same in the subjects that an override would cover; empty where there is nothing to override.
    mutating func overridable(_ gate: String) throws -> [String] {
        func propose(leavingOut names: [String]) -> CaseCommand {
            .override(
                .propose(
                    gate: gate, target: nil, item: nil, category: .notObtainable, reason: "it cannot be had",
                    leftOut: names, duration: .temporary, debtOwner: "carl", debtDue: now.advanced(bySeconds: 3600)))
        }
        let refused = refusal(of: propose(leavingOut: []), by: "ann")
        if case .missing = refused {
            guard refusal(of: propose(leavingOut: incident.systems.keys.sorted()), by: "ann") == nil else { return [] }
        } else if refused != nil {
            return []
        }
        return incident.overrides.overrides.values.max { $0.id < $1.id }?.missing.map(\.subject) ?? []
    }
}

/// What is said in a review.
enum Review {
    static func at(hour: Int) -> Timestamp { Staff.start.advanced(bySeconds: Int64(hour - 24) * 3600) }

    static func movement(from: String, to: String, hour: Int, confidence: Double = 0.5) -> Movement {
        Movement(
            time: at(hour: hour), from: from, to: to, account: nil, method: "RDP", technique: nil,
            confidence: confidence, evidence: [])
    }

    static let finding = Support.finding(FindingID(number: 1))

    static let alternatives = [
        ("stolen password", "no logon before the upload"), ("mail attachment", "the server reads no mail"),
        ("insider", "the upload came from abroad"),
    ].map { CauseStatement.Alternative(text: $0, reason: $1) }

    static func statement(
        _ system: String = "WEB", text: String = "upload of a web shell", since: Timestamp? = nil,
        evidence: [Support] = [finding], alternatives: [CauseStatement.Alternative] = alternatives,
        whyFewer: String? = nil
    ) -> CauseStatement {
        CauseStatement(
            vector: .web, text: text,
            roots: [.init(system: system, since: since, reason: text, evidence: evidence)],
            alternatives: alternatives, whyFewerAlternatives: whyFewer)
    }

    static func cause(_ system: String = "WEB") -> CaseCommand { .review(.stateCause(statement(system))) }

    static func answer(_ question: ReviewQuestion) -> CaseCommand {
        .review(.answer(question, text: "what we found out about \(question)", conformance: nil))
    }

    static func meeting(
        at time: Timestamp, attendees: [String] = ["ann", "bob"], agreements: String = "log more",
        circulatedTo: [String] = ["operations"]
    ) -> CaseCommand {
        .review(
            .holdMeeting(
                ReviewMeeting(
                    heldAt: time, attendees: attendees, agreements: agreements, circulatedTo: circulatedTo)))
    }

    static func action(owner: String = "carl", due: Timestamp, lane: Duty = .detection) -> CaseCommand {
        .review(.addAction(text: "log PowerShell", owner: owner, due: due, lane: lane))
    }

    static func labour(_ seconds: Int = 3600, person: String = "carl", start: Timestamp? = nil) -> CaseCommand {
        .cost(.add(row(seconds, person: person, start: start), replaces: []))
    }

    static func row(
        _ seconds: Int = 3600, person: String = "carl", start: Timestamp? = nil, price: Price? = nil
    ) -> CostRow {
        CostRow(
            item: .labour(person: person, role: "analyst", stage: .analysis, start: start, seconds: seconds),
            price: price, certainty: .actual, pricedOn: Staff.start, source: "time sheet")
    }

    static let report = CaseCommand.review(
        .finaliseReport(sha256: String(repeating: "c", count: 64), format: "html"))
}
