import Vocabulary

/// A rule as read, before it is compiled.
struct SigmaRule: Sendable {
    let summary: RuleSummary
    /// What correlations and filters can call it beside its id.
    var name: String?
    let logSource: LogSource
    var criterion: Criterion
    /// The same as its author wrote it, without filters.
    var outline: DetectionOutline
    /// What filters ask for beside it, and what they are called.
    var filters: [(title: String, stays: Criterion)] = []
    /// What a condition of Sigma 1 makes of the matches.
    var aggregation: Aggregation?
    /// Whether it was made of a part of a document, whose matches are not shown.
    var isPart = false
    /// Where the author's own id stands; nil for a rule that is known by its title.
    let idPlace: SourcePlace?
    /// What is worth telling the author of, though the rule can be used.
    let doubts: [RuleFault]
}

extension SigmaRule {
    /// Reads a document.
    ///
    /// - Parameters:
    ///   - file: The name of the rule's file, for its summary.
    ///   - table: The log sources that are known.
    ///   - checks: Whether doubts are told.
    static func read(
        _ document: SigmaNode, file: String, table: LogSourceTable = .builtIn, checks: Bool = true
    ) throws(RuleFault) -> SigmaRule {
        guard document.pairs != nil else { throw RuleFault(place: document.place, message: "a rule must be a map") }
        let detection = try DetectionReader.read(document, checks: checks)
        return SigmaRule(
            summary: try summary(of: document, file: file), name: try text("name", of: document),
            logSource: try logSource(of: document), criterion: detection.outline.criterion, outline: detection.outline,
            aggregation: detection.aggregation, idPlace: document["id"]?.place,
            doubts: (checks ? try doubts(of: document, table) : []) + detection.notices)
    }

    /// What is said of a rule or correlation.
    static func summary(of document: SigmaNode, file: String) throws(RuleFault) -> RuleSummary {
        let title = try text("title", of: document)
        guard let title, !title.isEmpty else {
            throw RuleFault(place: document.place, message: "the rule has no title")
        }
        return RuleSummary(
            id: try text("id", of: document) ?? title, title: title, level: try level(of: document),
            tags: try tags(of: document), source: file)
    }

    private static func doubts(
        of document: SigmaNode, _ table: LogSourceTable
    ) throws(RuleFault) -> [RuleFault] {
        let source = try logSource(of: document)
        let tagDoubts = TagCheck.doubts(of: document)
        guard let node = document["logsource"], table.isUnknownWindows(source) else {
            return tagDoubts + FieldCheck.doubts(of: document, source, table)
        }
        let parts = [("category", source.category), ("service", source.service)].compactMap { key, name in
            name.map { (key, "the \(key) '\($0)'") }
        }
        let place = parts.count == 1 ? node[parts[0].0]?.place : nil
        return tagDoubts + [
            RuleFault(
                place: place ?? node.place, kind: .warning,
                message: "no Windows event is known for \(parts.map(\.1).joined(separator: " of ")): "
                    + "the rule will hardly match anything")
        ]
    }

    /// A text of a document; nil where there is none.
    static func text(_ key: String, of node: SigmaNode) throws(RuleFault) -> String? {
        guard let value = node[key] else { return nil }
        guard let text = value.string else { throw RuleFault(place: value.place, message: "'\(key)' must be text") }
        return text
    }

    /// A rule without a level says nothing about how serious a match is, which is what `informational` means.
    private static func level(of document: SigmaNode) throws(RuleFault) -> Severity {
        guard let node = document["level"] else { return .informational }
        guard let level = Severity(rawValue: node.text.lowercased()) else {
            throw RuleFault(place: node.place, message: "'\(node.text)' is not a level")
        }
        return level
    }

    private static func tags(of document: SigmaNode) throws(RuleFault) -> [String] {
        guard let node = document["tags"] else { return [] }
        if case .null = node.content { return [] }
        guard let items = node.items else { throw RuleFault(place: node.place, message: "'tags' must be a list") }
        var tags: [String] = []
        for item in items {
            guard let tag = item.string else { throw RuleFault(place: item.place, message: "a tag must be text") }
            tags.append(tag)
        }
        return tags
    }

    /// Where the records of a rule or filter come from.
    static func logSource(of document: SigmaNode) throws(RuleFault) -> LogSource {
        guard let node = document["logsource"] else {
            throw RuleFault(place: document.place, message: "the rule has no logsource")
        }
        guard node.pairs != nil else { throw RuleFault(place: node.place, message: "'logsource' must be a map") }
        let source = LogSource(
            product: try text("product", of: node)?.lowercased(),
            category: try text("category", of: node)?.lowercased(),
            service: try text("service", of: node)?.lowercased())
        guard source != LogSource() else {
            throw RuleFault(place: node.place, message: "'logsource' names no category, product or service")
        }
        return source
    }
}
