package import Vocabulary

/// A deliberate wait: containment is put off on purpose, to watch the intruder, until a fixed moment.
package struct Delay: Hashable, Sendable, Codable {
    package let reason: String
    /// The moment at which waiting ends, whatever is hoped for.
    package let hardStop: Timestamp
    package let decided: Stamp
    /// Counsel's own act; nil while it is not signed. NIST SP 800-61r2 section 3.3.1: an organisation that lets a known
    /// compromise go on may be liable for what the intruder does.
    package internal(set) var signature: Stamp?

    /// Whether waiting is allowed right now.
    package func holds(at now: Timestamp) -> Bool { signature != nil && now < hardStop }
}

extension Case {
    /// Enough for people to see what it is.
    private static let harmShown = 5

    /// Findings of encryption, destruction or exfiltration later than a moment, which end any reason to wait; those of one
    /// rule on one system as they are, in their order.
    func impactEvidence(since moment: Timestamp) -> [Finding] {
        let techniques = ContainmentOrder.Emergency.Kind.allCases.flatMap(\.techniques)
        return findings.filter { finding in
            finding.sighting.last.map { $0 > moment } == true && finding.names(oneOf: techniques)
        }
    }

    /// How a deliberate wait stands, in a line; nil where containment is not put off.
    package func waiting(at now: Timestamp) -> String? {
        guard let hardStop = containment.hardStop, let delay = containment.delay else { return nil }
        let unsigned =
            delay.signature != nil
            ? ""
            : delay.hardStop == hardStop ? ", not signed by counsel" : "; a new date, \(delay.hardStop), is not signed"
        let harm = impactEvidence(since: delay.decided.time).map(\.id.description)
        let harmed =
            harm.isEmpty
            ? ""
            : "; evidence of harm from while waiting: \(harm.prefix(Self.harmShown).joined(separator: ", "))"
                + (harm.count > Self.harmShown ? ", .." : "")
        guard now >= hardStop else { return "WAITING: containment is put off until \(hardStop)\(unsigned)\(harmed)" }
        return
            "OVERDUE: waiting with containment ended at \(hardStop)\(unsigned)\(harmed); what is asked for: cordon contain go \(id)"
    }
}
