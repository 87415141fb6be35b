/// Puts the documents of a file together where `action` says so, as collections of Sigma 1 do.
///
/// What stands under `action: global` is part of every document that follows, until `action: reset`; `action: repeat` is
/// the rule before it, with what it says itself in place of that.
struct RuleCollection {
    private var global: SigmaNode?
    private var previous: SigmaNode?
    /// The `action: global` that no document has followed yet, and those that none can follow any more.
    private var waiting: SourcePlace?
    private var passed: [SourcePlace] = []

    /// What is to be told at the end of the file.
    var lastNotices: [RuleFault] {
        (passed + [waiting].compactMap(\.self)).map {
            RuleFault(place: $0, message: "no rule follows this 'action: global', and so it is part of none")
        }
    }

    /// What a document of the file means, nil where it only changes what others mean; and what is to be told of it.
    mutating func take(_ node: SigmaNode) throws(RuleFault) -> (document: SigmaNode?, notice: RuleFault?) {
        guard let pairs = node.pairs, let action = node["action"] else {
            waiting = nil
            let whole = global?.merged(with: node, at: node.place) ?? node
            previous = whole
            return (whole, nil)
        }
        let rest = SigmaNode(place: node.place, content: .map(pairs.filter { $0.key.text != "action" }), text: "")
        let notice = RuleFault(
            place: action.place, kind: .warning, message: "'action: \(action.text)' is of Sigma 1: read as whole rules")
        switch action.text.lowercased() {
        case "global":
            (global, previous) = (rest, nil)
            if let waiting { passed.append(waiting) }
            waiting = action.place
            return (nil, notice)
        case "reset":
            if let waiting { passed.append(waiting) }
            waiting = nil
            let isRule = pairs.count > 1
            (global, previous) = (nil, isRule ? rest : nil)
            return (isRule ? rest : nil, notice)
        case "repeat":
            guard let repeated = previous?.merged(with: rest, at: node.place) else {
                throw RuleFault(place: action.place, message: "there is no rule before this one to repeat")
            }
            previous = repeated
            return (repeated, notice)
        default: throw RuleFault(place: action.place, message: "'\(action.text)' is not an action")
        }
    }
}

extension SigmaNode {
    /// The map with what another one says in place of, and beside, what it says itself; so are maps inside of it.
    fileprivate func merged(with other: SigmaNode, at place: SourcePlace) -> SigmaNode {
        guard var pairs, let added = other.pairs else { return other }
        for pair in added {
            if let known = pairs.firstIndex(where: { $0.key.text == pair.key.text }) {
                pairs[known].value = pairs[known].value.merged(with: pair.value, at: pair.value.place)
            } else {
                pairs.append(pair)
            }
        }
        return SigmaNode(place: place, content: .map(pairs), text: "")
    }
}
