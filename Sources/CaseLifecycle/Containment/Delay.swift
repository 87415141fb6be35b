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
    /// How a deliberate wait stands, in a line; nil where containment is not put off.
    package func waiting(at now: Timestamp) -> String? {
        guard let hardStop = containment.hardStop, let delay = containment.delay else { return nil }
        let unsigned =
            delay.signature != nil
            ? ""
            : delay.hardStop == hardStop ? ", not signed by counsel" : "; a new date, \(delay.hardStop), is not signed"
        guard now >= hardStop else { return "WAITING: containment is put off until \(hardStop)\(unsigned)" }
        return
            "OVERDUE: waiting with containment ended at \(hardStop)\(unsigned); what is asked for: cordon contain go \(id)"
    }
}
