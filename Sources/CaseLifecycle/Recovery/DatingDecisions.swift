package import Vocabulary

/// The age of a baseline. A file that says it is believed no more than one that does not: what comes to a case after the
/// compromise could have been made after it.
extension Case {
    /// Says of when a baseline is.
    func dateBaseline(
        _ sha256: EvidenceID, at: Timestamp, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        _ = try pass(Step(.respond), in: context)
        _ = try moment(at, of: "a baseline", in: context)
        let reason = try Text.answer(reason, "how its age is known")
        let words = recovery.datings[sha256] ?? []
        if let date = words.first?.at ?? recovery.baselineDates[sha256], date != at {
            throw .impossible("this baseline was entered as of \(date) before")
        }
        // The word of one more person counts: the first may be nobody who can say it of this system.
        guard !words.contains(where: { context.organisation.isSamePerson($0.stamp.actor, context.actor) }) else {
            return []
        }
        return [.recovery(event: .baselineDated(sha256: sha256, at: at, reason: reason))]
    }

    /// Of when a baseline is that does not say so itself.
    ///
    /// - Throws: ``CaseRefusal/missing(_:)`` where nobody has said.
    package func dateOfBaseline(_ sha256: EvidenceID) throws(CaseRefusal) -> Timestamp {
        if let dating = recovery.datings[sha256]?.first { return dating.at }
        throw .missing([
            "of when the baseline is, by another person than who compares with it or restored the system: "
                + "cordon recover baseline \(id) FILE --taken-at TIME --reason TEXT"
        ])
    }

    func checkDating(_ comparison: BaselineComparison, in context: DecisionContext) throws(CaseRefusal) {
        let date = try dateOfBaseline(comparison.baselineHash)
        guard date == comparison.takenAt else { throw .impossible("this baseline was entered as of \(date) before") }
        let organisation = context.organisation
        let daters = (recovery.datings[comparison.baselineHash] ?? []).map(\.stamp.actor)
        let others = daters.filter { !organisation.isSamePerson($0, context.actor) }
        guard !others.isEmpty else {
            throw .secondPersonNeeded(
                act: "comparing with a baseline that one person dated by word",
                first: organisation.name(of: daters.first ?? context.actor))
        }
        let workers = workers(on: comparison.system)
        guard others.contains(where: { dater in !workers.contains { organisation.isSamePerson($0, dater) } }) else {
            let names = others.map(organisation.name(of:)).joined(separator: " and ")
            throw .impossible(
                "\(names), who restored or cleaned \(comparison.system), also said of when its baseline is: a person who did "
                    + "not says so, too: cordon recover baseline \(id) FILE --taken-at \(date) --reason TEXT")
        }
        try checkLateDating(comparison, in: context)
    }

    /// What was seen to differ is not made to fit by a baseline that one person brings afterwards.
    private func checkLateDating(
        _ comparison: BaselineComparison, in context: DecisionContext
    ) throws(CaseRefusal) {
        let (system, baseline) = (comparison.system, comparison.baselineHash)
        guard !comparison.differs, let drift = recovery.drifts[system], recovery.isLate(baseline, after: drift) else {
            return
        }
        var looks = OwnLook(self, in: context.organisation)
        let names = looks.names(
            of: (recovery.datings[baseline] ?? []).map(\.stamp.actor), otherThan: context.actor, at: system)
        guard names.count < Self.wordsOnLateBaseline else { return }
        let date = comparison.takenAt
        throw .missing([
            "the word of a second person, who neither compares \(system) nor restored or cleaned it, on when this baseline "
                + "is: it came after \(system) was seen to differ"
                + (names.first.map { ", and \($0) alone says so" } ?? "")
                + ": cordon recover baseline \(id) FILE --taken-at \(date) --reason TEXT"
        ])
    }

    /// How many people say of when a baseline is that came after it was seen what differs.
    private static let wordsOnLateBaseline = 2

    /// Whether somebody said of when the baseline of a comparison is who neither compared with it nor worked on the system,
    /// by who is one person now.
    func isVouched(_ kept: Kept<RecordedComparison>, _ looks: inout OwnLook) -> Bool {
        let (system, baseline) = (kept.value.comparison.system, kept.value.comparison.baselineHash)
        if recovery.lateBaselines[system]?.sha256 == baseline {
            let daters = (recovery.datings[baseline] ?? []).map(\.stamp.actor)
            return looks.names(of: daters, otherThan: kept.value.stamp.actor, at: system).count
                >= Self.wordsOnLateBaseline
        }
        return looks.isDated(baseline, by: recovery.datings, otherThan: kept.value.stamp.actor, at: system)
    }

    /// Who compared a system with files and is the one person, by who is one person now, who said that they are of it; nil
    /// where the files say so or another person did.
    func ownAttribution(_ kept: Kept<RecordedComparison>, _ looks: inout OwnLook) -> Principal? {
        guard !recovery.attributions.isEmpty else { return nil }
        let comparison = kept.value.comparison
        let mute = [
            comparison.baselineHost == nil ? comparison.baselineHash : nil,
            comparison.observedHost == nil ? comparison.observedHash : nil,
        ]
        for case .some(let file) in mute {
            guard let said = recovery.attributions[file]?[comparison.system] else { continue }
            if looks.isSame(said.actor, kept.value.stamp.actor) { return said.actor }
        }
        return nil
    }
}
