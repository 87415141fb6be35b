import CaseLifecycle
import Testing
import Vocabulary

extension CaseBuilder {
    /// The evidence with that number: 64 digits that end in it.
    static func evidence(_ number: Int) throws(CaseRefusal) -> EvidenceID {
        let digits = String(number, radix: 16)
        guard let id = EvidenceID(hex: digits + String(repeating: "0", count: 64 - digits.count)) else {
            throw .unknownItem("evidence \(number)")
        }
        return id
    }

    /// Seals a file.
    @discardableResult
    mutating func seal(
        _ number: Int, bytes: Int = 1 << 20, host: String? = nil, by person: String? = nil
    ) throws(CaseRefusal) -> EvidenceID {
        let id = try Self.evidence(number)
        try run(
            .sealEvidence(
                SealedEvidence(id: id, name: "file \(number)", origin: "/in/\(number)", bytes: bytes, host: host)),
            by: person)
        return id
    }

    /// Says what reading a file gave.
    ///
    /// - Parameters:
    ///   - writers: How many records each computer wrote; nil for what a release read that did not say.
    ///   - last: The time of the newest record; nil where none has one.
    mutating func read(
        _ id: EvidenceID, _ records: Int = 7, writers: [String: Int]?, computers: [String]? = nil,
        last: Timestamp? = Staff.start
    ) throws(CaseRefusal) {
        var account = EvidenceAccount()
        (account.first, account.last) = (last, last)
        try run(
            .recordReading(
                EvidenceReading(
                    evidence: id, format: .jsonLines, records: records, issueCount: 0, issues: [], account: account,
                    computers: computers,
                    writers: writers?.sorted { $0.key < $1.key }.map { LogWriter(host: $0.key, records: $0.value) })))
    }

    /// States everything that identifies an item.
    mutating func identify(_ id: EvidenceID, as hostname: String? = nil) throws(CaseRefusal) {
        let facts = IdentifyingField.allCases.map { field in
            if field == .hostname, let hostname { return IdentifyingFact(field, .known(values: [hostname])) }
            return IdentifyingFact(field, .unknown(reason: "a virtual machine"))
        }
        try run(.custody(.identify(.named([id.hex]), facts)))
    }

    /// carl says since when a system is compromised.
    mutating func date(_ system: String, _ moment: String) throws {
        let at = try #require(Timestamp(iso8601: moment))
        given(.recovery(event: .compromiseDated(system: system, at: at, reason: "first beacon")))
    }

    /// Seals, reads and identifies a file for each system or account and says that it preserves it. The scope covers the
    /// files then.
    mutating func preserve(_ targets: [Target], kind: Preservation.Kind = .disk) throws(CaseRefusal) {
        for target in targets {
            let id = try seal(0x1000 + incident.evidence.count)
            try run(
                .recordReading(EvidenceReading(evidence: id, format: .unknown, records: 0, issueCount: 0, issues: [])))
            let handler = actor
            // What is the record of an account, somebody else says.
            if target.kind == .account { actor = handler == "dora" ? "carl" : "dora" }
            try identify(id, as: target.name)
            actor = handler
            try run(.custody(.preserve(target, kind: kind, evidence: id.hex, acquired: nil)))
        }
        var scope = incident.scope
        scope.filesCovered = incident.readings.count
        try run(.recordScope(scope))
    }

    /// A case of two confirmed systems and one suspected, with one sealed and identified file.
    static func withEvidence() throws(CaseRefusal) -> (builder: CaseBuilder, evidence: EvidenceID) {
        var builder = try scoped([("A", .confirmed), ("B", .confirmed), ("C", .possible)])
        let id = try builder.seal(1, by: "carl")
        try builder.identify(id)
        return (builder, id)
    }

    /// The gates that keep a step from being taken.
    func unmetGates(_ kind: Step.Kind, _ target: Target? = nil, evidence: EvidenceID? = nil) -> [UnmetGate] {
        incident.unmetGates(for: Step(kind, target: target, evidence: evidence), in: context)
    }

    /// What one gate misses for a step.
    func missing(_ gate: String, _ kind: Step.Kind, _ target: Target? = nil, evidence: EvidenceID? = nil) -> [String] {
        unmetGates(kind, target, evidence: evidence).first { $0.id == gate }?.missing ?? []
    }

    /// Changes the roster.
    mutating func roster(_ events: PeopleEvent...) {
        for event in events {
            organisation.apply(.people(event: event), Stamp(time: now, actor: Principal(account: "root")))
        }
    }
}

extension CustodyCommand {
    /// The same for one item.
    static func offer(_ id: EvidenceID, to name: String, reason: String? = nil) -> CustodyCommand {
        .offer(.named([id.hex]), to: name, location: "safe 2", reason: reason)
    }
    static func handle(_ id: EvidenceID, happened: String? = nil) -> CustodyCommand {
        .handle(
            .named([id.hex]), text: "copied", location: "lab", happened: happened.flatMap(ZonedTime.init(iso8601:)))
    }
    static func retain(_ id: EvidenceID, until: Timestamp) -> CustodyCommand {
        .retain(.named([id.hex]), until: until, reason: "the retention schedule")
    }
    static func requestDestruction(_ id: EvidenceID) -> CustodyCommand {
        .requestDestruction(.named([id.hex]), method: "removed from the vault", reason: "kept long enough")
    }
    static func confirmDestruction(_ id: EvidenceID) -> CustodyCommand { .confirmDestruction(.named([id.hex])) }
}
