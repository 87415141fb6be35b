import Vocabulary

extension Case {
    func decideStart(_ command: RecoveryCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        _ = try pass(Step(.respond), in: context)
        switch command {
        case .writeStartCriteria(let criteria):
            guard !criteria.isEmpty, criteria.allSatisfy(Text.answers) else {
                throw .missing(["the criteria for the start of recovery, each in words"])
            }
            guard Set(criteria).count == criteria.count, criteria.count <= Self.mostCriteria else {
                throw .impossible("each criterion is written once, and no more than \(Self.mostCriteria)")
            }
            guard criteria != recovery.startCriteria.map(\.text) else { return [] }
            guard recovery.restorations.isEmpty else {
                throw .impossible(
                    "recovery has begun, with \(recovery.restorations.keys.sorted().joined(separator: ", ")): what had to hold "
                        + "before it is not written anew")
            }
            return [.recovery(event: .startCriteriaWritten(criteria: criteria))]
        case .meetStartCriterion(let number, let answer, let evidence):
            guard recovery.startCriteria.indices.contains(number - 1) else { throw .unknownItem("criterion \(number)") }
            let criterion = recovery.startCriteria[number - 1].text
            guard Text.answers(answer), answer != criterion else {
                throw .missing(["what shows that this holds: \(criterion)"])
            }
            try requireHeld(evidence)
            guard recovery.startCriteria[number - 1].answer == nil || recovery.restorations.isEmpty else {
                throw .impossible(
                    "recovery has begun, with \(recovery.restorations.keys.sorted().joined(separator: ", ")): what showed "
                        + "that this held before it is not written anew")
            }
            return [.recovery(event: .startCriterionMet(number: number, answer: answer, evidence: evidence))]
        default: return []
        }
    }

    func decideRestoration(_ command: RecoveryCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .registerAsset(let name, let kind, let sha256, let takenAt, let source):
            _ = try pass(Step(.respond), in: context)
            let name = try Text.required(name, "the name of what is restored from")
            let source = try Text.answer(source, "where it comes from, in words")
            _ = try moment(takenAt, of: "the state that an asset holds", in: context)
            guard sha256.isPlausible else {
                throw .impossible("\(sha256) is the SHA-256 of no file with anything in it")
            }
            if let reason = whyNoSource(sha256) { throw .impossible(reason) }
            if let other = recovery.assets.first(where: { $0.asset.sha256 == sha256 }) {
                throw .impossible("\(other.asset.id) is the same file: it is registered once, with one date")
            }
            let asset = RestorationAsset(
                id: AssetID(number: recovery.assets.count + 1), name: name, kind: kind, sha256: sha256,
                takenAt: takenAt, source: source)
            return [.recovery(event: .assetRegistered(asset: asset))]
        case .verifyAsset(let id, let sha256, let indicators, let integrity, let result):
            let record = try asset(id, sha256)
            if let found = record.infections.first, result == .clean {
                let act = "saying that \(id), which was found infected, is clean"
                try context.require(OverrideRule.approvers, for: act)
                for finder in record.infections { try context.requireOther(than: finder.actor, for: act) }
                try context.requireRoleHeld(
                    OverrideRule.approvers, before: found.time, for: act, "it was found infected")
            }
            guard Text.answers(indicators) else { throw .missing(["what the search for indicators gave"]) }
            guard Text.answers(integrity) else { throw .missing(["what the check of integrity gave"]) }
            return [
                .recovery(
                    event: .assetVerified(
                        id: record.asset.id, indicators: indicators, integrity: integrity, result: result))
            ]
        case .restore(let system, let id, let sha256, let observed):
            let name = try affectedSystem(system)
            guard state == .recovery else {
                throw refusal(needing: "a case in recovery", in: .recovery)
            }
            let record = try asset(id, sha256)
            guard !record.isInfected else {
                throw .impossible("\(record.asset.id) was found infected: nothing is restored from it")
            }
            guard Text.answers(observed) else { throw .missing(["what was observed of the restored system"]) }
            let target = Target.system(name)
            let verdicts = try pass(Step(.restore, target: target, item: record.asset.id.description), in: context)
            guard responseState(of: target) >= .contained else {
                throw .impossible("\(target) is not contained: it would be lost again")
            }
            return [
                .gatesPassed(step: Step.Kind.restore.rawValue, target: target, gates: verdicts),
                .recovery(
                    event: .restored(system: name, asset: record.asset.id, sha256: sha256, observed: observed)),
            ]
        default: return []
        }
    }

    /// A list longer than this is not read by those who sign it.
    private static let mostCriteria = 100

    /// An asset, where the file at hand is the file that was registered. No override covers another one.
    private func asset(_ id: AssetID, _ sha256: EvidenceID) throws(CaseRefusal) -> AssetRecord {
        guard let record = recovery.asset(id) else { throw .unknownItem("asset \(id)") }
        guard record.asset.sha256 == sha256 else {
            throw .impossible(
                "\(id) is the file \(record.asset.sha256), and this is \(sha256): another file is registered as another "
                    + "asset")
        }
        return record
    }
}

extension EvidenceID {
    /// Whether a file could have this hash: not one digit 64 times, as people type it to get past a form, and not the hash
    /// of nothing.
    fileprivate var isPlausible: Bool { Set(hex).count > 1 && hex != Self.ofNothing }

    /// SHA-256 of no bytes (FIPS 180-4).
    private static let ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
