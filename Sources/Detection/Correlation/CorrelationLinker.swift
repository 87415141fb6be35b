import Vocabulary

/// Follows the references of correlations, and works out which fields of which rules they need.
struct CorrelationLinker {
    /// Each after those that it takes its matches from.
    private(set) var linked: [LinkedCorrelation] = []
    private(set) var problems: [RuleProblem] = []
    /// For each rule, the fields whose values its matches carry.
    private(set) var carried: [[String]]
    /// For each rule, whether its own matches are shown.
    private(set) var showsRule: [Bool]

    private let rules: [SigmaRule]
    private let correlations: [SigmaCorrelation]
    /// Of rules, and counted on from the last of these, of correlations.
    private var known = RuleNames()
    /// Of each linked correlation, the rules that it is made of in the end.
    private var below: [Set<Int>] = []

    init(rules: [SigmaRule], correlations: [SigmaCorrelation]) {
        self.rules = rules
        self.correlations = correlations
        carried = rules.map { _ in [] }
        showsRule = rules.map { !$0.isPart }
        for (place, rule) in rules.enumerated() where !rule.isPart {
            known.add(place, rule.summary, name: rule.name, hasID: rule.idPlace != nil)
        }
        for (place, one) in correlations.enumerated() {
            known.add(rules.count + place, one.summary, name: one.name, hasID: one.idPlace != nil)
        }
        order()
        decideShown()
        for place in linked.indices { linked[place].fields = fields(of: place) }
    }

    private mutating func tell(_ message: String, at place: SourcePlace, of correlation: SigmaCorrelation) {
        problems.append(RuleProblem(RuleFault(place: place, message: message), file: correlation.summary.source))
    }

    /// Whether correlations are made of the matches of a rule.
    func isCorrelated(_ rule: Int) -> Bool { below.contains { $0.contains(rule) } }

    // MARK: Order

    private mutating func order() {
        var states = correlations.map { _ in State.unseen }
        for place in correlations.indices { _ = visit(place, &states, depth: 0) }
    }

    private enum State {
        case unseen, open
        case done(node: Int?)
    }

    /// The node of a correlation, once all that it needs has one; nil where it cannot be used.
    private mutating func visit(_ place: Int, _ states: inout [State], depth: Int) -> Int? {
        if case .done(let node) = states[place] { return node }
        let correlation = correlations[place]
        states[place] = .open
        var inputs: [Int] = []
        var isWhole = true
        for input in correlation.inputs {
            let node = node(of: input, for: correlation, &states, depth: depth)
            if let node { inputs.append(node) } else { isWhole = false }
        }
        isWhole = checkAliases(of: correlation, inputs) && isWhole
        guard isWhole else {
            states[place] = .done(node: nil)
            return nil
        }
        linked.append(LinkedCorrelation(correlation: correlation, inputs: inputs))
        below.append(inputs.reduce(into: []) { $0.formUnion(rulesBelow($1)) })
        let node = rules.count + linked.count - 1
        states[place] = .done(node: node)
        return node
    }

    private mutating func node(
        of input: SigmaCorrelation.Input, for correlation: SigmaCorrelation, _ states: inout [State], depth: Int
    ) -> Int? {
        guard case .named(let name, let place) = input else {
            if case .rule(let node, _) = input { return node }
            return nil
        }
        let found = known.numbers(of: name)
        guard found.count == 1 else {
            let count = found.isEmpty ? "no rule that can be used" : "more than one rule"
            tell("\(count) has the id or name '\(name)'", at: place, of: correlation)
            return nil
        }
        return found[0] < rules.count
            ? found[0] : visit(found[0] - rules.count, as: name, place, for: correlation, &states, depth)
    }

    /// The node of a correlation that another one names.
    private mutating func visit(
        _ inner: Int, as name: String, _ place: SourcePlace, for correlation: SigmaCorrelation, _ states: inout [State],
        _ depth: Int
    ) -> Int? {
        var fault: String?
        if case .open = states[inner] {
            fault = "'\(name)' is made of this correlation itself: they go round in a circle"
        } else if depth == DetectionLimits.correlationDepth {
            fault = "correlations are nested too deeply"
        } else if correlation.measure.isNumeric {
            fault = "'\(name)' is a correlation, which has no numbers of its own: name the rules that have them"
        } else if let node = visit(inner, &states, depth: depth + 1) {
            return node
        }
        tell(fault ?? "the correlation '\(name)' cannot be used", at: place, of: correlation)
        return nil
    }

    private mutating func checkAliases(of correlation: SigmaCorrelation, _ inputs: [Int]) -> Bool {
        let rules = Set(inputs.flatMap { names(of: $0) } + correlation.inputs.map(\.name))
        for (alias, fields) in correlation.aliases.sorted(by: { $0.key < $1.key }) {
            for rule in fields.keys.sorted() where !rules.contains(rule) {
                guard inputs.count == correlation.inputs.count else { continue }
                tell(
                    "the alias '\(alias)' names '\(rule)', which is none of the rules", at: correlation.place,
                    of: correlation)
                return false
            }
        }
        return true
    }

    private func names(of node: Int) -> [String] {
        if node < rules.count { return [rules[node].summary.id, rules[node].name].compactMap(\.self) }
        let correlation = linked[node - rules.count].correlation
        return [correlation.summary.id, correlation.name].compactMap(\.self)
    }

    /// What a correlation is made of is not shown by itself, unless one of those made of it says so, or none is left.
    private mutating func decideShown() {
        var isAsked: Set<Int> = []
        var isUsed: Set<Int> = []
        for one in linked {
            isUsed.formUnion(one.inputs)
            if one.correlation.generates { isAsked.formUnion(one.inputs) }
        }
        for node in isUsed.subtracting(isAsked) {
            if node < rules.count { showsRule[node] = false } else { linked[node - rules.count].isShown = false }
        }
    }

    // MARK: Fields

    private mutating func fields(of place: Int) -> [[Int: LinkedCorrelation.Fields]] {
        let one = linked[place]
        return one.inputs.indices.map { input in
            var fields: [Int: LinkedCorrelation.Fields] = [:]
            for rule in rulesBelow(one.inputs[input]) {
                var own = LinkedCorrelation.Fields()
                for name in one.correlation.groupBy { own.group.append(carry(name, input, of: place, rule)) }
                for name in one.correlation.valueFields { own.values.append(carry(name, input, of: place, rule)) }
                fields[rule] = own
            }
            return fields
        }
    }

    /// The place of a field among the values that matches of a rule carry.
    private mutating func carry(_ name: String, _ input: Int, of place: Int, _ rule: Int) -> Int {
        let field = resolve(name, input, of: place, rule)
        if let known = carried[rule].firstIndex(of: field) { return known }
        carried[rule].append(field)
        return carried[rule].count - 1
    }

    /// What a field of a correlation is called in a rule below one of its inputs, by the aliases on the way there.
    private func resolve(_ name: String, _ input: Int, of place: Int, _ rule: Int) -> String {
        let one = linked[place]
        let node = one.inputs[input]
        var name = name
        if let mapping = one.correlation.aliases[name] {
            let called = [one.correlation.inputs[input].name] + names(of: node)
            name = called.lazy.compactMap { mapping[$0] }.first ?? name
        }
        guard node >= rules.count else { return name }
        let inner = node - rules.count
        let way = linked[inner].inputs.firstIndex { rulesBelow($0).contains(rule) }
        return way.map { resolve(name, $0, of: inner, rule) } ?? name
    }

    private func rulesBelow(_ node: Int) -> Set<Int> { node < rules.count ? [node] : below[node - rules.count] }
}
