import CaseLifecycle
import Vocabulary

/// Where the bytes and records of a file went, for people: what `--stats` prints.
enum AccountText {
    /// `auth.log: syslog: 51 bytes = 42 of records + 5 skipped + 4 of headers, separators and free space; 3 slots =
    /// 2 records + 1 skipped; 2026-03-01T10:00:00.000000Z to 2026-03-01T10:00:05.000000Z`
    static func line(_ name: String, _ format: String, _ account: EvidenceAccount) -> String {
        let bytes =
            "\(account.bytes) bytes = \(account.recordBytes) of records + \(account.skippedBytes) skipped + "
            + "\(account.otherBytes) of headers, separators and free space"
        let slots =
            "\(account.slots) slots = \(account.recordsRead) records + \(account.recordsSkipped) skipped"
        var line = "\(name): \(format): \(bytes); \(slots)"
        if let first = account.first, let last = account.last { line += "; \(first) to \(last)" }
        return line
    }

    /// The evidence of a case, file by file, each with its issues, and where it is a container with its entries.
    static func lines(of incident: Case) -> [String] {
        incident.evidence.flatMap { sealed in
            let entries = incident.entries[sealed.id] ?? []
            return lines(sealed.name, incident.readings[sealed.id])
                + entries.flatMap { entry in
                    let name = sealed.name + "!/" + entry.name
                    let missed = entry.problem.map { ["\(name): not read to its end: \($0.words)"] } ?? []
                    return (entry.reading == nil ? [] : lines(name, entry.reading)) + missed
                }
        }
    }

    private static func lines(_ name: String, _ reading: EvidenceReading?) -> [String] {
        guard let reading else { return ["\(name): not read yet"] }
        let account = reading.account.map { [line(name, reading.format.rawValue, $0)] }
        let unread = reading.unread.map { ["\(name): not read: \($0.words)"] } ?? []
        let issues = reading.issues.map { "\(name): \($0.kind.rawValue) at byte \($0.offset): \($0.detail)" }
        let rest = reading.issueCount - reading.issues.count
        return (account ?? ["\(name): \(reading.format.rawValue): \(reading.records) records, not counted further"])
            + unread + issues + (rest > 0 ? ["\(name): \(rest) more issues"] : [])
    }

    /// What the whole of a run took.
    static func cost(records: Int, seconds: Double) -> [String] {
        [
            "elapsed: \((seconds * 1000).rounded() / 1000) s",
            "records/s: \(Int(Double(records) / max(seconds, 0.001)))",
            "peak memory: \(PeakMemory.megabytes) MB",
        ]
    }
}
