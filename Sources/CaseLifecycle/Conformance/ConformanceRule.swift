import Vocabulary

/// A rule of the process that is checked from the journal alone, whatever the gates recorded.
///
/// Each rule is one file beside this one and one line in ``all``. Rules look at what happened, gates at what is asked
/// for: a rule finds what reached the journal past every gate.
package struct ConformanceRule: Sendable {
    package let id: String
    package let statement: String
    /// The gates that keep the rule; the first stands for it.
    package let gates: [String]
    package let severity: Deviation.Severity
    /// What an event does against the rule, told from the case as it was just before it.
    let atEvent: @Sendable (Moment) -> [Finding]
    /// What is against the rule when all is told.
    let atEnd: @Sendable (CaseHistory) -> [Finding]

    init(
        id: String, statement: String, gates: [String], severity: Deviation.Severity,
        atEvent: @escaping @Sendable (Moment) -> [Finding] = { _ in [] },
        atEnd: @escaping @Sendable (CaseHistory) -> [Finding] = { _ in [] }
    ) {
        self.id = id
        self.statement = statement
        self.gates = gates
        self.severity = severity
        self.atEvent = atEvent
        self.atEnd = atEnd
    }

    /// What a rule found, before it is known whether somebody let it pass.
    struct Finding {
        let text: String
        var versions: [Int]
        var lostSeconds: Int64?
        /// When it happened: an override must have held then.
        let time: Timestamp
        /// Let pass as an emergency.
        var emergency: OverrideUse?
        /// The gate that stands for it, where that is another than the rule's own first.
        var gate: String?
        /// Whether the gate that stands for the rule is breached. What is only late breaches nothing.
        var isBreach = true
    }

    /// An event about to happen.
    struct Moment {
        let incident: Case
        let recorded: RecordedEvent
        let context: DecisionContext

        /// The finding that the event is against the rule.
        func finding(_ text: String) -> Finding {
            Finding(text: text, versions: [recorded.version], time: recorded.time)
        }
    }
}
