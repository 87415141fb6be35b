package import Vocabulary

/// What was done about one account that the intruder had.
package struct CredentialRecord: Hashable, Sendable, Codable {
    package struct Act: Hashable, Sendable, Codable {
        package let act: CredentialAct
        package let observed: String
        /// When it happened, where it was entered later.
        package let at: Timestamp?
        package let stamp: Stamp

        package var happened: Timestamp { min(at ?? stamp.time, stamp.time) }
    }

    package internal(set) var acts: [Act] = []
    /// A person raised it to tier 0.
    package internal(set) var isTierZero = false

    /// The record without what was done before a moment; the whole of it where there is no such moment.
    func since(_ moment: Timestamp?) -> CredentialRecord {
        guard let moment else { return self }
        var record = self
        record.acts.removeAll { $0.happened < moment }
        return record
    }

    package var isRemoved: Bool { acts.contains { $0.act == .removed } }
    /// Resets of one and the same moment are one.
    package var resets: Int { Set(acts.lazy.filter { $0.act == .reset }.map(\.happened)).count }
    var lastReset: Timestamp? { acts.lazy.filter { $0.act == .reset }.map(\.happened).max() }
}

/// What must be renewed or removed in a domain whose secrets the intruder had: COUN7ER CM0050, CM0070, CM0069, CM0145,
/// CM0073, CM0077, CM0080, CM0076 and CM0105.
package enum DomainItem: String, Hashable, Sendable, Codable, CaseIterable {
    /// The key of the Kerberos service on writable domain controllers.
    case krbtgt
    /// Each read-only domain controller has a key of its own.
    case krbtgtReadOnly
    case domainControllerAccounts, directoryRestoreMode, trusts, federationCertificates, refreshTokens
    case applicationSecrets

    /// Is renewed twice, because the key before the last one still opens tickets.
    package var isTicketKey: Bool { self == .krbtgt || self == .krbtgtReadOnly }

    /// No domain is without it.
    var isInEveryDomain: Bool { self == .krbtgt || self == .domainControllerAccounts || self == .directoryRestoreMode }

    /// The item in words.
    package var words: String {
        switch self {
        case .krbtgt: "krbtgt"
        case .krbtgtReadOnly: "krbtgt of the read-only domain controllers"
        case .domainControllerAccounts: "the machine accounts of the domain controllers"
        case .directoryRestoreMode: "the passwords of directory services restore mode"
        case .trusts: "the passwords of the trusts"
        case .federationCertificates: "the certificates of the federation service"
        case .refreshTokens: "refresh tokens and sessions"
        case .applicationSecrets: "secrets of applications and service principals"
        }
    }
}

/// What was done about one ``DomainItem``, in order.
package struct DomainItemRecord: Hashable, Sendable, Codable {
    package enum Act: Hashable, Sendable, Codable {
        case renewed(observed: String, at: Timestamp?, stamp: Stamp)
        case replicationVerified(observed: String, stamp: Stamp)
    }

    package internal(set) var acts: [Act] = []
    /// Why there is no such thing here; nil where there is or nobody has said.
    package internal(set) var exemption: String?

    /// The record without what was renewed before a moment; the whole of it where there is no such moment.
    func since(_ moment: Timestamp?) -> DomainItemRecord {
        guard let moment else { return self }
        var record = self
        record.acts.removeAll { act in
            if case .renewed(_, let at, let stamp) = act { min(at ?? stamp.time, stamp.time) < moment } else { false }
        }
        return record
    }

    /// The record without replication as seen by who had renewed the key, while anybody else could look.
    func witnessed(_ witnesses: inout Witnesses) -> DomainItemRecord {
        var record = self
        var doers: [Principal] = []
        record.acts.removeAll { act in
            switch act {
            case .renewed(_, _, let stamp):
                doers.append(stamp.actor)
                return false
            case .replicationVerified(_, let stamp):
                let isOwn = doers.contains { witnesses.isSame($0, stamp.actor) }
                if isOwn, witnesses.hasOther(than: Set(doers.map { witnesses.name(of: $0) })) { return true }
                doers = []
                return false
            }
        }
        return record
    }

    package var renewals: Int { acts.count { if case .renewed = $0 { true } else { false } } }

    /// When it was entered that it was first renewed; nil while it was not.
    package var firstRenewal: Timestamp? {
        for case .renewed(_, _, let stamp) in acts { return stamp.time }
        return nil
    }

    /// Whether replication was verified after the first renewal.
    package var isReplicated: Bool {
        var isRenewed = false
        for act in acts {
            switch act {
            case .renewed: isRenewed = true
            case .replicationVerified: if isRenewed { return true }
            }
        }
        return false
    }

    /// Whether it was renewed twice with replication verified between and at least `interval` seconds apart.
    ///
    /// The first renewal counts from its entry and the second from when it happened, so a time that was typed can
    /// shorten the interval but never lengthen it.
    package func isRenewedTwice(apartBySeconds interval: Int64) -> Bool {
        var replicated: [Timestamp] = []
        var waiting: [Timestamp] = []
        for act in acts {
            switch act {
            case .renewed(_, let at, let stamp):
                let happened = min(at ?? stamp.time, stamp.time)
                if replicated.contains(where: { $0.advanced(bySeconds: interval) <= happened }) { return true }
                waiting.append(stamp.time)
            case .replicationVerified:
                replicated += waiting
                waiting = []
            }
        }
        return false
    }
}

/// The credentials of a case and what was done about them.
package struct CredentialBook: Hashable, Sendable, Codable {
    /// The shortest time between the two resets of krbtgt, in hours: COUN7ER CM0050.
    package static let shortestTicketHours = 10
    /// Domain credentials stolen or forged: DCSync, NTDS.dit, golden ticket (MITRE ATT&CK).
    static let domainTechniques: Set<String> = ["T1003.006", "T1003.003", "T1558.001"]

    package internal(set) var accounts: [String: CredentialRecord] = [:]
    package internal(set) var items: [DomainItem: DomainItemRecord] = [:]
    /// Why a person holds that the whole domain is compromised; nil while nobody does.
    package internal(set) var domainReason: String?
    /// When a person last said that the domain's secrets were stolen; nil where no time was said.
    package internal(set) var lastTheft: Timestamp?
    /// The longest lifetime of tickets that anybody recorded, in hours; nil while it is not known.
    package internal(set) var ticketHours: Int?

    /// Seconds between the two resets of krbtgt.
    package var ticketInterval: Int64 { Int64(max(Self.shortestTicketHours, ticketHours ?? 0)) * 3600 }

    mutating func add(_ act: DomainItemRecord.Act, to item: DomainItem) {
        items[item, default: DomainItemRecord()].acts.append(act)
        items[item]?.exemption = nil
    }
}
