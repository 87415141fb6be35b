import Vocabulary

/// Times that people give: what lies outside of these bounds was mistyped, or typed to get past a rule.
extension DecisionContext {
    /// 1990-01-01T00:00:00Z: nothing that a case is about is older.
    private static let firstMoment = Timestamp(unixSeconds: 631_152_000) ?? .earliest
    /// The furthest that anything is planned ahead, in seconds: five years.
    private static let furthestAhead: Int64 = 5 * 366 * 86_400
    /// How far back a time may lie at least, in seconds, for an exercise that plays in earlier years: twenty years.
    private static let leastBack: Int64 = 20 * 366 * 86_400

    /// Refuses a time before computers as we know them.
    func requirePossible(_ moment: Timestamp, _ what: String) throws(CaseRefusal) {
        let first = min(Self.firstMoment, now.advanced(bySeconds: -Self.leastBack))
        guard moment >= first else { throw .impossible("\(what) is not of \(moment), which is before \(first)") }
        guard moment <= now.advanced(bySeconds: Self.furthestAhead) else {
            throw .impossible("\(what) is not of \(moment), more than five years ahead")
        }
    }

    /// Refuses a time at which something cannot have happened.
    func requireHappened(_ moment: Timestamp, _ what: String) throws(CaseRefusal) {
        guard moment <= now else { throw .impossible("\(what) has happened: \(moment) is yet to come") }
        try requirePossible(moment, what)
    }

    /// Refuses a time by which nothing can be due.
    func requireDue(_ moment: Timestamp, _ what: String) throws(CaseRefusal) {
        guard moment > now else { throw .impossible("\(what) is due after now") }
        try requirePossible(moment, what)
    }
}
