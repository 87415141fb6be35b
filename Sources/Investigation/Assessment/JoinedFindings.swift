import Vocabulary

/// Finds lesser matches that together are as telling as a grave one: of different techniques, in one session, by rules
/// that match on few computers. Each alone is what administrators do; who does several of them within one session, where
/// hardly anybody does any, rarely is one.
struct JoinedFindings {
    /// Processes that findings point at, by the record of their start.
    let processes: [EvidenceReference: Observation<ProcessStart>]
    /// How many computers the evidence is of.
    let computers: Int

    private struct Session: Hashable {
        let host: String
        let number: Int64
    }

    /// A rule that matches on more computers than these tells of the company, and not of an intruder. Judgement.
    private static let fewComputers = 2
    private static let fewPercent = 3

    /// The same findings, in the same order.
    func joined(_ findings: [CaseFacts.HostFinding]) -> [CaseFacts.HostFinding] {
        let hosts = Dictionary(grouping: findings, by: \.sighting.rule.id).mapValues { Set($0.map(\.host)).count }
        let most = max(Self.fewComputers, computers * Self.fewPercent / 100)
        var techniques: [Session: Set<String>] = [:]
        var sessions: [[Session]] = []
        for finding in findings {
            let rule = finding.sighting.rule
            guard rule.level == .medium, hosts[rule.id] ?? 0 <= most, let technique = rule.techniques.first else {
                sessions.append([])
                continue
            }
            let own = Set(
                finding.sighting.evidence.compactMap { processes[$0]?.session }.filter {
                    $0 >= IntruderSessions.firstOwn
                }
            ).map { Session(host: finding.host, number: $0) }
            for session in own { techniques[session, default: []].insert(technique.parent.text) }
            sessions.append(own)
        }
        return zip(findings, sessions).map { finding, own in
            var finding = finding
            finding.isJoined = own.contains { techniques[$0]?.count ?? 0 > 1 }
            return finding
        }
    }
}
