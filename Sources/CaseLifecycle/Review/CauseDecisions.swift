import Vocabulary

extension Case {
    func state(_ cause: CauseStatement, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireResponder(for: "stating the cause")
        try requireSaid(cause)
        var roots: [CauseStatement.Root] = []
        for root in cause.roots {
            let system = try known(.system(root.system)).name
            try requireHeld(root.evidence)
            try requireBearing(root.evidence, on: system, in: context)
            if let since = root.since { try requirePossible(since, on: system, in: context) }
            roots.append(
                CauseStatement.Root(
                    system: system, since: root.since, reason: root.reason,
                    evidence: Array(Set(root.evidence)).sorted()))
        }
        try requireSeparate(roots)
        let cause = CauseStatement(
            vector: cause.vector, text: cause.text, roots: roots, alternatives: cause.alternatives,
            whyFewerAlternatives: cause.whyFewerAlternatives)
        let against = contradictions(of: cause)
        guard against.isEmpty else { throw .missing(against.map(\.text)) }
        let verdicts = try useEvidence(roots.flatMap(\.evidence), in: context)
        return
            (verdicts.isEmpty
            ? [] : [.gatesPassed(step: Step.Kind.useEvidence.rawValue, target: nil, gates: verdicts)])
            + [.review(event: .causeStated(cause: cause, files: readings.count))]
    }

    func giveUpCause(
        _ reason: String, _ missing: [String], in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireResponder(for: "saying that the cause cannot be determined")
        let missing = missing.filter(Text.answers)
        let lacks = [
            Text.answers(reason) ? nil : "why it cannot be determined",
            missing.isEmpty ? "the evidence that would be needed and is not there, by name: --missing TEXT" : nil,
        ].compactMap(\.self)
        guard lacks.isEmpty else { throw .missing(lacks) }
        let known = evidentRoots
        guard known.isEmpty else {
            // A member of the set stays one: only more evidence shows that something else was first.
            let isMember = containment.orderedTargets.contains(.system(known[0]))
            let otherwise =
                isMember
                ? "where it was not the first, add the evidence of what was: cordon evidence add \(id) PATH"
                : "where it is wrong: cordon scope exclude \(id) --reason TEXT -- \(ShellWord.quoted(known[0]))"
            throw .impossible(
                "the evidence has \(known.joined(separator: ", ")) as the first system: state it, and where only how "
                    + "it was compromised is not known, say so in the text: cordon case cause \(id) --help; \(otherwise)"
            )
        }
        return [.review(event: .causeUndeterminable(reason: reason, missing: missing, files: readings.count))]
    }

    private func requireSaid(_ cause: CauseStatement) throws(CaseRefusal) {
        let count = cause.alternatives.count
        let texts = cause.alternatives.flatMap { [$0.text, $0.reason] }
        let isWeighed =
            texts.allSatisfy(Text.answers) && cause.alternatives.allSatisfy { Text.explains($0.reason) }
            && Set((texts + [cause.text]).map(Text.folded)).count == 2 * count + 1
            && (count >= CauseStatement.alternativesAskedFor || Text.answers(cause.whyFewerAlternatives ?? ""))
        let lacks = [
            Text.answers(cause.text) ? nil : "the cause, in words",
            cause.roots.isEmpty ? "the first system compromised: --patient-zero NAME" : nil,
            cause.roots.allSatisfy { Text.answers($0.reason) } ? nil : "how each patient zero was compromised",
            cause.roots.contains { $0.evidence.isEmpty } ? "evidence for each patient zero: --evidence F-1" : nil,
            isWeighed
                ? nil
                : "\(CauseStatement.alternativesAskedFor) different other explanations, each with what speaks against "
                    + "it alone, or why there are fewer",
        ].compactMap(\.self)
        guard lacks.isEmpty else { throw .missing(lacks) }
    }

    /// Refuses a second patient zero that is not a second way in.
    private func requireSeparate(_ roots: [CauseStatement.Root]) throws(CaseRefusal) {
        guard Set(roots.map(\.system)).count == roots.count else {
            throw .impossible("a system is named as patient zero twice")
        }
        guard Set(roots.map { Text.folded($0.reason) }).count == roots.count,
            Set(roots.map(\.evidence)).count == roots.count
        else {
            throw .impossible(
                "each patient zero is a way in of its own: it has its own reason and its own evidence")
        }
    }

    private func requirePossible(
        _ since: Timestamp, on system: String, in context: DecisionContext
    ) throws(CaseRefusal) {
        try context.requireHappened(since, "a compromise")
        try requireRecent(since, on: system, in: context)
        guard let seen = systems[system]?.assessment?.firstCompromise, since > seen else { return }
        throw .impossible("the evidence has \(system) compromised at \(seen) already, before \(since)")
    }
}
