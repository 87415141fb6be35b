import AttackKnowledge
package import CaseLifecycle
package import Vocabulary

/// What `cordon investigate` prints: the whole case in one object.
package struct InvestigationShape: Encodable {
    let `case`: String
    let version: Int
    let evidence: [EvidenceShape]
    let notTaken: [NotTakenShape]
    let records: Int
    let issues: Int
    let elapsedSeconds: Double
    let findings: [FindingShape]
    let hosts: [HostShape]
    let accounts: [AccountShape]
    let movements: [MovementShape]
    let patientZero: [RootShape]
    let tools: [ToolShape]
    let techniques: [TechniqueShape]
    /// Empty until there is a forecaster.
    let forecast: [String]
    let leads: [LeadShape]
    @OrNull var report: String?

    package init(_ incident: Case, elapsedSeconds: Double, report: String?) {
        `case` = incident.id.description
        version = incident.version
        evidence = EvidenceShape.all(of: incident)
        notTaken = incident.missedFiles.map(NotTakenShape.init)
        records = incident.everyReading.reduce(0) { $0 + $1.records }
        issues = incident.everyReading.reduce(0) { $0 + $1.issueCount }
        self.elapsedSeconds = (elapsedSeconds * 1000).rounded() / 1000
        findings = incident.findings.map(FindingShape.init)
        hosts = HostShape.all(of: incident)
        accounts = incident.scope.accounts.map(AccountShape.init)
        movements = incident.scope.movements.map(MovementShape.init)
        patientZero = incident.scope.patientZero.map(RootShape.init)
        tools = incident.scope.tools.map(ToolShape.init)
        techniques = incident.scope.techniques.map(TechniqueShape.init)
        forecast = []
        leads = incident.scope.leads.map(LeadShape.init)
        self.report = report
    }
}

/// What was brought as evidence and could not be taken in.
package struct NotTakenShape: Encodable {
    let origin: String
    let reason: String

    init(_ missed: MissedFile) {
        origin = missed.origin
        reason = missed.reason
    }
}

package struct FindingShape: Encodable {
    struct Rule: Encodable {
        let id: String
        let title: String
        let level: String
        let source: String
    }

    let id: String
    let rule: Rule
    let techniques: [String]
    let host: String
    let count: Int
    @OrNull var first: String?
    @OrNull var last: String?
    let evidence: [String]

    package init(_ finding: Finding) {
        let sighting = finding.sighting
        id = finding.id.description
        rule = Rule(
            id: sighting.rule.id, title: sighting.rule.title, level: sighting.rule.level.rawValue,
            source: sighting.rule.source)
        techniques = sighting.rule.techniques.map(\.text)
        host = sighting.host
        count = sighting.count
        first = sighting.first?.description
        last = sighting.last?.description
        evidence = sighting.evidence.map(\.description)
    }
}

