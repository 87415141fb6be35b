/// The bounds that keep hostile rules and records from costing more than they may.
enum DetectionLimits {
    /// Bytes of one rule file. The longest of 3,800 public rules has 30 KiB; packs of many rules stay below this.
    static let ruleFileBytes = 16 << 20
    /// Values in one YAML document, aliases counted each time they are used, so that nested aliases cannot multiply.
    static let nodesPerDocument = 100_000
    /// Brackets and `not` inside each other in a condition; people write three.
    static let conditionDepth = 64
    /// Bytes of a value that a regular expression is tried on; longer ones are cut. A script block has at most 32 KiB.
    static let regexSubjectBytes = 256 << 10
    /// Steps of one regular expression on one value (PCRE2's own count); reached only by runaway backtracking.
    static let regexSteps: UInt32 = 200_000
    /// KiB of heap of one regular expression on one value.
    static let regexHeapKiB: UInt32 = 4_096
    /// Bytes of machine stack for one compiled expression, first and at most.
    static let regexStackBytes = (first: 32 << 10, most: 512 << 10)
    /// Combinations of channel, provider and event code whose candidates are kept; only codes that rules name count.
    static let rememberedSources = 65_536
}
