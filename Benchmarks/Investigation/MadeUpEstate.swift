import Vocabulary

/// Records of a company of any size in which somebody goes from computer to computer: five for each movement, as the
/// target, the source and the domain controller would write them. A tenth of the movements are of ten administrators'
/// computers and come back day after day, one in a thousand has something grave at its end.
struct MadeUpEstate {
    let hosts: Int
    let edges: Int
    private var state: UInt64 = 7

    static let days: Int64 = 10
    /// Records of one file, as that of one collector.
    private static let movementsOfFile = 20_000

    init(edges: Int) {
        self.edges = edges
        hosts = max(100, edges / 10)
    }

    /// Files of records, one after the other, and what rules would have found in each.
    mutating func forEachFile(_ body: (EvidenceID, RecordBatch, [FindingSighting]) -> Void) {
        var left = edges
        var number = 1
        while left > 0 {
            let hex = String(number, radix: 16)
            guard let id = EvidenceID(hex: String(repeating: "0", count: 64 - hex.count) + hex) else { return }
            let (batch, findings) = file(id, movements: min(left, Self.movementsOfFile))
            body(id, batch, findings)
            left -= Self.movementsOfFile
            number += 1
        }
    }

    private mutating func file(_ id: EvidenceID, movements: Int) -> (RecordBatch, [FindingSighting]) {
        var builder = RecordBatchBuilder()
        var findings: [FindingSighting] = []
        for _ in 0..<movements {
            let isHabit = number(10) == 0
            let (source, target) = (isHabit ? number(10) : 10 + number(hosts - 10), number(hosts))
            let account = isHabit ? "adm\(source)" : "user\(source)"
            let time = Timestamp.earliest.advanced(bySeconds: 2_000_000_000 + Int64(number(Int(Self.days) * 86_400)))
            let session = String(1_000 + number(1 << 30))
            builder.add(
                "H\(target)", "Security", 4624, at: time,
                [
                    "LogonType": "3", "TargetUserName": account, "TargetDomainName": "CORP", "TargetLogonId": session,
                    "IpAddress": Self.address(of: source),
                ])
            let installation = builder.add(
                "H\(target)", "Security", 4697, at: time.advanced(bySeconds: 1),
                ["SubjectUserName": account, "SubjectDomainName": "CORP", "SubjectLogonId": session])
            builder.add(
                "H\(target)", "Security", 5145, at: time.advanced(bySeconds: 1),
                [
                    "SubjectUserName": account, "SubjectDomainName": "CORP", "SubjectLogonId": session,
                    "IpAddress": Self.address(of: source), "ShareName": "\\\\*\\ADMIN$", "AccessMask": "0x2",
                ])
            builder.add(
                "DC1", "Security", 4769, at: time,
                [
                    "TargetUserName": "\(account)@CORP", "TargetDomainName": "CORP", "ServiceName": "H\(target)$",
                    "IpAddress": Self.address(of: source),
                ])
            builder.add(
                "H\(source)", "Microsoft-Windows-Sysmon/Operational", 3, at: time,
                [
                    "Initiated": "true", "SourceIp": Self.address(of: source),
                    "DestinationIp": Self.address(of: target), "DestinationPort": "445", "Image": "System",
                    "User": "NT AUTHORITY\\SYSTEM",
                ])
            guard number(1_000) == 0 else { continue }
            findings.append(
                FindingSighting(
                    rule: RuleSummary(id: "grave", title: "Grave", level: .high, tags: [], source: ""),
                    host: "H\(target)", count: 1, first: time, last: time,
                    evidence: [EvidenceReference(evidence: id, record: installation)]))
        }
        return (builder.finish(), findings)
    }

    // Xorshift (Marsaglia 2003): the same numbers on every machine.
    private mutating func number(_ below: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(below))
    }

    private static func address(of host: Int) -> String { "10.\(host >> 16 & 255).\(host >> 8 & 255).\(host & 255)" }
}

extension RecordBatchBuilder {
    /// Adds a record; gives its place in the batch.
    @discardableResult
    fileprivate mutating func add(
        _ host: String, _ channel: String, _ code: Int, at time: Timestamp, _ values: KeyValuePairs<String, String>
    ) -> Int {
        beginRecord(position: 0, number: 0)
        for (name, value, mark) in [
            ("Computer", host, Mark.host), ("Channel", channel, .channel), ("EventID", String(code), .eventCode),
        ] {
            append(intern(FieldName(name, path: [])), .utf8, value.utf8)
            self.mark(mark)
        }
        for (name, value) in values { append(intern(FieldName(name, path: [])), .utf8, value.utf8) }
        setTime(time, zone: .stated)
        endRecord()
        return count - 1
    }
}
