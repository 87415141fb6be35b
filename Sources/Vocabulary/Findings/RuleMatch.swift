/// A rule fits a record of a batch.
package struct RuleMatch: Sendable {
    /// Place of the rule in its rule set.
    package let rule: Int
    /// The record, in the batch that was matched.
    package let record: LogRecord

    package init(rule: Int, record: LogRecord) {
        self.rule = rule
        self.record = record
    }
}
