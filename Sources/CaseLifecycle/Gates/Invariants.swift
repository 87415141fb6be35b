/// Conditions that nothing can override because nothing can break them from here: the shape of the program keeps them.
/// They are listed so that people see them, and each has tests of its own.
extension Gate {
    static let order = invariant(
        "GATE-ORDER",
        "A case moves along the main line and back by typed loops, and no other way: no state can be set.",
        "the rule of this program; NIST SP 800-61r2 section 3.5 leaves the order to the organisation")
    static let journal = invariant(
        "GATE-JOURNAL",
        "What happened is appended, chained by hashes, signed, and never changed; a correction is a new entry.",
        "NIST SP 800-61r2 section 3.2.5; CSF 2.0 RS.AN-06")
    static let clock = invariant(
        "GATE-CLOCK",
        "The order of entries is that of appending. When something happened may be said; when it was entered may not.",
        "NIST SP 800-61r2 section 3.2.5")
    static let sameCase = invariant(
        "GATE-SAME-CASE", "Every fact that a gate uses belongs to the same case.", "the rule of this program")
    static let atomic = invariant(
        "GATE-ATOMIC", "Facts, decision and entry are one transaction: no two commands pass a gate on one version.",
        "the rule of this program")

    private static func invariant(_ id: String, _ statement: String, _ citation: String) -> Gate {
        Gate(
            id: id, statement: statement, citation: citation, guards: [],
            override: .never(instead: "nothing is needed"), missing: { _ in [] })
    }
}
