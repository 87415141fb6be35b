/// The bounds that keep hostile rules and records from costing more than they may.
enum DetectionLimits {
    /// Bytes of one rule file. The longest of 3,800 public rules has 30 KiB; packs of many rules stay below this.
    static let ruleFileBytes = 16 << 20
    /// Bytes of what a value becomes by encodings before the last: each makes several, longer ones of it.
    static let encodedBytes = 1 << 20
    /// Values in one YAML document, aliases counted each time they are used, so that nested aliases cannot multiply.
    static let nodesPerDocument = 100_000
    /// Bytes of a value that has wildcards inside, which takes a step for 64 of them at each byte of a text. The longest
    /// of 3,800 public rules has 150.
    static let wildcardBytes = 4_096
    /// Brackets and `not` inside each other in a condition; people write three.
    static let conditionDepth = 64
    /// Steps of one regular expression on one value (PCRE2's own count); reached only by runaway
    /// backtracking. Values so long that one way through them needs more get that.
    static let regexSteps: UInt32 = 200_000
    /// Steps for each byte of a long value: groups take up to three for each time they are repeated.
    static let regexStepsPerByte: UInt32 = 4
    /// How often an expression may reach its limit before it gets less, so that hostile values stop costing time.
    static let regexPatience = 64
    /// Steps of an expression that reached its limit that often.
    static let regexStepsAfterwards: UInt32 = 4_000
    /// KiB of heap of one regular expression on one value, where the machine has no just-in-time compiler.
    static let regexHeapKiB: UInt32 = 32 << 10
    /// Bytes of stack for the compiled expressions of a matcher, first and at most. A repeated group takes some 30 for
    /// each repetition, and values can have megabytes.
    static let regexStackBytes = (first: 32 << 10, most: 64 << 20)
    /// Combinations of channel, provider and event code whose candidates are kept; only codes that rules name count.
    static let rememberedSources = 65_536
    /// Different sets of candidates whose keys are made ready for the search, which takes some 100 bytes a literal. A
    /// machine has less than a hundred; records that were made up to have more are matched without keys.
    static let keyedSets = 1_024
    /// Rules that one correlation names; people write five.
    static let rulesPerCorrelation = 64
    /// Correlations inside each other; people write two.
    static let correlationDepth = 16
    /// Matches of one group that a correlation holds at a time: of more, the latest.
    static let matchesPerWindow = 100_000
    /// Matches that all correlations hold together, some 300 bytes each. Beyond it windows end early, oldest first.
    static let heldMatches = 400_000
    /// Records of a correlation's match that are listed; all are counted.
    static let listedRecords = 1_000
    /// Values, or combinations of values, by which one match is counted in a correlation: lists of roles or addresses have
    /// a few.
    static let valuesPerMatch = 64
    /// Bytes of a value that correlations keep. Longer ones are told apart by their digest.
    static let correlatedValueBytes = 512
}
