package import Vocabulary

/// Derives from observations and findings what happened, as far as the evidence says it.
package enum Investigator {
    /// Each sweep goes one step further; two are rarely needed.
    private static let sweeps = 3

    /// Assesses a case as a whole. Pure: the same input gives the same output, in whatever order the files came.
    ///
    /// Missing evidence leads to ``SystemVerdict/unknown`` and to leads, never to ``SystemVerdict/cleared``.
    ///
    /// - Parameters:
    ///   - observations: What was seen in all evidence files.
    ///   - findings: Rule matches of the case, by rule and host, in any order.
    ///   - held: The files of the case that were not read.
    package static func assess(
        _ observations: consuming CaseObservations, findings: [FindingSighting], held: [HeldEvidence] = []
    ) -> ScopeAssessment {
        guard var all = observations.settled() else {
            var scope = ScopeAssessment()
            scope.leads = LeadFinder.best(HeldLeads(held: held) { HostName($0)?.short ?? $0 }.leads())
            return scope
        }
        let clocks = Clocks(all)
        if !clocks.isEmpty { all.correct(clocks) }
        var facts = CaseFacts(all, findings: clocks.isEmpty ? findings : findings.map(clocks.corrected))
        let edges = JoinedEdges(facts.evidence)
        var movements = MovementFinder(facts: facts, edges: edges).movements()
        var systems = SystemScoring(facts: facts, movements: movements).systems()
        var programs: Set<String> = []
        // What is known of the intruder is looked for everywhere, until nothing more is found.
        for _ in 0..<sweeps {
            let sweep = ProgramSweep(
                facts: facts, sessions: IntruderSessions(facts, movements: movements),
                suspects: Set(systems.filter { $0.confidence >= SystemScoring.probable }.map(\.name)))
            programs = sweep.programs()
            let found = sweep.findings(of: programs)
            if found.isEmpty { break }
            facts = facts.adding(found)
            movements = MovementFinder(facts: facts, edges: edges).movements()
            systems = SystemScoring(facts: facts, movements: movements).systems()
        }

        var scope = ScopeAssessment()
        scope.systems = systems
        scope.explanations = SystemExplaining(facts: facts, movements: movements).explanations(of: systems)
        scope.movements = movements.map(\.movement)
        scope.accounts = AccountFinder(facts: facts, movements: movements, systems: systems).accounts()
        scope.patientZero = RootFinder(facts: facts, movements: movements, systems: systems).roots()
        scope.tools = ToolFinder(facts: facts, systems: systems).tools()
        scope.techniques =
            TechniqueFinder(facts: facts, movements: movements, systems: systems, programs: programs).techniques()
        scope.leads = LeadFinder.best(
            LeadFinder(facts: facts, movements: movements, systems: systems).leads()
                + LeadFinder.leads(of: clocks)
                + HeldLeads(held: held, name: facts.name(of:)).leads())
        return scope
    }
}
