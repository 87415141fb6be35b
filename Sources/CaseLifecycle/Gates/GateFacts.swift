package import Vocabulary

/// What gates are tested against. Everything in it is derived from the journal: nothing can be set to make a gate pass.
package struct GateFacts: Sendable {
    package let incident: Case
    package let organisation: Organisation
    /// Who asks; what the person said with the command is in ``incident`` or in ``claims``.
    package let actor: Principal
    package let now: Timestamp
    /// Who leads another open case, where the step gives somebody work.
    package let leadsElsewhere: Set<String>
    /// Other open cases that tell of what this one holds, where the step asks for it.
    let otherCases: [OtherCase]
    package let step: Step
    /// What the command itself brings, such as the criterion with which a case is about to be declared.
    package var claims = Claims()

    /// What comes with a command and is recorded by the very events that the gate lets through.
    package struct Claims: Hashable, Sendable {
        package var criterion: String?
        package var closing: Closing?
        package var resumptionCriteria: [String] = []
        /// When the step was taken, for one that is entered afterwards; nil for now.
        package var happenedAt: Timestamp?
        /// The part that somebody wants to contain alone; empty for the whole set.
        package var only: [Target] = []
        package var emergency: EmergencyClaim?

        package init() {}
    }

    package init(_ incident: Case, step: Step, context: DecisionContext, claims: Claims = Claims()) {
        self.incident = incident
        self.organisation = context.organisation
        self.actor = context.actor
        self.now = context.now
        self.leadsElsewhere = context.leadsElsewhere
        otherCases = context.otherCases
        self.step = step
        self.claims = claims
    }

    /// What has a mark, in no order; nothing where the step is about one target.
    func marked(_ mark: TargetIndex.Marks) -> [Target] {
        step.target == nil ? incident.targetIndex.targets(mark) : []
    }

    /// The thresholds that the case is judged by.
    package var policy: Policy { incident.policy ?? organisation.policy }
    /// The name of the case, for commands that a refusal tells people to type.
    package var caseID: CaseID { incident.id }
}

extension GateFacts {
    /// What tells people of a reopened case why something is missing that they did before.
    var sinceReopened: String { incident.reopenedAt.map { ", since the case was reopened at \($0)" } ?? "" }

    /// What rests on time that passed is said to, where the clock was set meanwhile: some of it may not have passed.
    var clockWarnings: [String] {
        [("back", incident.clockPutBackBy), ("forward", incident.clockPutForwardBy)].filter { $0.1 > 0 }.map {
            "the clock of the server was put \($0.0) by \($0.1) s: less time may have passed than was recorded"
        }
    }
}
