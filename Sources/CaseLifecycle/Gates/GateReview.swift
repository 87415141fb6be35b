import Vocabulary

extension Case {
    /// Puts a step before every gate that guards it.
    ///
    /// - Returns: The verdict of each gate, to be recorded with the step.
    /// - Throws: ``CaseRefusal/gates(_:)`` with every gate that is neither met nor overridden.
    func pass(
        _ step: Step, in context: DecisionContext, claims: GateFacts.Claims = GateFacts.Claims()
    ) throws(CaseRefusal) -> [GateVerdict] {
        let facts = GateFacts(self, step: step, context: context, claims: claims)
        let answers = answers(to: facts, in: context)
        let unmet = answers.compactMap(\.unmet)
        guard unmet.isEmpty else { throw .gates(unmet) }
        // What a gate warns of is looked for only where the step is taken.
        return answers.map { answer in
            let approvals = answer.overrides.sorted().compactMap { overrides.overrides[$0]?.approval }
            return GateVerdict(
                gate: answer.gate.id, outcome: answer.missing.isEmpty ? .passed : .overridden,
                overrides: answer.overrides.isEmpty ? nil : answer.overrides.sorted(),
                warnings: answer.gate.warnings(facts) + facts.freshRoles(ofActorsOf: approvals),
                organisationVersion: context.organisation.version)
        }
    }

    /// What a gate says of a step.
    private struct Answer {
        let gate: Gate
        let missing: [MissingFact]
        /// What of it no override covers.
        let open: [MissingFact]
        /// Those that cover the rest.
        let overrides: Set<OverrideID>

        var unmet: UnmetGate? { open.isEmpty ? nil : gate.unmet(open) }
    }

    private func answers(to facts: GateFacts, in context: DecisionContext) -> [Answer] {
        Gate.all.filter { $0.guards.contains(facts.step.kind) }.map { gate in
            let missing = gate.missing(facts)
            let covered = missing.isEmpty ? [:] : covered(of: gate, at: context.now, in: context.organisation)
            // The first release let overrides cover what is said with the command.
            func override(of fact: MissingFact) -> OverrideID? {
                gate.isOverridable(fact) ? covered[fact.coverage] : nil
            }
            return Answer(
                gate: gate, missing: missing, open: missing.filter { override(of: $0) == nil },
                overrides: Set(missing.compactMap(override)))
        }
    }

    /// What keeps a step from being taken; empty when nothing does.
    package func unmetGates(for step: Step, in context: DecisionContext) -> [UnmetGate] {
        answers(to: GateFacts(self, step: step, context: context), in: context).compactMap(\.unmet)
    }

    /// What the gates of a step would have recorded with it besides, in words, whether or not it may be taken.
    package func gateWarnings(for step: Step, in context: DecisionContext) -> [String] {
        let facts = GateFacts(self, step: step, context: context)
        return Gate.all.filter { $0.guards.contains(step.kind) }.flatMap { $0.warnings(facts) }
    }

    /// The gates that keep the case from its next state; empty when it may advance, or goes no further.
    package func unmetGates(in context: DecisionContext) -> [UnmetGate] {
        guard let next = state.next, let step = Step.entering(next) else { return [] }
        return unmetGates(for: step, in: context)
    }

    /// What is said of a step that leans on gates which no longer hold, each named once.
    func reopenedWarnings(_ facts: GateFacts) -> [String] {
        let context = DecisionContext(organisation: facts.organisation, actor: facts.actor, now: facts.now)
        return Set(reopenedGates(in: context).map(\.id)).sorted().map {
            "\($0) let the case pass before and no longer would: cordon case show \(id)"
        }
    }

    /// The gates that the case has passed on its way and would not have passed had been known what is known now, or
    /// whose override has ended: it stands on re-opened gates. That time goes by re-opens no gate.
    package func reopenedGates(in context: DecisionContext) -> [UnmetGate] {
        // What ends after a case was closed ends nothing in it.
        let now = state == .closed ? enteredAt[.closed] ?? context.now : context.now
        // What is no incident was dismissed before the states between.
        let steps = CaseState.allCases.filter {
            $0 > .signal && $0 <= state && $0 < .closed && !(isDismissed && enteredAt[$0] == nil)
        }.compactMap { passed in Step.entering(passed).map { (step: $0, entered: enteredAt[passed] ?? now) } }
        return Gate.all.compactMap { gate in
            // A gate that let the case pass more than once is held against the last time.
            guard let last = steps.last(where: { gate.guards.contains($0.step.kind) }) else { return nil }
            let then = DecisionContext(
                organisation: context.organisation, actor: context.actor, now: last.entered)
            let missing = gate.missing(GateFacts(self, step: last.step, context: then))
            guard !missing.isEmpty else { return nil }
            // That who approved it is gone by now does not take back what was let pass.
            let covered = overrides.covered(of: gate.id, at: now)
            let open = missing.filter { covered[$0.coverage] == nil }
            return open.isEmpty ? nil : gate.unmet(open)
        }
    }
}
