import Vocabulary

extension Case {
    func decide(_ command: RecoveryCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "eradication and recovery")
        switch command {
        case .nameCause, .withdrawCause, .cells, .reappeared, .dateCompromise:
            return try decideEradication(command, in: context)
        case .resetCredential, .rankCredential, .recordDomainCompromise, .renew, .exempt, .verifyReplication,
            .recordTicketLifetime:
            return try decideCredentials(command, in: context)
        case .writeStartCriteria, .meetStartCriterion: return try decideStart(command, in: context)
        case .registerAsset, .verifyAsset, .restore: return try decideRestoration(command, in: context)
        case .dateBaseline(let sha256, let at, let reason):
            return try dateBaseline(sha256, at: at, reason: reason, in: context)
        case .attributeSnapshot(let sha256, let systems, let reason):
            return try attributeSnapshot(sha256, to: systems, reason: reason, in: context)
        case .compare(let comparison): return try compare(comparison, in: context)
        case .beginMonitoring, .recordSensorGap, .proposeMonitoringWaiver, .confirmMonitoringWaiver:
            return try decideMonitoring(command, in: context)
        case .confirmAsOwner(let system, let tested): return try confirm(system, tested: tested, in: context)
        case .resume(let criteria): return try resume(criteria, in: context)
        }
    }

    /// A time that somebody gave, or now; refused where it is yet to come, or older than any system still in use.
    func moment(_ given: Timestamp?, of what: String, in context: DecisionContext) throws(CaseRefusal) -> Timestamp {
        guard let given else { return context.now }
        try context.requireHappened(given, what)
        return given
    }

    /// Refuses references to files that are not evidence of this case.
    func requireHeld(_ evidence: [EvidenceID]) throws(CaseRefusal) {
        for id in evidence where !holds(id) { throw .unknownItem("evidence \(id)") }
    }

    /// The system of that name, where the response concerns it.
    func affectedSystem(_ name: String) throws(CaseRefusal) -> String {
        let target = try known(.system(name))
        guard isAffected(target) else {
            throw .impossible("\(target) is neither confirmed nor contained: there is nothing to recover")
        }
        return target.name
    }

    /// The case goes back to eradication, where it is past it.
    func backToEradication(_ reason: String, _ targets: [Target]) -> [CaseEvent] {
        guard state > .eradication, state < .closed else { return [] }
        return [.loopedBack(kind: .verificationFailed, to: .eradication, reason: reason, targets: targets)]
    }
}
