import AttackKnowledge
import Vocabulary

/// Finds the techniques of ATT&CK in the tags of rules that matched, in the movements, and in what was done in the
/// sessions that are the intruder's.
struct TechniqueFinder {
    let facts: CaseFacts
    let movements: [MovementFinder.Found]
    private let programs: Set<String>
    private let suspects: Set<String>
    /// Logons of movements over the network that were proved by NTLM.
    private let provedByHash: Set<EvidenceReference>
    /// Accounts that prove themselves by Kerberos elsewhere.
    private let usuallyByTicket: Set<String>

    /// - Parameter programs: Paths of the intruder's programs, in small letters.
    init(
        facts: CaseFacts, movements: [MovementFinder.Found], systems: [SystemAssessment], programs: Set<String>
    ) {
        self.facts = facts
        self.movements = movements
        self.programs = programs
        suspects = Set(systems.filter { $0.verdict != .unknown }.map(\.name))
        (provedByHash, usuallyByTicket) = Self.proofs(facts.evidence, of: movements)
    }

    private static func proofs(
        _ evidence: NumberedEvidence, of movements: [MovementFinder.Found]
    ) -> (byHash: Set<EvidenceReference>, byTicket: Set<String>) {
        let moved = Set(movements.flatMap(\.movement.evidence).compactMap(evidence.records.number(of:)))
        guard !moved.isEmpty else { return ([], []) }
        let logons = evidence.logons
        let names = logons.seen.texts.map { !$0.isEmpty }
        var byHash: Set<EvidenceReference> = []
        var byTicket: Set<UInt32> = []
        for place in logons.places {
            let act = logons.entries[place].act
            guard Logon.type(of: act) == Logon.network else { continue }
            // Only NTLM names the client.
            if !names[Int(act.texts[3])] {
                byTicket.insert(logons.accounts[place])
            } else if moved.contains(logons.record(place)) {
                byHash.insert(evidence.records[logons.record(place)])
            }
        }
        return (byHash, Set(byTicket.compactMap { evidence.entities.account($0)?.user }))
    }

    private struct Use {
        var first: Timestamp?
        var hosts: Set<String> = []
        var evidence: Set<EvidenceReference> = []
    }

    /// All techniques, in order of their ids. Rules that only inform are left out, and lesser ones on computers that
    /// nothing else speaks against.
    func techniques() -> [TechniqueSighting] {
        var uses: [TechniqueID: Use] = [:]
        for finding in facts.findings where finding.sighting.rule.level > .informational {
            guard finding.isGrave || suspects.contains(finding.host) else { continue }
            let sighting = finding.sighting
            for id in sighting.rule.techniques {
                add(to: &uses, id, at: sighting.first, on: finding.host, sighting.evidence)
            }
        }
        for found in movements {
            for id in found.method.techniques + techniques(of: found) {
                add(to: &uses, id, at: found.movement.time, on: found.movement.to, found.movement.evidence)
            }
        }
        addSessions(to: &uses)
        return uses.sorted { $0.key < $1.key }.map { id, use in
            TechniqueSighting(id: id, first: use.first, hosts: use.hosts.sorted(), evidence: use.evidence.asEvidence)
        }
    }

    /// What a movement says beside its method: whose name was used, and how it was proved.
    private func techniques(of found: MovementFinder.Found) -> [TechniqueID] {
        var ids: [String] = []
        let movement = found.movement
        if let account = movement.account.flatMap({ AccountName(user: $0) }), !account.domain.isEmpty {
            // The domain of an account of the computer itself is the computer.
            ids.append(account.domain == HostName(movement.to)?.short ? "T1078.003" : "T1078.002")
            if movement.confidence >= SystemScoring.probable, usuallyByTicket.contains(account.user),
                movement.evidence.contains(where: provedByHash.contains)
            {
                ids.append("T1550.002")
            }
        }
        if found.isFromOutside, [.remoteDesktop, .secureShell, .remoting].contains(found.method) {
            ids.append("T1133")
        }
        return ids.compactMap { TechniqueID($0) }
    }

    private func addSessions(to uses: inout [TechniqueID: Use]) {
        let sessions = IntruderSessions(facts, movements: movements)
        let computers = sessions.computers
        for process in facts.evidence.processes.seen(on: computers) where sessions.hold(process) {
            for id in CommandTable.techniques(process.act.image) {
                add(to: &uses, id, at: process.time, on: facts.name(of: process.host), [process.reference])
            }
        }
        // What a movement was made by is named already.
        let moved = Set(movements.flatMap(\.movement.evidence))
        for made in facts.evidence.installations.seen(on: computers)
        where sessions.hold(made) && !moved.contains(made.reference) {
            guard let id = made.act.kind.technique else { continue }
            add(to: &uses, id, at: made.time, on: facts.name(of: made.host), [made.reference])
        }
        guard let web = TechniqueID("T1071.001") else { return }
        for contact in facts.observed.webContacts.sorted where programs.contains(contact.act.program.lowercased()) {
            add(to: &uses, web, at: contact.time, on: facts.name(of: contact.host), [contact.reference])
        }
    }

    private func add(
        to uses: inout [TechniqueID: Use], _ tagged: TechniqueID, at time: Timestamp?, on host: String,
        _ evidence: [EvidenceReference]
    ) {
        // Old rules carry ids that ATT&CK has since replaced.
        let id = TechniqueTable.replacement(of: tagged) ?? tagged
        var use = uses[id] ?? Use()
        use.first = [use.first, time].compactMap(\.self).min()
        if !host.isEmpty { use.hosts.insert(host) }
        if use.evidence.count < 10 * keptEvidence { use.evidence.formUnion(evidence.prefix(keptEvidence)) }
        uses[id] = use
    }
}

extension Installation.Kind {
    /// What it is where an intruder's session leaves it behind.
    fileprivate var technique: TechniqueID? {
        switch self {
        case .service: TechniqueID("T1543.003")
        case .task: TechniqueID("T1053.005")
        case .wmiSubscription: TechniqueID("T1546.003")
        case .program: nil
        }
    }
}
