package import Vocabulary

/// One evidence item in the custody of a case: what it is, who has it, and everything that was done with it.
package struct CustodyItem: Hashable, Sendable, Codable {
    /// Somebody did something with the item.
    package struct Handling: Hashable, Sendable, Codable {
        /// Who entered it, which is who did it, and when it was entered.
        package let stamp: Stamp
        /// When it was done, where that is not when it was entered.
        package let happened: ZonedTime?
        /// What was done.
        package let text: String
        /// Where the item was kept then.
        package let location: String
        /// How many records of who the handler is the case had by then; see ``CustodyBook/details(of:)``.
        let detailsRecorded: Int
    }

    /// A field of the identification as somebody stated it. What is stated later counts; what was stated before stays.
    package struct Statement: Hashable, Sendable, Codable {
        package let fact: IdentifyingFact
        package let stamp: Stamp
    }

    /// The item was hashed again.
    package struct Check: Hashable, Sendable, Codable {
        package let time: Timestamp
        /// Nil when the bytes are those that were sealed.
        package let problem: String?
    }

    /// A court, an authority or counsel wants the item kept.
    package struct Hold: Hashable, Sendable, Codable {
        package let reason: String
        package let placed: Stamp
        /// The act of a person of the legal role; nil while the hold is in force.
        package internal(set) var lifted: Stamp?
    }

    /// How long the item is kept, as decided at a moment.
    package struct Retention: Hashable, Sendable, Codable {
        package let until: Timestamp
        package let reason: String
        package let decided: Stamp
    }

    package let sealed: SealedEvidence
    /// When custody began.
    package let began: Stamp
    package internal(set) var statements: [Statement] = []
    package internal(set) var handlings: [Handling]
    /// Who has it now. Never nobody.
    package internal(set) var holder: Principal
    /// Where it is kept now.
    package internal(set) var location: String
    /// Every transfer that was begun, in order.
    var transfers: [TransferID] = []
    /// The transfer that one party has signed and the other has not.
    package internal(set) var pendingTransfer: TransferID?
    package internal(set) var checks: [Check]
    package internal(set) var holds: [Hold] = []
    /// The present one last; each ends no earlier than the one before.
    package internal(set) var retentions: [Retention] = []
    package internal(set) var destruction: Destruction?
    /// Certificates of times before, when the same bytes had been destroyed and were found again.
    package internal(set) var formerDestructions: [Destruction] = []
    /// The systems and accounts whose traces it keeps; those of a log that is collected from thousands are thousands.
    package internal(set) var preserves: Set<Target> = []

    /// What is stated in a field, last.
    package func stated(_ field: IdentifyingField) -> Stated? {
        statements.last { $0.fact.field == field }?.fact.stated
    }

    /// When the first thing that is on record was done with it.
    var firstHandled: Timestamp { handlings.map { $0.happened?.time ?? $0.stamp.time }.min() ?? began.time }

    package var isHeld: Bool { holds.contains { $0.lifted == nil } }
    package var retainedUntil: Timestamp? { retentions.last?.until }
    /// Two people have agreed to its destruction: it counts for nothing from then on.
    package var isDestroyed: Bool { destruction?.confirmed != nil }
}

/// The end of an evidence item, asked for by one person and witnessed by another: when complete, its certificate
/// (NIST SP 800-61r2 section 3.4.3, NIST SP 800-88 section 4.8).
package struct Destruction: Hashable, Sendable, Codable {
    package let method: String
    package let reason: String
    package let requested: Stamp
    /// The witness; nil while only one person has spoken.
    package internal(set) var confirmed: Stamp?
    /// What became of the bytes; nil until they are gone.
    package internal(set) var removal: Removal?

    package struct Removal: Hashable, Sendable, Codable {
        package let time: Timestamp
        /// Other cases that hold the same file: the bytes stay for them.
        package let keptFor: [CaseID]
        /// What was wrong with the bytes when they were last hashed; nil when they were what was sealed.
        package let problem: String?
    }
}

/// Evidence goes from one person to another, each signing under an account of their own.
package struct CustodyTransfer: Hashable, Sendable, Codable {
    package let id: TransferID
    package let evidence: [EvidenceID]
    /// The giver's act.
    package let offered: Stamp
    /// The person who is to take it, by the name on the roster.
    package let taker: String
    /// Where it is kept from then on.
    package let location: String
    /// Why, where somebody gives in place of a holder who cannot.
    package let reason: String?
    /// The taker's act; nil while the transfer is pending.
    package internal(set) var accepted: Stamp?
    /// Somebody took the offer back or turned it down, and why.
    package internal(set) var withdrawn: Stamp?
    package internal(set) var withdrawalReason: String?

    package var isPending: Bool { accepted == nil && withdrawn == nil }
}
