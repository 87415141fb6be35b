import CaseLifecycle
import Testing
import Vocabulary

extension CaseBuilder {
    /// A case of these systems, handled to its end with every gate met.
    static func handled(_ names: [String]) throws -> CaseBuilder {
        var builder = try resumed(names)
        try builder.finish()
        return builder
    }

    /// From resumed operations to the closed case.
    mutating func finish() throws {
        wait(hours: 80)
        try run(.advance, by: "ann")
        for measure in incident.containment.measures where measure.isOpen {
            try run(
                .containment(.remove(measure.id, check: "traffic flows again", happenedAt: nil)), by: "carl")
        }
        let reviewed = try reviewed()
        self = reviewed
        try run(.close(Self.closing), by: "ann")
    }

    static let closing = Closing(
        vector: .web, outcome: .resolved, resolution: "rebuilt and patched", reason: "nothing is left to do")

    /// What conformance says of the case now.
    func conformance() throws -> ConformanceResult {
        try #require(
            Conformance.check(incident.id, events: events, organisation: Staff.recorded, at: context.now))
    }
}

extension Staff {
    /// The roster of the tests as the journal would hold it, older than any case.
    static var recorded: [RecordedOrganisationEvent] {
        (events + [
            .people(
                event: .personAdded(name: "olga", kind: .human, accounts: ["olga"], title: "Owner", phone: "+49 30 99"))
        ]).enumerated().map { place, event in
            RecordedOrganisationEvent(version: place + 1, sequence: 0, stamp: before, event: event)
        }
    }
}

/// The same events as if they had been appended like this from the beginning.
func renumbered(_ events: [RecordedEvent]) -> [RecordedEvent] {
    events.enumerated().map { place, recorded in
        RecordedEvent(
            version: place + 1, sequence: place + 1, time: recorded.time, actor: recorded.actor, event: recorded.event,
            hash: recorded.hash)
    }
}
