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

    /// Where the same bytes were met once more.
    struct Place: Encodable {
        let name: String
        /// Where they were taken from there.
        let origin: String
        @OrNull var host: String?
        @OrNull var hostSource: String?
    }

    /// A file inside of a container.
    struct Entry: Encodable {
        /// Its path in the container.
        let name: String
        /// Whose it is, where the container says so of some of its files; null where that of the container counts.
        @OrNull var host: String?
        /// What in the container said so.
        @OrNull var hostSource: String?
        /// Null where none of its bytes could be had.
        @OrNull var sha256: String?
        let bytes: Int
        let format: String
        let records: Int
        let issues: Int
        /// Why nothing of it was read, where its format is not known; null otherwise.
        @OrNull var unread: String?
        /// What it is, where that is known all the same; null otherwise.
        @OrNull var held: String?
        /// Null where it was not read.
        @OrNull var account: Account?
        /// Why it, or the rest of it, was not read; null where all is well.
        @OrNull var problem: String?
    }

    let name: String
    /// Whose it is, for records that name no computer; null where nobody said so.
    @OrNull var host: String?
    /// What in the collection that it lay in said so; null where a person did.
    @OrNull var hostSource: String?
    let sha256: String
    let bytes: Int
    let format: String
    let records: Int
    let issues: Int
    /// Why nothing of it was read, where its format is not known; null otherwise.
    @OrNull var unread: String?
    /// What it is, where that is known all the same; null otherwise.
    @OrNull var held: String?
    /// Null for what was not read, or by a release that did not count.
    @OrNull var account: Account?
    let entries: [Entry]
    /// Other places that the same bytes were brought from: they are read and counted once.
    let alsoAs: [Place]

    /// The evidence of a case, in the order of sealing. What is sealed but was not read yet has the format `unknown`, and
    /// `unread` says so.
    package static func all(of incident: Case) -> [EvidenceShape] {
        incident.evidence.map { sealed in
            let reading = incident.readings[sealed.id]
            return EvidenceShape(
                name: sealed.name, host: sealed.host, hostSource: sealed.hostSource, sha256: sealed.id.hex,
                bytes: sealed.bytes,
                format: (reading?.format ?? .unknown).rawValue, records: reading?.records ?? 0,
                issues: reading?.issueCount ?? 0,
                unread: reading == nil ? "not read yet: \(incident.readingCommand)" : reading?.unread?.words,
                held: reading?.unread?.heldKind?.rawValue,
                account: reading?.account.map(Account.init),
                entries: (incident.entries[sealed.id] ?? []).map(Entry.init),
                alsoAs: incident.otherPlaces(of: sealed.id).map(Place.init))
        }
    }
}

extension EvidenceShape {
    /// For a table: a row for the file, and one for each file inside of it.
    package var rows: [[String]] {
        [
            [
                sha256, "\(bytes)", format, "\(records)", "\(issues)",
                name + Self.remark(unread) + Self.remark(Self.of(host, hostSource)),
            ]
        ]
            + alsoAs.map { place in
                [
                    "the same bytes", "", "", "", "",
                    place.origin + Self.remark(Self.of(place.host, place.hostSource)),
                ]
            }
            + entries.map { entry in
                let text =
                    name + "!/" + entry.name + Self.remark(entry.unread) + Self.remark(entry.problem)
                    + Self.remark(Self.of(entry.host, entry.hostSource))
                return [
                    entry.sha256 ?? "not read", "\(entry.bytes)", entry.format, "\(entry.records)", "\(entry.issues)",
                    text,
                ]
            }
    }

    private static func of(_ host: String?, _ source: String?) -> String? {
        host.map { "of \($0)" + (source.map { ", by \($0)" } ?? "") }
    }

    private static func remark(_ text: String?) -> String { text.map { " (\($0))" } ?? "" }
}

extension EvidenceShape.Place {
    fileprivate init(_ place: EvidencePlace) {
        self.init(name: place.name, origin: place.origin, host: place.host, hostSource: place.hostSource)
    }
}

extension EvidenceShape.Entry {
    fileprivate init(_ entry: EvidenceEntry) {
        self.init(
            name: entry.name, host: entry.host, hostSource: entry.hostSource, sha256: entry.reading?.evidence.hex,
            bytes: entry.bytes,
            format: (entry.reading?.format ?? .unknown).rawValue, records: entry.reading?.records ?? 0,
            issues: entry.reading?.issueCount ?? 0, unread: entry.reading?.unread?.words,
            held: entry.reading?.unread?.heldKind?.rawValue,
            account: entry.reading?.account.map(EvidenceShape.Account.init),
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
