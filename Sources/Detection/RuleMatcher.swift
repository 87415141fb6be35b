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
    private var known: [CandidateIndex.Source: CandidateSet] = [:]
    private var lastSource: CandidateIndex.Source?
    /// The sources met last, each at a place of its own or of a few.
    private var recent: [(source: CandidateIndex.Source?, candidates: CandidateSet)]
    /// Each set of candidates that was met: many sources have the same.
    private var sets: [[UInt32]: CandidateSet] = [:]
    /// The set of the record at hand.
    private var candidates = CandidateSet(plain: [])
    /// Those of the shapes of records.
    private let shapes: [(shape: CandidateIndex.Shape, candidates: CandidateSet)]
    /// The places of the shapes that records of the catalogue seen last can have: mostly none.
    private var possibleShapes: [Int] = []
    /// The record, counted over all batches, in which each rule was found last: routes can overlap.
    private var foundIn: [UInt64]
    private var recordCount: UInt64 = 0
    /// Of each rule, whether the fields of its matches are kept until the next batch; empty for none.
    private let keepsFields: [Bool]
    private var kept = KeptFields()
    private var sweep: IndicatorSweep?

    init(_ rules: RuleSet, keepsFields: [Bool]) {
        self.rules = rules
        self.keepsFields = keepsFields
        evaluation = Evaluation(rules.program)
        fields = FieldNumbering(rules.program)
        foundIn = Array(repeating: 0, count: rules.rules.count)
        recent = Array(repeating: (nil, candidates), count: 64)
        shapes = rules.index.shapes.map { ($0, CandidateSet($0.variants, keys: rules.keys)) }
        sweep = rules.indicators.map { IndicatorSweep($0) }
    }

    /// Matches every record of a batch.
    ///
    /// - Parameters:
    ///   - rows: Of the batch, where not all are to be matched.
    ///   - correlated: Called once for each of these rules that correlations are made of, with what they need.
    ///   - found: Called once for each rule that fits a record, and before for each indicator that is in it; record
    ///     after record.
    package mutating func match(
        _ batch: RecordBatch, rows: Range<Int>? = nil, correlated: (CorrelatedMatch) -> Void = { _ in },
        _ found: (RuleMatch) -> Void
    ) {
        see(batch.catalogue)
        kept.begin(batch)
        sweep?.begin(batch)
        for index in rows ?? batch.rows.indices {
            let row = batch.rows[index]
            recordCount += 1
            if sweep != nil { findIndicators(row, index, batch, found) }
            findCandidates(row, batch)
            if candidates.variants.isEmpty, possibleShapes.isEmpty { continue }
            evaluation.begin(row, batch, fields)
            test(candidates, index, batch, correlated, found)
            for place in possibleShapes where hasShape(shapes[place].shape) {
                test(shapes[place].candidates, index, batch, correlated, found)
            }
        }
    }

    private mutating func see(_ catalogue: FieldCatalogue) {
        guard fields.see(catalogue) else { return }
        possibleShapes = shapes.indices.filter { fields.canHave(shapes[$0].shape.fields) }
    }

    /// Whether the record at hand has a shape.
    private func hasShape(_ shape: CandidateIndex.Shape) -> Bool {
        evaluation.hasAll(shape.fields) && lastSource.map(shape.takes) != false
    }

    private mutating func findIndicators(
        _ row: RecordBatch.Row, _ index: Int, _ batch: RecordBatch, _ found: (RuleMatch) -> Void
    ) {
        guard let hits = sweep?.hits(in: row, of: batch), !hits.isEmpty else { return }
        for hit in hits {
            let number = rules.rules.count + hit.indicator
            if !keepsFields.isEmpty {
                kept.add(rule: number, record: index)
                kept.add(slots: [hit.slot])
            }
            found(RuleMatch(rule: number, record: batch[index]))
        }
    }

    private mutating func test(
        _ candidates: CandidateSet, _ index: Int, _ batch: RecordBatch, _ correlated: (CorrelatedMatch) -> Void,
        _ found: (RuleMatch) -> Void
    ) {
        evaluation.withCandidates(of: candidates, batch) { evaluation, number in
            let variant = rules.program.variants[Int(number)]
            let rule = Int(variant.rule)
            guard foundIn[rule] != recordCount, evaluation.holds(variant.root, batch) else { return }
            foundIn[rule] = recordCount
            if !keepsFields.isEmpty, keepsFields[rule] {
                kept.add(rule: rule, record: index)
                for variant in rules.program.variants[rules.variants[rule]] where evaluation.holds(variant.root, batch)
                {
                    kept.add(slots: evaluation.witnesses(variant.root, batch))
                }
            }
            let match = RuleMatch(rule: rule, record: batch[index])
            if rules.rules[rule].isCorrelated {
                let values = rules.carried[Int(number)].map { evaluation.carried(ofFirst: $0, batch) }
                correlated(CorrelatedMatch(match, values: values))
            }
            found(match)
        }
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
        // Logs of a machine change between a few sources all the time.
        let place = source.place % recent.count
        if recent[place].source == source {
            candidates = recent[place].candidates
            return
        }
        defer { recent[place] = (source, candidates) }
        if let found = known[source] {
            candidates = found
            return
        }
        if known.count == DetectionLimits.rememberedSources {
            known = [:]
            sets = [:]
        }
        candidates = set(rules.index.candidates(source))
        known[source] = candidates
    }

    private mutating func set(_ variants: [UInt32]) -> CandidateSet {
        if let known = sets[variants] { return known }
        let set =
            sets.count < DetectionLimits.keyedSets
            ? CandidateSet(variants, keys: rules.keys) : CandidateSet(plain: variants)
        sets[variants] = set
        return set
    }

    /// The fields by which a record meets a rule, with their values as people read them.
    ///
    /// Fields of conditions that must *not* hold are left out, and so are fields that have to be missing.
    ///
    /// - Parameter match: A match of the rule set that made this matcher.
    /// - Returns: Names as the record has them; where a name has several values, the one that fits.
    package mutating func matchedFields(of match: RuleMatch) -> [String: String] {
        let batch = match.record.batch
        var shown: [String: String] = [:]
        func show(_ slot: Int) {
            let field = batch.field(inSlot: slot)
            shown[field.name.name] = field.value.text
        }
        if let slots = kept.slots(of: match) {
            for slot in slots { show(slot) }
            return shown
        }
        guard rules.rules.indices.contains(match.rule) else {
            for hit in hits(of: match) { show(hit.slot) }
            return shown
        }
        see(batch.catalogue)
        evaluation.begin(batch.rows[match.record.index], batch, fields)
        for variant in rules.program.variants[rules.variants[match.rule]] {
            guard evaluation.holds(variant.root, batch) else { continue }
            for slot in evaluation.witnesses(variant.root, batch) { show(slot) }
        }
        return shown
    }

    /// Where the indicator of a match stands in its record.
    private mutating func hits(of match: RuleMatch) -> [IndicatorHit] {
        let batch = match.record.batch
        sweep?.begin(batch)
        let hits = sweep?.hits(in: batch.rows[match.record.index], of: batch) ?? []
        return hits.filter { rules.rules.count + $0.indicator == match.rule }
    }
}
