package import Vocabulary

/// Says why rules fit records, or why not. Made for one task, as a ``RuleMatcher`` is; far slower than that, since it
/// asks all that a rule asks for.
package final class RuleExplainer {
    private let rules: RuleSet
    private var prepared: [Int: [ExplainedRoute]] = [:]

    /// - Parameter rules: Loaded to be explained; of others nothing can be said.
    package init(_ rules: RuleSet) { self.rules = rules }

    /// Explains a rule, a place in ``RuleSet/rules``, or an indicator, on a record.
    ///
    /// - Returns: Nil where the rules were not loaded to be explained.
    package func explain(_ rule: Int, _ record: LogRecord) -> RuleExplanation? {
        if let indicators = rules.indicators, rule >= rules.rules.count {
            return indicators.explain(rule - rules.rules.count, record, source: Self.source(of: record))
        }
        guard rules.read.indices.contains(rule) else { return nil }
        let read = rules.read[rule]
        let routes = prepared[rule] ?? rules.table.routes(of: read.logSource).map { ExplainedRoute($0, read) }
        prepared[rule] = routes
        let fits = routes.map { $0.isTaken(by: record) }
        // Of several, the one on which the rule matches.
        let taken = zip(routes, fits).filter(\.1).map { $0.0.explain(record) }
        guard let step = taken.first(where: \.holds) ?? taken.first ?? routes.first?.explain(record) else { return nil }
        return RuleExplanation(
            rule: read.summary, logSource: read.logSource,
            routes: zip(routes, fits).map { .init(words: $0.route.words, fits: $1) },
            recordSource: Self.source(of: record), condition: step)
    }

    private static func source(of record: LogRecord) -> String {
        let parts = [
            ("channel", record.channel?.text), ("provider", record.provider?.text),
            ("event code", record.eventCode?.text),
        ]
        let known = parts.compactMap { name, text in text.map { "\(name) \($0)" } }
        return known.isEmpty ? "a record without channel, provider and event code" : known.joined(separator: ", ")
    }
}

extension LogSourceRoute {
    /// How its records are told, for people.
    var words: String {
        var ways: [String] = []
        if !channels.isEmpty { ways.append("channel \(channels.joined(separator: " or "))") }
        if !providers.isEmpty, providers != channels { ways.append("provider \(providers.joined(separator: " or "))") }
        if !fields.isEmpty { ways.append("fields \(fields.joined(separator: ", "))") }
        if anyWindowsLog { ways.append("any event log of Windows") }
        var words = ways.joined(separator: "; or ")
        if !eventCodes.isEmpty { words += ", event code \(eventCodes.map(\.description).joined(separator: " or "))" }
        return requires == nil ? words : words + ", and what the log source asks for"
    }
}
