import Vocabulary

/// A condition that must hold before a step is taken.
///
/// Each gate is one file beside this one and one line in ``all``. A gate guards a step, not a screen: every way to the
/// same effect asks ``Case/pass(_:in:)``. A gate never looks anything up: it is handed ``GateFacts`` and answers with
/// what is missing, in words that say what would supply it.
package struct Gate: Sendable {
    package let id: String
    package let statement: String
    package let citation: String
    /// The steps that cannot be taken without this gate.
    package let guards: Set<Step.Kind>
    /// How the gate may be passed on purpose.
    package let override: OverrideRule
    /// Whether an override may cover a missing fact. Where the gate says nothing, it may cover all of them.
    let isOverridable: @Sendable (MissingFact) -> Bool
    /// Everything missing for a step; empty when the gate is met.
    let missing: @Sendable (GateFacts) -> [MissingFact]
    /// What does not hold the step back but is recorded with it, in words.
    let warnings: @Sendable (GateFacts) -> [String]

    init(
        id: String, statement: String, citation: String, guards: Set<Step.Kind>, override: OverrideRule,
        isOverridable: @escaping @Sendable (MissingFact) -> Bool = { _ in true },
        missing: @escaping @Sendable (GateFacts) -> [MissingFact],
        warnings: @escaping @Sendable (GateFacts) -> [String] = { _ in [] }
    ) {
        self.id = id
        self.statement = statement
        self.citation = citation
        self.guards = guards
        self.override = override
        self.isOverridable = isOverridable
        self.missing = missing
        self.warnings = warnings
    }

    /// The gate of that name; nil where there is none.
    package static func named(_ id: String) -> Gate? { all.first { $0.id == id } }

    /// The gate as a refusal shows it: what is missing for several reasons, or for several systems alike, stands once.
    func unmet(_ missing: [MissingFact]) -> UnmetGate {
        var seen: Set<String> = []
        return UnmetGate(
            id: id, statement: statement, missing: missing.map(\.text).filter { seen.insert($0).inserted },
            citation: citation, override: override.words(gate: id))
    }
}

/// One thing that a gate misses.
package struct MissingFact: Hashable, Sendable, Codable {
    /// What it is about, in a form that stays the same while it is missing (`system WS1`, `plan`): an override covers
    /// the subjects that were missing when it was proposed, and nothing that comes up later.
    package let subject: String
    /// What is missing and the act that would supply it.
    package let text: String
    /// The system whose owner may approve an override of it; nil where that is for others.
    package let system: String?
    /// What else it is about, by the name under which an override leaves it out: an account, a recipient, a task. Nil for
    /// what is about a system, or about the case as a whole.
    package let about: String?
    /// What was known when it was found missing, where it is another fact once more is known; else nil.
    package let basis: String?

    package init(
        _ subject: String, _ text: String, system: String? = nil, about: String? = nil, basis: String? = nil
    ) {
        self.subject = subject
        self.text = text
        self.system = system
        self.about = about
        self.basis = basis
    }

    /// A fact about a system or account.
    init(_ subject: String, _ text: String, of target: Target) {
        self.init(
            subject, text, system: target.kind == .system ? target.name : nil,
            about: target.kind == .account ? target.name : nil)
    }

    /// By what name it is left out; nil for what is about the case as a whole.
    package var name: String? { system ?? about }

    /// What an override covers by it. What is found missing on newer knowledge is covered by none from before.
    var coverage: String { basis.map { "\(subject), \($0)" } ?? subject }

    /// Whether it is among what was let pass. The first release had a duty to notify as one fact, and not one to each
    /// recipient.
    func isAmong(_ subjects: Set<String>) -> Bool {
        if subjects.contains(subject) { return true }
        return subject.firstRange(of: " to ").map { subjects.contains(String(subject[..<$0.lowerBound])) } ?? false
    }

    /// Whether it is a fact about a system or account.
    func concerns(_ target: Target) -> Bool {
        (target.kind == .system && system == target.name) || subject == target.description
            || subject.hasSuffix(" \(target)") || subject.contains(" \(target) ")
    }
}
