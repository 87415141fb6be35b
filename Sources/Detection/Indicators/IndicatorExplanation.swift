import Vocabulary

extension IndicatorSet {
    /// Says where an indicator stands in a record, in the words of rules.
    ///
    /// - Parameter source: Where the record comes from, for people.
    func explain(_ number: Int, _ record: LogRecord, source: String) -> RuleExplanation {
        let batch = record.batch
        let row = batch.rows[record.index]
        let test = "\(kind(number).words) '\(value(number))'"
        var sweep = IndicatorSweep(self)
        sweep.begin(batch)
        var parts: [RuleExplanation.Step] = []
        for slot in Int(row.firstSlot)..<Int(row.firstSlot) + Int(row.slotCount) {
            // Value by value: in a record, each indicator is told once.
            for hit in sweep.hits(inSlots: slot..<slot + 1, of: batch) where hit.indicator == number {
                let field = batch.field(inSlot: slot)
                let text = field.value.text
                let value = RuleExplanation.Value(
                    field: field.name.name, text: text, fits: true, range: SweptText.plainRange(of: hit.range, in: text)
                )
                parts.append(
                    .init(kind: .field, words: "\(field.name.name) has the \(test)", holds: true, values: [value]))
            }
        }
        let step = RuleExplanation.Step(kind: .selection, words: "indicator", holds: !parts.isEmpty, parts: parts)
        return RuleExplanation(
            rule: summary(number), logSource: LogSource(),
            routes: [.init(words: "any record", fits: true)], recordSource: source, condition: step)
    }
}
