package import Vocabulary

/// Watching for the intruder's return (NIST SP 800-61r2 table 3-5, step 7.3).
package struct MonitoringWindow: Hashable, Sendable, Codable {
    package struct Gap: Hashable, Sendable, Codable {
        package let from: Timestamp
        package let to: Timestamp
        package let what: String
    }

    /// It starts when it is entered.
    package let begun: Stamp
    /// The end as it was planned.
    package let until: Timestamp
    /// What is watched, in words.
    package let signals: [String]
    /// Who watches.
    package let owner: String
    /// Times in which nothing was watched.
    package internal(set) var gaps: [Gap] = []
    /// What was watched before and is no longer, in words, and who took it out.
    package private(set) var dropped: [String: Principal] = [:]
    /// Who watched before and does no longer, and who took the watch from them.
    package private(set) var relieved: [String: Principal] = [:]

    init(begun: Stamp, until: Timestamp, signals: [String], owner: String) {
        self.begun = begun
        self.until = until
        self.signals = signals
        self.owner = owner
    }

    /// The watch in place of one before, which it does not make forgotten.
    func replacing(_ former: MonitoringWindow?) -> MonitoringWindow {
        guard let former else { return self }
        var window = self
        let kept = Set(signals.map(Text.folded))
        window.dropped = former.dropped.filter { !kept.contains(Text.folded($0.key)) }
        for signal in former.signals where !kept.contains(Text.folded(signal)) {
            window.dropped[signal] = begun.actor
        }
        window.relieved = former.relieved.filter { $0.key != owner }
        if former.owner != owner { window.relieved[former.owner] = begun.actor }
        return window
    }

    /// The end, put off by as long as nothing was watched: the sensors had a gap, or who watches was disabled.
    ///
    /// - Parameters:
    ///   - now: While somebody who is disabled is to watch, the end moves away as fast as this does.
    package func end(in organisation: Organisation, at now: Timestamp) -> Timestamp {
        let absences = organisation.person(named: owner)?.absences ?? []
        let blind =
            gaps.map { ($0.from, $0.to) } + absences.map { (max($0.from, begun.time), min($0.to ?? now, now)) }
        var end = until
        var counted = begun.time
        for (from, to) in blind.sorted(by: { $0.0 < $1.0 }) {
            let from = max(from, counted)
            guard from < to, from < end else { continue }
            end = end.advanced(bySeconds: Int64(to.seconds(since: from).rounded(.up)))
            counted = to
        }
        return end
    }

    /// Whether who is to watch can.
    package func isManned(in organisation: Organisation) -> Bool {
        organisation.person(named: owner)?.isActive == true
    }
}

/// The decision that no monitoring is necessary, by two people.
package struct MonitoringWaiver: Hashable, Sendable, Codable {
    package let reason: String
    package let proposed: Stamp
    package internal(set) var confirmed: Stamp?

    /// Whether two people decided: who turned out to be the proposer is no second one.
    package func isConfirmed(in organisation: Organisation) -> Bool {
        confirmed.map { !organisation.isSamePerson(proposed.actor, $0.actor) } ?? false
    }
}

/// Operations were declared to be resumed.
package struct Resumption: Hashable, Sendable, Codable {
    package let criteria: [String]
    package let stamp: Stamp
}
