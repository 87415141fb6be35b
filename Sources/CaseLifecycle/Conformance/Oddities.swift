import Vocabulary

/// What is no deviation and should still be seen: returns, entries made late, a clock put back, thresholds changed.
struct Oddities {
    private(set) var returns: [ConformanceResult.Return] = []
    private(set) var clockReversals: [ConformanceResult.ClockReversal] = []
    /// Orders to contain a part.
    private(set) var emergencies: [Int] = []
    private var reported: [ConformanceResult.LateEntry] = []

    /// - Parameter incident: The case just before the event.
    mutating func take(_ recorded: RecordedEvent, _ incident: Case) {
        switch recorded.event {
        case .loopedBack(let kind, _, let reason, _):
            returns.append(.init(version: recorded.version, kind: kind, reason: reason))
        case .containment(event: .ordered(_, _, _, _, _, .some)): emergencies.append(recorded.version)
        case .clockPutBack(let moment):
            clockReversals.append(
                .init(version: recorded.version, seconds: Int64(recorded.time.seconds(since: moment).rounded(.up))))
        case .returned(_, let reason): returns.append(.init(version: recorded.version, kind: nil, reason: reason))
        case .reopeningWithdrawn(let reason):
            returns.append(.init(version: recorded.version, kind: nil, reason: "reopened by mistake: \(reason)"))
        default: break
        }
        if let before = incident.updated, recorded.time < before {
            clockReversals.append(
                .init(version: recorded.version, seconds: Int64(before.seconds(since: recorded.time).rounded(.up))))
        }
        let words = recorded.event.words
        if let happened = words.happenedAt, happened < recorded.time {
            reported.append(
                .init(version: recorded.version, happenedAt: happened, enteredAt: recorded.time, text: words.text))
        }
    }

    /// The entries that a policy calls late.
    func late(_ policy: Policy) -> [ConformanceResult.LateEntry] {
        reported.filter { policy.isLate(happened: $0.happenedAt, entered: $0.enteredAt) }
    }

    /// The thresholds that were changed between two places of the store.
    static func policyChanges(
        _ events: [RecordedOrganisationEvent], _ organisation: Organisation, from first: Int, until last: Int
    ) -> [ConformanceResult.PolicyChange] {
        var policy = Policy()
        return events.compactMap { recorded in
            guard case .policyChanged(let name, let value) = recorded.event,
                let number = Policy.numbers.first(where: { $0.name == name })
            else { return nil }
            defer { policy[keyPath: number.path] = value }
            guard recorded.sequence > first, recorded.sequence < last else { return nil }
            return .init(
                version: recorded.version, time: recorded.stamp.time, name: name, before: policy[keyPath: number.path],
                after: value, by: organisation.name(of: recorded.stamp.actor))
        }
    }
}

extension Policy {
    /// Whether an entry was made late: ``lateEntryHours`` or more after what it tells of.
    func isLate(happened: Timestamp, entered: Timestamp) -> Bool {
        entered >= happened.advanced(bySeconds: Int64(lateEntryHours) * 3600) && entered > happened
    }
}
