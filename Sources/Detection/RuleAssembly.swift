import Vocabulary

/// Reads rule files and follows what their documents say of each other: correlations of rules, filters for rules. In which
/// file, and in which order, documents stand makes no difference.
struct RuleAssembly {
    private(set) var rules: [SigmaRule] = []
    private(set) var links: CorrelationLinker
    private(set) var problems: [RuleProblem] = []
    private var read: [SigmaCorrelation] = []
    private var filters: [(filter: SigmaFilter, file: String)] = []
    /// The files in which filters are.
    var filterFiles: Set<String> { Set(filters.map(\.file)) }
    /// Where each id was met first; ids are UUIDs, which are the same in either case.
    private var idPlaces: [String: (file: String, place: SourcePlace)] = [:]

    private let table: LogSourceTable
    private let checks: Bool

    /// - Parameter checks: Whether it is told what is doubtful in rules that can be used.
    init(_ sources: [RuleSource], _ table: LogSourceTable, checks: Bool) {
        self.table = table
        self.checks = checks
        links = CorrelationLinker(rules: [], correlations: [])
        for source in sources { add(source) }
        applyFilters()
        links = CorrelationLinker(rules: rules, correlations: read)
        problems += links.problems
    }

    // MARK: Reading

    private mutating func add(_ source: RuleSource) {
        let documents = SigmaDocuments.read(source)
        if documents.isEmpty {
            let start = SourcePlace(line: 1, column: 1)
            tell(RuleFault(place: start, kind: .warning, message: "the file holds no rule"), source.name)
        }
        var collection = RuleCollection()
        for document in documents {
            do throws(RuleFault) {
                let (node, notice) = try collection.take(try document.get())
                if let notice { tell(notice, source.name) }
                if let node { try add(node, file: source.name) }
            } catch {
                tell(error, source.name)
            }
        }
        for notice in collection.lastNotices { tell(notice, source.name) }
    }

    private mutating func add(_ document: SigmaNode, file: String) throws(RuleFault) {
        guard document.pairs != nil else { throw RuleFault(place: document.place, message: "a rule must be a map") }
        if document["correlation"] != nil {
            let correlation = try CorrelationReader.read(document, file: file)
            for doubt in correlation.doubts where checks { tell(doubt, file) }
            tellRepeated(correlation.summary, correlation.idPlace)
            read.append(correlation)
        } else if document["filter"] != nil {
            filters.append((try SigmaFilter.read(document), file))
        } else {
            let rule = try SigmaRule.read(document, file: file, table: table, checks: checks)
            for doubt in rule.doubts { tell(doubt, file) }
            tellRepeated(rule.summary, rule.idPlace)
            if let aggregation = rule.aggregation { add(aggregation, of: rule) } else { rules.append(rule) }
        }
    }

    /// A rule with an aggregation becomes a correlation of the rules that it is made of.
    private mutating func add(_ aggregation: Aggregation, of rule: SigmaRule) {
        var part = rule
        part.isPart = true
        let parts = [(Aggregation.matches, rule.criterion)] + aggregation.neighbours.map { ($0.name, $0.criterion) }
        var inputs: [SigmaCorrelation.Input] = []
        for (name, criterion) in parts {
            part.name = name
            part.criterion = criterion
            if name != Aggregation.matches {
                part.outline = DetectionOutline(selections: [(name, criterion)], conditions: [.selection(0)])
            }
            inputs.append(.rule(rules.count, name))
            rules.append(part)
        }
        let start = SourcePlace(line: 1, column: 1)
        read.append(
            SigmaCorrelation(
                summary: rule.summary, name: rule.name, place: rule.idPlace ?? start, idPlace: rule.idPlace,
                inputs: inputs,
                measure: aggregation.measure, condition: aggregation.condition, valueFields: aggregation.valueFields,
                groupBy: aggregation.groupBy, span: aggregation.span))
    }

    /// Warns where another rule has the id already: copies of one rule count every match twice.
    private mutating func tellRepeated(_ rule: RuleSummary, _ place: SourcePlace?) {
        guard let place else { return }
        guard let known = idPlaces[rule.id.lowercased()] else {
            idPlaces[rule.id.lowercased()] = (rule.source, place)
            return
        }
        // What stands under `action: global` is read once for each rule.
        guard known.file != rule.source || known.place != place else { return }
        tell(
            RuleFault(
                place: place, kind: .warning, message: "the id '\(rule.id)' is that of a rule in \(known.file) as well"),
            rule.source)
    }

    private mutating func tell(_ fault: RuleFault, _ file: String) { problems.append(RuleProblem(fault, file: file)) }

    // MARK: Filters

    private mutating func applyFilters() {
        guard !filters.isEmpty else { return }
        var known = RuleNames()
        for (place, rule) in rules.enumerated() {
            known.add(place, rule.summary, name: rule.isPart ? nil : rule.name, hasID: rule.idPlace != nil)
        }
        var correlations = RuleNames()
        for (place, one) in read.enumerated() {
            correlations.add(place, one.summary, name: one.name, hasID: one.idPlace != nil)
        }
        var left = rules.map { _ in [SigmaFilter]() }
        for (filter, file) in filters {
            guard let names = filter.rules else {
                for (place, rule) in rules.enumerated() where filter.logSource.covers(rule.logSource) {
                    left[place].append(filter)
                }
                continue
            }
            for (name, namePlace) in names {
                let named = known.numbers(of: name)
                let covered = named.filter { filter.logSource.covers(rules[$0].logSource) }
                for place in covered { left[place].append(filter) }
                guard covered.isEmpty else { continue }
                let message =
                    if !named.isEmpty {
                        "the rule '\(name)' is of another log source than the filter"
                    } else if correlations.numbers(of: name).isEmpty {
                        "no rule has the id or name '\(name)'"
                    } else {
                        "'\(name)' is a correlation: filters are for the rules that it is made of"
                    }
                tell(RuleFault(place: namePlace, kind: .warning, message: message), file)
            }
        }
        for (place, filters) in left.enumerated() where !filters.isEmpty {
            rules[place].criterion = .all([rules[place].criterion] + filters.map(\.stays))
            rules[place].filters = filters.map { ($0.title, $0.stays) }
        }
    }
}
