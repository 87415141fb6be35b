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
