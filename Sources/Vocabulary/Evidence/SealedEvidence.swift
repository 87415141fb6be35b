/// An evidence file as it was taken into the vault.
package struct SealedEvidence: Hashable, Sendable, Codable {
    package let id: EvidenceID
    /// The file's own name when it was taken in. Data, never a path to open.
    package let name: String
    /// Where it was taken from: the path as given by the person who brought it.
    package let origin: String
    /// Size in bytes.
    package let bytes: Int
    /// Whose evidence it is, as the person who brought it or the collection that it lay in said; holds for records that
    /// name no computer.
    package var host: String?
    /// What in the collection said so; nil where a person did.
    package var hostSource: String?
    /// What is assumed of times that do not say it themselves; nil for nothing.
    package var times: TimeAssumptions?
    /// True where it was sealed in its place: the bytes lie at ``origin``, a full path, and not in the vault.
    package var isReferenced: Bool?

    /// The same, taken from another place: the path that a person gave where the system was given another.
    package func from(_ origin: String) -> SealedEvidence {
        SealedEvidence(
            id: id, name: name, origin: origin, bytes: bytes, host: host, times: times, isReferenced: isReferenced)
    }

    package init(
        id: EvidenceID, name: String, origin: String, bytes: Int, host: String? = nil, times: TimeAssumptions? = nil,
        isReferenced: Bool? = nil
    ) {
        self.isReferenced = isReferenced
        self.host = host
        self.times = times
        self.id = id
        self.name = name
        self.origin = origin
        self.bytes = bytes
    }
}

/// What reading an evidence file gave.
package struct EvidenceReading: Hashable, Sendable, Codable {
    /// How many issues a reading keeps in full; the count is always complete.
    package static let keptIssues = 100
    /// How many computers a reading names; a file of more tells little of whose it is.
    package static let keptComputers = 100

    package let evidence: EvidenceID
    package let format: EvidenceFormat
    package let records: Int
    /// Number of issues met, kept or not.
    package let issueCount: Int
    /// The first ``keptIssues`` issues, in file order.
    package let issues: [ParseIssue]
    /// Where its bytes and records went; nil for what was read by a release that did not count them.
    package let account: EvidenceAccount?
    /// Why it was not read, where its format is not known; nil for what was read, or looked at by a release that did not say.
    package let unread: UnreadContent?
    /// The computers that wrote its records or are named in them, as they are written, in order. Nil for a file of more than
    /// ``keptComputers``, and for what was read by a release that did not say.
    package let computers: [String]?
    /// The computers that wrote its records, those with most records first, at most ``keptComputers``. Where their records
    /// are fewer than all, the rest names no computer or is of others. Nil for what was read by a release that did not say.
    package let writers: [LogWriter]?

    package init(
        evidence: EvidenceID, format: EvidenceFormat, records: Int, issueCount: Int, issues: [ParseIssue],
        account: EvidenceAccount? = nil, unread: UnreadContent? = nil, computers: [String]? = nil,
        writers: [LogWriter]? = nil
    ) {
        self.account = account
        self.unread = unread
        self.computers = computers
        self.writers = writers
        self.evidence = evidence
        self.format = format
        self.records = records
        self.issueCount = issueCount
        self.issues = issues
    }
}
