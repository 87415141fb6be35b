import ArgumentParser
import Detection
import Foundation
import Services
import Vocabulary

/// Which matches `detect` shows.
struct ChoiceOptions: ParsableArguments {
    @Option(help: "Show matches of rules of this level and above.")
    var level: Severity?

    @Option(
        help: ArgumentHelp(
            "Show matches of rules with this tag, or one below it: attack.t1059; may be repeated.", valueName: "tag"))
    var tag: [String] = []

    @Option(
        help: ArgumentHelp(
            "Show matches of the rule or indicator with this id or title; may be repeated.", valueName: "rule"))
    var rule: [String] = []

    @Option(help: ArgumentHelp("Show matches at this time and after: 2026-03-01T10:00:00Z.", valueName: "time"))
    var from: Timestamp?

    @Option(help: ArgumentHelp("Show matches up to this time: 2026-03-01T18:00:00Z.", valueName: "time"))
    var to: Timestamp?

    @Option(
        help: ArgumentHelp(
            "A list of matches that are known to be harmless, each with reason, owner and expiry; may be repeated.",
            valueName: "file"))
    var allow: [String] = []

    func validate() throws {
        if let from, let to, from > to { throw ValidationError("--from must not be later than --to") }
    }

    /// The choice, with what has expired told.
    ///
    /// - Parameter rules: Those that are matched: a name that is none of theirs is told.
    func choice(among rules: RuleSet) throws -> MatchChoice {
        var choice = MatchChoice()
        if let level { choice.level = level }
        choice.tags = tag
        choice.rules = rule
        (choice.from, choice.to) = (from, to)
        let now = Timestamp(unixSeconds: Int64(Date.now.timeIntervalSince1970)) ?? .earliest
        choice.allowed = try RuleLibrary.allowList(allow, at: now)
        for entry in choice.allowed.expired {
            StandardOutput.note(
                "expired: \(entry.place): what \(entry.owner) allowed of '\(entry.rule)' until \(entry.expires) is shown"
            )
        }
        for name in rule + choice.allowed.entries.map(\.rule)
        where !rules.summaries.contains(where: { MatchChoice.names(name, $0) })
            && rules.indicators?.hasIndicator(withID: name) != true
        {
            StandardOutput.note("no rule has the id or title '\(name)'")
        }
        for name in tag where !rules.summaries.contains(where: { MatchChoice.hasTag(name, $0) }) {
            StandardOutput.note("no rule has the tag '\(name)'")
        }
        return choice
    }
}

extension MatchesLeftOut {
    /// For `--stats`.
    var lines: [String] { ["known to be harmless: \(allowed)", "outside the range of time: \(outsideRange)"] }
}
