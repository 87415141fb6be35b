package import CaseLifecycle
import Vocabulary

/// A sealed file, what reading it gave, and the files inside of it where it is a container.
package struct EvidenceShape: Encodable {
    /// Where the bytes and records of a file went; the bytes are the sum of the three kinds.
    struct Account: Encodable {
        let bytes: Int
        let recordBytes: Int
        let skippedBytes: Int
        let otherBytes: Int
        let slots: Int
        let recordsRead: Int
        let recordsSkipped: Int
        @OrNull var first: String?
        @OrNull var last: String?
    }

    /// A file inside of a container.
    struct Entry: Encodable {
        /// Its path in the container.
        let name: String
        /// Null where none of its bytes could be had.
        @OrNull var sha256: String?
        let bytes: Int
        let format: String
        let records: Int
        let issues: Int
        /// Null where it was not read.
        @OrNull var account: Account?
        /// Why it, or the rest of it, was not read; null where all is well.
        @OrNull var problem: String?
    }

    let name: String
    let sha256: String
    let bytes: Int
    let format: String
    let records: Int
    let issues: Int
    /// Null for what was not read, or by a release that did not count.
    @OrNull var account: Account?
    let entries: [Entry]

    /// The evidence of a case, in the order of sealing. What is sealed but was not read yet has the format `unknown`.
    package static func all(of incident: Case) -> [EvidenceShape] {
        incident.evidence.map { sealed in
            let reading = incident.readings[sealed.id]
            return EvidenceShape(
                name: sealed.name, sha256: sealed.id.hex, bytes: sealed.bytes,
                format: (reading?.format ?? .unknown).rawValue, records: reading?.records ?? 0,
                issues: reading?.issueCount ?? 0, account: reading?.account.map(Account.init),
                entries: (incident.entries[sealed.id] ?? []).map(Entry.init))
        }
    }
}

extension EvidenceShape {
    /// For a table: a row for the file, and one for each file inside of it.
    package var rows: [[String]] {
        [[sha256, "\(bytes)", format, "\(records)", "\(issues)", name]]
            + entries.map { entry in
                let text = name + "!/" + entry.name + (entry.problem.map { " (\($0))" } ?? "")
                return [
                    entry.sha256 ?? "not read", "\(entry.bytes)", entry.format, "\(entry.records)", "\(entry.issues)",
                    text,
                ]
            }
    }
}

extension EvidenceShape.Entry {
    fileprivate init(_ entry: EvidenceEntry) {
        self.init(
            name: entry.name, sha256: entry.reading?.evidence.hex, bytes: entry.bytes,
            format: (entry.reading?.format ?? .unknown).rawValue, records: entry.reading?.records ?? 0,
            issues: entry.reading?.issueCount ?? 0, account: entry.reading?.account.map(EvidenceShape.Account.init),
            problem: entry.problem?.words)
    }
}

extension EvidenceShape.Account {
    fileprivate init(_ account: EvidenceAccount) {
        self.init(
            bytes: account.bytes, recordBytes: account.recordBytes, skippedBytes: account.skippedBytes,
            otherBytes: account.otherBytes, slots: account.slots, recordsRead: account.recordsRead,
            recordsSkipped: account.recordsSkipped, first: account.first?.description, last: account.last?.description)
    }
}
