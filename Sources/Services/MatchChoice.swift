package import Detection
package import Vocabulary

/// Which matches are shown.
package struct MatchChoice: Sendable {
    /// The lowest level of a rule.
    package var level = Severity.informational
    /// The rule has one of these tags, or one below it: `attack.t1059` also means `attack.t1059.001`. Empty for all.
    package var tags: [String] = []
    /// The rule has one of these ids or titles. Empty for all.
    package var rules: [String] = []
    /// The time of the record, or at which a correlation was met, both ends included.
    package var from: Timestamp?
    package var to: Timestamp?
    /// Matches that are known to be harmless.
    package var allowed = AllowList()

    package init() {}

    package func wants(_ rule: RuleSummary) -> Bool {
        rule.level >= level && (tags.isEmpty || tags.contains { Self.hasTag($0, rule) })
            && (rules.isEmpty || rules.contains { Self.names($0, rule) })
    }

    /// A record without a time is in no range of time.
    func wants(_ moment: Timestamp?) -> Bool {
        guard from != nil || to != nil else { return true }
        guard let moment else { return false }
        return moment >= from ?? .earliest && moment <= to ?? moment
    }

    /// Whether a name is that of a rule: its id or title, in either case of letters.
    package static func names(_ name: String, _ rule: RuleSummary) -> Bool {
        let name = name.lowercased()
        return rule.id.lowercased() == name || rule.title.lowercased() == name
    }

    /// Whether a rule has a tag, or one below it, in either case of letters.
    package static func hasTag(_ wanted: String, _ rule: RuleSummary) -> Bool {
        func words(_ tag: String) -> String { String(tag.lowercased().map { $0 == "_" ? "-" : $0 }) }
        let wanted = words(wanted)
        return rule.tags.contains { tag in
            let tag = words(tag)
            return tag == wanted || tag.hasPrefix(wanted + ".")
        }
    }
}

/// Matches that are not shown, by why.
package struct MatchesLeftOut: Hashable, Sendable {
    /// Known to be harmless.
    package var allowed = 0
    /// Outside of the range of time.
    package var outsideRange = 0

    package init(allowed: Int = 0, outsideRange: Int = 0) {
        self.allowed = allowed
        self.outsideRange = outsideRange
    }

    static func += (left: inout MatchesLeftOut, right: MatchesLeftOut) {
        left.allowed += right.allowed
        left.outsideRange += right.outsideRange
    }
}