package struct HostShape: Encodable {
    let name: String
    let aliases: [String]
    let addresses: [String]
    let presence: String
    let verdict: String
    let confidence: Double
    @OrNull var firstCompromise: String?
    @OrNull var reachedFrom: String?
    @OrNull var method: String?
    let evidence: [String]
    let factors: [FactorShape]
    @OrNull var keystone: KeystoneShape?

    /// Every system of a case, by name.
    static func all(of incident: Case) -> [HostShape] {
        let explanations = Dictionary(
            (incident.scope.explanations ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return incident.systems.sorted { $0.key < $1.key }
            .map { HostShape(name: $0.key, standing: $0.value, explanation: explanations[$0.key]) }
    }

    package init(name: String, standing: SystemStanding, explanation: SystemExplanation? = nil) {
        let assessment = standing.assessment
        factors = explanation?.factors.map(FactorShape.init) ?? []
        keystone = explanation?.keystone.map(KeystoneShape.init)
        self.name = name
        aliases = assessment?.aliases ?? []
        addresses = assessment?.addresses ?? []
        presence = (assessment?.presence ?? .referenced).rawValue
        verdict = standing.verdict.rawValue
        confidence = rounded(assessment?.confidence ?? 0)
        firstCompromise = assessment?.firstCompromise?.description
        reachedFrom = assessment?.reachedFrom
        method = assessment?.method
        evidence = assessment?.evidence.map(\.description) ?? []
    }
}

/// One thing that speaks for the compromise of a system.
package struct FactorShape: Encodable {
    let text: String
    let weight: Double
    let without: Double
    let evidence: [String]

    init(_ factor: SystemExplanation.Factor) {
        text = factor.text
        weight = rounded(factor.weight)
        without = rounded(factor.without)
        evidence = factor.evidence.map(\.description)
    }
}

/// The record without which most of a system's confidence falls.
package struct KeystoneShape: Encodable {
    let record: String
    let without: Double

    init(_ keystone: SystemExplanation.Keystone) {
        record = keystone.record.description
        without = rounded(keystone.without)
    }
}

package struct AccountShape: Encodable {
    let name: String
    let status: String
    let confidence: Double
    let evidence: [String]

    init(_ account: AccountAssessment) {
        name = account.name
        status = account.status.rawValue
        confidence = rounded(account.confidence)
        evidence = account.evidence.map(\.description)
    }
}

package struct MovementShape: Encodable {
    let time: String
    let from: String
    let to: String
    @OrNull var account: String?
    let method: String
    @OrNull var technique: String?
    let confidence: Double
    let evidence: [String]

    init(_ movement: Movement) {
        time = movement.time.description
        from = movement.from
        to = movement.to
        account = movement.account
        method = movement.method
        technique = movement.technique?.text
        confidence = rounded(movement.confidence)
        evidence = movement.evidence.map(\.description)
    }
}

package struct RootShape: Encodable {
    let host: String
    let confidence: Double
    @OrNull var enteredFrom: String?
    @OrNull var time: String?
    let reasons: [String]
    let evidence: [String]

    init(_ root: RootCandidate) {
        host = root.host
        confidence = rounded(root.confidence)
        enteredFrom = root.enteredFrom
        time = root.time?.description
        reasons = root.reasons
        evidence = root.evidence.map(\.description)
    }
}

package struct ToolShape: Encodable {
    let name: String
    let kind: String
    let hashes: [String]
    let hosts: [String]
    let evidence: [String]

    init(_ tool: ToolSighting) {
        name = tool.name
        kind = tool.kind.rawValue
        hashes = tool.hashes
        hosts = tool.hosts
        evidence = tool.evidence.map(\.description)
    }
}

package struct TechniqueShape: Encodable {
    let id: String
    @OrNull var name: String?
    @OrNull var tactic: String?
    @OrNull var stage: String?
    @OrNull var first: String?
    let hosts: [String]
    let evidence: [String]

    init(_ sighting: TechniqueSighting) {
        let technique = TechniqueTable.technique(sighting.id)
        id = sighting.id.text
        name = technique?.name
        tactic = technique?.tactics.first?.shortName
        stage = technique?.tactics.first?.stage.rawValue
        first = sighting.first?.description
        hosts = sighting.hosts
        evidence = sighting.evidence.map(\.description)
    }
}

package struct LeadShape: Encodable {
    let question: String
    let collect: String
    @OrNull var host: String?
    let value: Double

    init(_ lead: Lead) {
        question = lead.question
        collect = lead.collect
        host = lead.host
        value = rounded(lead.value)
    }
}

/// Probabilities are printed to three digits: more would claim a precision nobody has.
private func rounded(_ probability: Double) -> Double { (probability * 1000).rounded() / 1000 }

/// What `cordon evidence verify` says of one file.
package struct EvidenceCheckShape: Encodable {
    let name: String
    let sha256: String
    let ok: Bool
    @OrNull var problem: String?
    /// By its certificate: such evidence is not missing.
    let destroyed: Bool

    package init(_ sealed: SealedEvidence, problem: String?, isDestroyed: Bool) {
        destroyed = isDestroyed
        name = sealed.name
        sha256 = sealed.id.hex
        ok = problem == nil
        self.problem = problem
    }
}
