/// The thresholds of the gates. None has a public source: they are defaults of this program, changed by an
/// administrator, recorded, and fixed for a case when it is declared, so that nobody can lower one to get a case past it.
package struct Policy: Hashable, Sendable {
    /// Scope is settled when no more than ``scopeGrowthLimit`` systems were newly confirmed in this many hours.
    package var scopeGrowthHours = 24
    package var scopeGrowthLimit = 1
    /// Share of the most critical systems whose logs are held, in percent.
    package var tierZeroCoveragePercent = 90
    /// How old the last test of a planning channel may be, in days.
    package var channelTestDays = 30
    /// How often a deliberate delay may be prolonged.
    package var delayExtensions = 2
    /// The shortest monitoring for re-entry, in hours.
    package var monitoringHours = 72
    /// How long ahead preparation and detection must be covered when somebody is taken off them, in hours.
    package var staffingHours = 24
    /// How old an observation that a system is contained may be when eradication begins, in hours.
    package var observationHours = 48
    /// Known cost from which an incident is major, in minor units of any one currency.
    package var majorCost = 10_000_000
    /// How many days after review begins the meeting must have taken place.
    package var meetingDays = 14
    /// From how many hours between happening and being entered an entry counts as late.
    package var lateEntryHours = 24
    /// From how many days after it was last hashed on evidence should be hashed again, and must be before a case is closed.
    package var custodyCheckDays = 30
    /// How many days evidence of a case that is not closed is kept at least.
    package var openEvidenceDays = 90

    /// Over how many hours the resets of accounts may be spread before that is worth a warning.
    package var resetSpreadHours = 4

    package init() {}

    /// Each threshold by the name under which it is set, with what it means.
    package static let numbers: [(name: String, path: any WritableKeyPath<Policy, Int> & Sendable, meaning: String)] = [
        ("scope-growth-hours", \.scopeGrowthHours, "hours over which the growth of the scope is measured"),
        ("scope-growth-limit", \.scopeGrowthLimit, "systems that may be newly confirmed in these hours"),
        ("tier-zero-coverage", \.tierZeroCoveragePercent, "percent of the tier 0 systems whose logs must be held"),
        ("channel-test-days", \.channelTestDays, "days after which a planning channel must be tested again"),
        ("delay-extensions", \.delayExtensions, "how often a deliberate delay may be prolonged"),
        ("monitoring-hours", \.monitoringHours, "the shortest monitoring for re-entry, in hours"),
        ("staffing-hours", \.staffingHours, "hours ahead for which preparation and detection must be covered"),
        ("observation-hours", \.observationHours, "hours after which an observed containment is warned of as old"),
        ("meeting-days", \.meetingDays, "days within which the review meeting is held"),
        ("major-cost", \.majorCost, "cost from which an incident is major, in minor units of one currency"),
        ("reset-spread-hours", \.resetSpreadHours, "hours over which resets of accounts may be spread"),
        ("late-entry-hours", \.lateEntryHours, "hours after which an entry counts as entered late"),
        (
            "custody-check-days", \.custodyCheckDays,
            "days after which evidence should be hashed again, and must be before a case is closed"
        ),
        (
            "open-evidence-days", \.openEvidenceDays,
            "days for which evidence of a case that is not closed is kept at least"
        ),
    ]

    /// What a threshold may be set to. None can be set so that its gate asks for nothing.
    package static func range(of name: String) -> ClosedRange<Int> {
        switch name {
        case "scope-growth-limit", "delay-extensions": 0...20
        case "tier-zero-coverage": 50...100
        case "major-cost": 1...100_000_000_000
        default: 1...8784
        }
    }
}

/// Stored as its numbers by name, so that a threshold that is added later has its default in what was stored before.
extension Policy: Codable {
    package init(from decoder: any Decoder) throws {
        let values = try decoder.singleValueContainer().decode([String: Int].self)
        for number in Self.numbers { if let value = values[number.name] { self[keyPath: number.path] = value } }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(
            Dictionary(uniqueKeysWithValues: Self.numbers.map { ($0.name, self[keyPath: $0.path]) }))
    }
}
