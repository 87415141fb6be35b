package import Vocabulary

/// A person's word on a system or account, which outranks derivation.
package struct Judgement: Hashable, Sendable, Codable {
    /// `confirmed`, `probable` (suspected), `cleared` or `outOfScope`.
    package let verdict: SystemVerdict
    package let reason: String
    /// The evidence that the person had seen. A clearance or exclusion falls when there is newer evidence.
    package let seen: EvidenceFingerprint
    package let stamp: Stamp
    /// Who cleared or excluded it before with the same verdict, from another account and on the same evidence; nil where
    /// nobody did.
    package internal(set) var former: Stamp?

    package init(verdict: SystemVerdict, reason: String, seen: EvidenceFingerprint, stamp: Stamp) {
        self.verdict = verdict
        self.reason = reason
        self.seen = seen
        self.stamp = stamp
    }

    /// The system or account is left out of the response.
    var leavesOut: Bool { verdict == .cleared || verdict == .outOfScope }

    /// The same, where what it takes the place of says so, too: then two have said it.
    ///
    /// - Parameter present: What it takes the place of, unless newer evidence has made that void.
    func seconding(_ present: Judgement?) -> Judgement {
        guard leavesOut, let present, present.verdict == verdict else { return self }
        var seconded = self
        seconded.former = present.stamp.actor == stamp.actor ? present.former : present.stamp
        return seconded
    }
}

/// What evidence there was about a system or account when somebody judged it.
package struct EvidenceFingerprint: Hashable, Sendable, Codable {
    /// The version of the case.
    package let version: Int
    /// Files that the scope was derived from, records that the system wrote, and records of others that name it.
    package let files: Int
    package let records: Int
    package let mentions: Int

    package init(version: Int, files: Int, records: Int, mentions: Int) {
        self.version = version
        self.files = files
        self.records = records
        self.mentions = mentions
    }
}
