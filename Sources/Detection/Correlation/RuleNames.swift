import Vocabulary

/// How rules refer to each other: by id, which is the same in either case; by name; and to what has no id, by title.
struct RuleNames {
    private var ids: [String: [Int]] = [:]
    private var names: [String: [Int]] = [:]
    private var titles: [String: [Int]] = [:]

    mutating func add(_ number: Int, _ summary: RuleSummary, name: String?, hasID: Bool) {
        if hasID {
            ids[summary.id.lowercased(), default: []].append(number)
        } else {
            titles[summary.title, default: []].append(number)
        }
        if let name { names[name, default: []].append(number) }
    }

    /// All that a reference can mean.
    func numbers(of reference: String) -> [Int] {
        ids[reference.lowercased()] ?? names[reference] ?? titles[reference] ?? []
    }
}
