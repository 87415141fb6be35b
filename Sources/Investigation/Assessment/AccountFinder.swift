import Vocabulary

/// Finds the accounts the intruder has, and how.
struct AccountFinder {
    let facts: CaseFacts
    let movements: [MovementFinder.Found]
    let systems: [SystemAssessment]

    private struct Key: Hashable {
        let account: AccountName
        let status: AccountAssessment.Status
    }

    private struct Claim {
        var confidence: Double
        var evidence: Set<EvidenceReference>
    }

    // Judgement: a process in the account's name is nearly proof, a credential that lay open is a good chance.
    private static let ranGraveProcess = 0.8
    private static let createdNearby = 0.8
    private static let exposed = 0.6
    private static let roasted = 0.6
    /// An account made within this many seconds of something grave on the same computer.
    private static let nearby: Int64 = 3_600

    /// All accounts, in order of their names.
    func accounts() -> [AccountAssessment] {
        var claims: [Key: Claim] = [:]
        claimUsed(&claims)
        claimCreated(&claims)
        claimExposed(&claims)
        claimRoasted(&claims)
        return Self.withoutBareNames(claims)
            .sorted { ($0.key.account, $0.key.status.rawValue) < ($1.key.account, $1.key.status.rawValue) }
            .map { key, claim in
                AccountAssessment(
                    name: key.account.description, status: key.status, confidence: claim.confidence,
                    evidence: claim.evidence.asEvidence)
            }
    }

    private func claimUsed(_ claims: inout [Key: Claim]) {
        for found in movements {
            guard let account = found.movement.account.flatMap({ AccountName(user: $0) }) else { continue }
            Self.add(&claims, account, .used, found.movement.confidence, found.movement.evidence)
        }
        for finding in facts.findings where finding.isGrave {
            for reference in finding.sighting.evidence {
                guard let account = facts.processes[reference]?.act.account else { continue }
                Self.add(&claims, account, .used, Self.ranGraveProcess, [reference])
            }
        }
    }

    private func claimCreated(_ claims: inout [Key: Claim]) {
        var arrivals: [String: TimeLine<EvidenceReference>] = [:]
        for movement in movements.map(\.movement) {
            guard let record = movement.evidence.first else { continue }
            arrivals[movement.to, default: TimeLine()].append(record, at: movement.time)
        }
        for creation in facts.observed.creations.sorted {
            let host = facts.name(of: creation.host)
            guard
                let grave = facts.graveFinding(
                    on: host, from: creation.time, to: creation.time, within: Self.nearby)
                    ?? arrivals[host]?.between(creation.time, creation.time, within: Self.nearby).first
            else { continue }
            Self.add(&claims, creation.act.account, .created, Self.createdNearby, [creation.reference, grave])
        }
    }

    /// Whoever was logged on to a computer where credentials were taken.
    private func claimExposed(_ claims: inout [Key: Claim]) {
        let confirmed = Set(systems.filter { $0.verdict == .confirmed }.map(\.name))
        var thefts: [String: EvidenceReference] = [:]
        for finding in facts.findings where confirmed.contains(finding.host) && finding.isGrave {
            guard Self.takesCredentials(finding.sighting.rule), let record = finding.sighting.evidence.first else {
                continue
            }
            thefts[finding.host] = min(thefts[finding.host] ?? record, record)
        }
        guard !thefts.isEmpty else { return }
        let robbed = facts.evidence.entities.marking(thefts.keys)
        for logon in facts.evidence.logons.seen(on: robbed) where logon.act.leavesCredentials {
            guard let theft = thefts[facts.name(of: logon.host)] else { continue }
            Self.add(&claims, logon.act.account, .exposed, Self.exposed, [logon.reference, theft])
        }
    }

    private func claimRoasted(_ claims: inout [Key: Claim]) {
        let roasting = facts.findings.filter { finding in
            finding.sighting.rule.techniques.contains { $0.text == "T1558.003" }
        }
        guard !roasting.isEmpty else { return }
        let tickets = Dictionary(
            facts.observed.tickets.sorted.map { ($0.reference, $0.act.service) }, uniquingKeysWith: min)
        for reference in roasting.flatMap(\.sighting.evidence) {
            guard let account = tickets[reference].flatMap({ AccountName(user: $0) }) else { continue }
            Self.add(&claims, account, .roasted, Self.roasted, [reference])
        }
    }

    /// OS credential dumping and stores of passwords; guessing and asking for tickets expose nobody's session.
    static func takesCredentials(_ rule: RuleSummary) -> Bool {
        rule.techniques.contains { ["T1003", "T1555", "T1552"].contains($0.parent.text) }
    }

    private static func add(
        _ claims: inout [Key: Claim], _ account: AccountName, _ status: AccountAssessment.Status, _ confidence: Double,
        _ evidence: [EvidenceReference]
    ) {
        let key = Key(account: account, status: status)
        var claim = claims[key] ?? Claim(confidence: 0, evidence: [])
        claim.confidence = max(claim.confidence, confidence)
        // Ten times what is shown is plenty to choose the first from, and bounded.
        if claim.evidence.count < 10 * keptEvidence { claim.evidence.formUnion(evidence) }
        claims[key] = claim
    }

    /// A name without a domain joins the only one that has it.
    private static func withoutBareNames(_ claims: [Key: Claim]) -> [Key: Claim] {
        var joined = claims
        let full = Dictionary(grouping: claims.keys.filter { !$0.account.domain.isEmpty }, by: \.account.user)
        for (key, claim) in claims where key.account.domain.isEmpty {
            let owners = Set((full[key.account.user] ?? []).map(\.account))
            guard owners.count == 1, let owner = owners.first else { continue }
            joined[key] = nil
            add(&joined, owner, key.status, claim.confidence, claim.evidence.sorted())
        }
        return joined
    }
}
