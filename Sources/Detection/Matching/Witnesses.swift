import Vocabulary

extension Evaluation {
    func hasAll(_ fields: [UInt32]) -> Bool { fields.allSatisfy { has($0) } }

    /// The values that say something, of the first of several fields that has one.
    mutating func carried(ofFirst fields: [UInt32], _ batch: RecordBatch) -> CarriedValues {
        for field in fields {
            var texts: [String] = []
            for value in values(of: field, batch) { texts.append(plainText(value, batch)) }
            let carried = CarriedValues(texts)
            if carried != .none { return carried }
        }
        return .none
    }

    /// The slots whose values made the criterion at a node hold, for the record taken up last.
    mutating func witnesses(_ node: UInt32, _ batch: RecordBatch) -> [Int] {
        let step = program.nodes[Int(node)]
        switch step.kind {
        case .not: return []
        case .test:
            let value = witness(step.argument, batch)
            guard value >= 0 else { return [] }
            return slots(of: value, field: program.tests[Int(step.argument)].field, batch)
        case .all, .any, .atLeast:
            var slots: [Int] = []
            var part = node + 1
            while part < step.end {
                if holds(part, batch) { slots += witnesses(part, batch) }
                part = program.nodes[Int(part)].end
            }
            return slots
        }
    }

    /// Where a value stands; for a derived one, where its sources stand.
    private mutating func slots(of value: Int, field: UInt32, _ batch: RecordBatch) -> [Int] {
        if slot(of: value) >= 0 { return [slot(of: value)] }
        var slots: [Int] = []
        for name in DerivedField.named(program.fields[Int(field)])?.sources ?? [] {
            guard let source = program.fields.firstIndex(of: name) else { continue }
            slots.append(firstSlot(of: source, batch))
        }
        return slots
    }
}
