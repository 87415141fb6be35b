/// A command that was understood and declined. It says everything that is missing at once, and changes nothing.
package enum CaseRefusal: Error, Hashable, Sendable {
    /// The gates of the step are not met.
    case gates([UnmetGate])
    /// The case is already past what was asked, or not yet there.
    case wrongState(CaseState, needs: String)
    /// The command lacks something that it must say, such as a reason.
    case missing([String])
    case unknownSystem(String)
    case unknownAccount(String)
    case unknownCase(String)
    /// A plan, override, debt, task or other thing that the case does not have.
    case unknownItem(String)
    /// The scope was derived from fewer evidence files than the case has read by now.
    case scopeIncomplete(covered: Int, held: Int)
    /// Somebody else changed the case since the version the caller saw.
    case stale(expected: Int, actual: Int)
    /// The store does not let an account act under another name.
    case actingAsNotAllowed(String)
    /// The act asks for a role that the actor does not hold.
    case roleNeeded(act: String, roles: String, actor: String)
    /// The act must be done by somebody else than the one who did the first part of it.
    case secondPersonNeeded(act: String, first: String)
    /// What was asked is not possible, and why; said in words that say what would be.
    case impossible(String)
}

/// A gate that is not met, and what would meet it.
package struct UnmetGate: Hashable, Sendable {
    package let id: String
    package let statement: String
    /// Each thing that is missing, with the act that would supply it.
    package let missing: [String]
    /// Where the rule comes from.
    package let citation: String
    /// Who may let the case pass all the same, and how; nil where nobody may.
    package let override: String?

    package init(id: String, statement: String, missing: [String], citation: String, override: String? = nil) {
        self.id = id
        self.statement = statement
        self.missing = missing
        self.citation = citation
        self.override = override
    }

    /// Gates that several steps do not meet, each once with everything that any of the steps misses.
    static func merged(_ gates: [UnmetGate]) -> [UnmetGate] {
        var order: [String] = []
        var missing: [String: [String]] = [:]
        var first: [String: UnmetGate] = [:]
        for gate in gates {
            if first[gate.id] == nil {
                first[gate.id] = gate
                order.append(gate.id)
            }
            missing[gate.id, default: []] += gate.missing
        }
        return order.compactMap { id in
            first[id].map { gate in
                var seen: Set<String> = []
                return UnmetGate(
                    id: id, statement: gate.statement,
                    missing: (missing[id] ?? []).filter { seen.insert($0).inserted }, citation: gate.citation,
                    override: gate.override)
            }
        }
    }
}
