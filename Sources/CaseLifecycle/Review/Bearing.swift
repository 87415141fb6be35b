import Vocabulary

extension Case {
    /// Refuses evidence that does not tell of a system, or of the way into it: what is known of another system shows
    /// nothing of this one.
    ///
    /// - Complexity: O(*f* + *m*), where *f* is the number of findings and *m* that of movements.
    func requireBearing(
        _ evidence: [Support], on system: String, in context: DecisionContext
    ) throws(CaseRefusal) {
        let sources = BearingEvidence(of: system, self)
        let foreign = evidence.filter { !sources.bears($0, in: self, context) }
        guard foreign.isEmpty else {
            throw .impossible(
                "\(foreign.map(\.description).joined(separator: ", ")) does not bear on \(system), nor on the way into it; "
                    + "if a file is of \(system), say so, and where others wrote its records somebody else says it: "
                    + "cordon evidence custody \(id) SHA \(ShellWord.option("--hostname", system))")
        }
    }
}

/// What of the evidence of a case tells of one system and of the way into it, or of one account.
struct BearingEvidence {
    /// The system or account.
    private let name: String
    /// Records that what was derived of the system and of the way into it points at.
    private let derived: Set<EvidenceReference>
    /// The same, and the records of findings on it.
    private let records: Set<EvidenceReference>
    /// The files that they are in.
    let files: Set<EvidenceID>

    init(of system: String, _ incident: Case) {
        name = system
        var records = Set(incident.systems[system]?.assessment?.evidence ?? [])
        for root in incident.scope.patientZero where root.host == system { records.formUnion(root.evidence) }
        for movement in incident.scope.movements where movement.to == system { records.formUnion(movement.evidence) }
        derived = records
        for finding in incident.findings where incident.isNamed(finding.sighting.host, system) {
            records.formUnion(finding.sighting.evidence)
        }
        self.records = records
        files = Set(records.map(\.evidence))
    }

    /// The account may be written in any way that names it.
    init(ofAccount account: String, _ incident: Case) {
        name = account
        let key = PlainName.folded(account)
        var records = Set(incident.accounts[account]?.assessment?.evidence ?? [])
        for known in incident.scope.accounts where PlainName.folded(known.name) == key {
            records.formUnion(known.evidence)
        }
        for movement in incident.scope.movements where movement.account.map(PlainName.folded) == key {
            records.formUnion(movement.evidence)
        }
        derived = records
        self.records = records
        files = Set(records.map(\.evidence))
    }

    /// Whether something was derived from a record, so that it is known when it was written.
    func isKnown(_ record: EvidenceReference) -> Bool { records.contains(record) }

    /// Whether any of it is in a file, or in a file inside of that.
    func isIn(_ id: EvidenceID, _ incident: Case) -> Bool {
        files.contains(id) || incident.readings(of: id).contains { files.contains($0.evidence) }
    }

    func bears(_ support: Support, in incident: Case, _ context: DecisionContext) -> Bool {
        switch support {
        case .finding(let id):
            let sighting = incident.findings[id.number - 1].sighting
            return incident.isNamed(sighting.host, name) || sighting.evidence.contains(where: derived.contains)
        case .record(let record):
            if records.contains(record) { return true }
            let item = incident.custody.items[record.evidence]
            if item?.preserves.contains(.system(name)) == true { return true }
            // What others wrote is not made this system's by the word of who needs it.
            if case .others = incident.authorship(of: record.evidence, by: name) {
                return item.map { incident.isVouched($0, as: .system(name), in: context) } ?? false
            }
            if incident.hosts(of: record.evidence).contains(where: { incident.isNamed($0, name) }) { return true }
            // A file of many hosts says nothing of whose a record is; it tells of this one where anything else in it does.
            return incident.saidHosts(of: record.evidence).isEmpty && files.contains(record.evidence)
        }
    }
}

extension Case {
    /// The systems that a file is said to be of, and those that it preserves; none for one that nobody said it of.
    func hosts(of id: EvidenceID) -> [String] {
        saidHosts(of: id) + (custody.items[id]?.preserves ?? []).filter { $0.kind == .system }.map(\.name)
    }

    /// Whose a file is as people, or the collection that it lay in, said.
    func saidHosts(of id: EvidenceID) -> [String] {
        guard let item = custody.items[id] else { return [] }
        let stated: [String] = if case .known(let names) = item.stated(.hostname) { names } else { [] }
        return stated + [item.sealed.host].compactMap(\.self)
    }

    /// Whether a host as evidence or people call it is this system of the case.
    func isNamed(_ host: String, _ system: String) -> Bool {
        let key = PlainName.machine(VisibleName.read(host))
        return key == PlainName.machine(system)
            || systems[system]?.assessment?.aliases.contains { PlainName.machine($0) == key } ?? false
    }
}
