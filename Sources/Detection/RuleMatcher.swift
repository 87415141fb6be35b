package import Vocabulary

/// Finds the rules that fit records. Made for one task: it keeps buffers, and the names of the catalogue it saw last.
///
///     var matcher = rules.makeMatcher()
///     for batch in batches {
///         matcher.match(batch) { match in found.append(match) }
///     }
package struct RuleMatcher: ~Copyable {
    private let rules: RuleSet
    private var evaluation: Evaluation
    private var fields: FieldNumbering
    private var channelNames = SourceNames()
    private var providerNames = SourceNames()
    private var known: [CandidateIndex.Source: [UInt32]] = [:]
    private var lastSource: CandidateIndex.Source?
    private var candidates: [UInt32] = []
    /// The record, counted over all batches, in which each rule was found last: routes can overlap.
    private var foundIn: [UInt64]
    private var recordCount: UInt64 = 0

    init(_ rules: RuleSet) {
        self.rules = rules
        evaluation = Evaluation(rules.program)
        fields = FieldNumbering(rules.program.fields)
        foundIn = Array(repeating: 0, count: rules.rules.count)
    }

    /// Matches every record of a batch.
    ///
    /// - Parameter found: Called once for each rule that fits a record, record after record.
    package mutating func match(_ batch: RecordBatch, _ found: (RuleMatch) -> Void) {
        fields.see(batch.catalogue)
        for index in batch.rows.indices {
            let row = batch.rows[index]
            recordCount += 1
            findCandidates(row, batch)
            // A record with an event code comes from an event log and is known by that.
            let shapes = row.eventCode < 0 ? rules.index.shapes : []
            if candidates.isEmpty, shapes.isEmpty { continue }
            evaluation.begin(row, batch, fields)
            for variant in candidates { test(variant, index, batch, found) }
            for shape in shapes where evaluation.hasAll(shape.fields) {
                for variant in shape.variants { test(variant, index, batch, found) }
            }
        }
    }

    private mutating func test(_ variant: UInt32, _ index: Int, _ batch: RecordBatch, _ found: (RuleMatch) -> Void) {
        let variant = rules.program.variants[Int(variant)]
        let rule = Int(variant.rule)
        guard foundIn[rule] != recordCount, evaluation.holds(variant.root, batch) else { return }
        foundIn[rule] = recordCount
        found(RuleMatch(rule: rule, record: batch[index]))
    }

    /// The rules whose regular expressions reached their limits on values, and how often: there a match may be missing,
    /// or be wrong where the expression must not fit. Expressions that do so many times get less to spend.
    package var limitHits: [RuleSummary: Int] {
        let program = rules.program
        let counts = program.regexes.indices.map { evaluation.limitHits(ofRegex: $0) }
        guard counts.contains(where: { $0 > 0 }) else { return [:] }
        // Several variants of a rule ask the same question, which is answered once.
        var regexes: [Int: Set<Int>] = [:]
        for variant in program.variants {
            regexes[Int(variant.rule), default: []].formUnion(program.regexes(under: variant.root))
        }
        var hits: [RuleSummary: Int] = [:]
        for (rule, numbers) in regexes {
            let count = numbers.reduce(0) { $0 + counts[$1] }
            if count > 0 { hits[rules.rules[rule].summary, default: 0] += count }
        }
        return hits
    }

    private mutating func findCandidates(_ row: RecordBatch.Row, _ batch: RecordBatch) {
        var source = CandidateIndex.Source(
            channel: channelNames.name(row.channel, of: row, in: batch, rules.index),
            provider: providerNames.name(row.provider, of: row, in: batch, rules.index), hasCode: false, code: nil)
        if row.eventCode >= 0, let code = batch.integer(inSlot: Int(row.firstSlot) + Int(row.eventCode)) {
            source.hasCode = true
            source.code = rules.index.knownCode(code)
        }
        if source == lastSource { return }
        lastSource = source
        if let found = known[source] {
            candidates = found
            return
        }
        candidates = rules.index.candidates(source)
        if known.count < DetectionLimits.rememberedSources { known[source] = candidates }
    }

    /// The fields by which a record meets a rule, with their values as people read them.
    ///
    /// Fields of conditions that must *not* hold are left out, and so are fields that have to be missing.
    ///
    /// - Parameter match: A match of the rule set that made this matcher.
    /// - Returns: Names as the record has them; where a name has several values, the one that fits.
    package mutating func matchedFields(of match: RuleMatch) -> [String: String] {
        let batch = match.record.batch
        let row = batch.rows[match.record.index]
        fields.see(batch.catalogue)
        evaluation.begin(row, batch, fields)
        var shown: [String: String] = [:]
        for variant in rules.program.variants where Int(variant.rule) == match.rule {
            guard evaluation.holds(variant.root, batch) else { continue }
            for slot in evaluation.witnesses(variant.root, batch) {
                let field = batch.field(inSlot: slot)
                shown[field.name.name] = field.value.text
            }
        }
        return shown
    }
}
