import CaseLifecycle
import Vocabulary

/// A case and what its journal says beyond its state.
struct LoadedCase: Codable {
    var incident: Case
    /// When the first event was appended; nil before there is one.
    var opened: Timestamp?
    /// The version of the newest snapshot; 0 before there is one.
    var snapshot = 0
}

/// A case as a finished turn left it, with the head that its events led to.
///
/// The head stands for the whole history: while the journal still ends there, the case need not be read again.
struct KnownCase {
    let loaded: LoadedCase
    let head: JournalHead
}

/// The cases that were worked on last: work on one case is many transactions in a row, and each would read it anew.
struct KnownCases {
    /// How many are kept; more than a team works on at one time.
    private static let most = 16
    /// Of how many events in all: a case is kept in memory in proportion to them.
    private static let mostEvents = 300_000

    /// The one worked on last is the last.
    private var cases: [KnownCase] = []

    subscript(id: CaseID) -> KnownCase? { cases.last { $0.loaded.incident.id == id } }

    mutating func remember(_ known: KnownCase) {
        cases.removeAll { $0.loaded.incident.id == known.loaded.incident.id }
        cases.append(known)
        while cases.count > 1, cases.count > Self.most || events > Self.mostEvents { cases.removeFirst() }
    }

    private var events: Int { cases.reduce(0) { $0 + $1.loaded.incident.version } }
}
