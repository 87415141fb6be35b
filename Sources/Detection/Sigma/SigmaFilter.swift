/// A filter: what is known to be harmless in the matches of other rules (Sigma 2.1, "Global filter").
struct SigmaFilter {
    let title: String
    /// The rules it is for, by id or name; nil for all of its log source.
    let rules: [(name: String, place: SourcePlace)]?
    let logSource: LogSource
    /// What a record must meet to be matched still.
    let stays: Criterion
    let place: SourcePlace

    static func read(_ document: SigmaNode) throws(RuleFault) -> SigmaFilter {
        guard let node = document["filter"], let pairs = node.pairs else {
            throw RuleFault(place: document["filter"]?.place ?? document.place, message: "'filter' must be a map")
        }
        guard let title = try SigmaRule.text("title", of: document), !title.isEmpty else {
            throw RuleFault(place: document.place, message: "the filter has no title")
        }
        let selections = try DetectionReader.selections(
            pairs.filter { $0.key.text != "condition" && $0.key.text != "rules" })
        guard !selections.isEmpty else { throw RuleFault(place: node.place, message: "the filter has no selection") }
        guard let condition = node["condition"] else {
            throw RuleFault(place: node.place, message: "the filter has no condition")
        }
        let criterion = try ConditionParser.parse(condition, selections: selections)
        return SigmaFilter(
            title: title, rules: try rules(node), logSource: try SigmaRule.logSource(of: document),
            stays: remainder(criterion),
            place: document.place)
    }

    /// Authors write either what a filter takes away (`selection`) or what it leaves (`not selection`). Its purpose is to
    /// take away a little: what holds for a record that shows nothing of it is what is left.
    private static func remainder(_ criterion: Criterion) -> Criterion {
        criterion.holds { _ in false } ? criterion : .not(criterion)
    }

    private static func rules(_ node: SigmaNode) throws(RuleFault) -> [(name: String, place: SourcePlace)]? {
        guard let rules = node["rules"] else {
            throw RuleFault(place: node.place, message: "the filter names no rules: name some, or 'any'")
        }
        var names: [(name: String, place: SourcePlace)] = []
        for item in rules.items ?? [rules] {
            guard let name = item.string, !name.isEmpty else {
                throw RuleFault(place: item.place, message: "a rule is named by its id or name")
            }
            names.append((name, item.place))
        }
        return names.isEmpty || (names.count == 1 && names[0].name.lowercased() == "any") ? nil : names
    }
}
