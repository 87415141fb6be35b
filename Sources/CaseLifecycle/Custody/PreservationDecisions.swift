package import Vocabulary

extension Case {
    /// What was taken of a system or account that is still there and still what was sealed.
    package func preservations(of target: Target) -> [Preservation] {
        (custody.preservations[target] ?? []).filter { custody.isIntact($0.evidence) }
    }

    /// Whether the memory of a system was taken: what is lost with its power and, in part, with its network.
    package func hasVolatileCapture(of target: Target) -> Bool {
        preservations(of: target).contains { $0.kind == .memory }
    }

    /// What must be preserved of a system or account before anything is done to it that destroys traces; empty when that
    /// was done, or when an override let it be destroyed without.
    ///
    /// - Parameters:
    ///   - moment: When it is destroyed: what was acquired later shows nothing of what was there.
    ///   - counted: Whether what an intruder left who returned after traces were destroyed counts; it does where
    ///     something is about to be done to that one system or account.
    package func missingPreservation(
        of target: Target, at moment: Timestamp, newTraces counted: Bool = true
    ) -> [MissingFact] {
        let loss = counted ? custody.losses[target] : nil
        let latest = latestCompromise ?? .earliest
        func isAfterCompromise(_ moment: Timestamp) -> Bool {
            latest <= moment || knownCompromise(of: target) ?? .earliest <= moment
        }
        // What was acquired after traces were destroyed shows nothing of them.
        let end = loss?.ofPresentTraces
        let isPreserved = custody.preservations[target]?.contains {
            $0.acquired.time <= min(moment, end ?? moment) && isAfterCompromise($0.acquired.time)
                && custody.isUsable($0.evidence)
                && !isOutdated($0, by: loss)
        }
        if isPreserved == true { return [] }
        if wasGivenUp(target, newTraces: counted) { return [] }
        let first = knownCompromise(of: target)
        let option = "\(target.kind == .system ? "--system" : "--account") \(ShellWord.quoted(target.name))"
        let tooOld = preservations(of: target).last { $0.acquired.time <= moment }
        let returned = loss?.beforeReturn.map {
            "; the intruder was seen again after its traces were destroyed at \($0), and nothing was taken since"
        }
        // What was taken is there but for the file itself: nothing new is asked for where a backup has it.
        if let damaged = custody.preservations[target]?.last(where: { !custody.isIntact($0.evidence) }) {
            return [
                MissingFact(
                    target.description,
                    "\(damaged.evidence), which preserves \(target), as it was sealed: once the file is restored from a "
                        + "backup: cordon evidence verify \(id) --record; where it cannot be, other evidence of it: cordon "
                        + "evidence preserve \(id) \(option) --kind logs --evidence SHA", of: target)
            ]
        }
        if let unsigned = custody.preservations[target]?.last(where: { !custody.isUsable($0.evidence) }) {
            return [missingCustody(of: unsigned.evidence, which: target, orOther: option)]
        }
        let missing = MissingFact(
            target.description,
            "evidence of \(target), taken before its traces are destroyed: cordon evidence preserve \(id) \(option) "
                + "--kind logs --evidence SHA"
                + (returned
                    ?? tooOld.flatMap { old in
                        first.map { "; \(old.evidence) was acquired before the first compromise, \($0)" }
                    } ?? "")
                + "; or, where none can be had: cordon evidence waive "
                + "\(id) \(option) --reason TEXT", of: target)
        return [missing]
    }

    /// What the log of an item lacks that preserves a system or account: nobody leans on what is with nobody.
    private func missingCustody(of id: EvidenceID, which target: Target, orOther option: String) -> MissingFact {
        let hash = id.hex.prefix(Self.fewestDigits)
        let way: String =
            if let pending = custody.items[id]?.pendingTransfer, let taker = custody.transfers[pending]?.taker {
                "the signature of \(taker): cordon evidence transfer \(self.id) --accept \(pending), by \(taker)"
            } else {
                "what identifies it, since it was destroyed and found again: cordon evidence custody \(self.id) \(hash) --help"
            }
        return MissingFact(
            target.description,
            "a whole log of \(id), which preserves \(target): \(way); or other evidence of it: cordon evidence preserve "
                + "\(self.id) \(option) --kind logs --evidence SHA", of: target)
    }

    /// When what preserves a system or account was first taken, since its own compromise where that is known; nil where
    /// nothing preserves it. What became of the file does not matter here.
    func firstPreservation(of target: Target) -> Timestamp? {
        guard let preservations = custody.preservations[target] else { return nil }
        let start = (target.kind == .system ? compromise(of: target.name) : nil) ?? .earliest
        return preservations.filter { custody.items.holds($0.evidence) && $0.acquired.time >= start }
            .map(\.acquired.time).min()
    }

    /// The confirmed systems and accounts of which evidence may have to be preserved yet, in no order: all of them where
    /// files are damaged or destroyed, where something was preserved later than the moment in question, or where what was
    /// preserved is older than the case's first compromise.
    ///
    /// - Parameter moment: When traces are destroyed, those of nobody's return.
    func mayLackPreservation(at moment: Timestamp) -> [Target] {
        let oldest = targetIndex.earliestUndatedPreservation
        guard custody.isUsable, targetIndex.latestPreservation ?? .earliest <= moment,
            oldest.map({ earliestCompromise ?? .earliest <= $0 }) ?? true
        else { return Array(confirmedTargets) }
        return targetIndex.targets(.unpreserved)
    }

    /// Whether what was taken shows nothing of what the intruder left who returned after traces were destroyed: it was taken
    /// by then, or holds no record of a later time.
    private func isOutdated(_ preservation: Preservation, by loss: TraceLoss?) -> Bool {
        guard let loss, loss.beforeReturn != nil else { return false }
        let newest = custody.items[preservation.evidence].flatMap(newestRecord)
        return loss.isOutdated(min(preservation.acquired.time, newest ?? preservation.acquired.time))
    }

    /// Whether traces were destroyed under an override that let it happen. It has done its work then: it ends, but what
    /// was given up does not come back.
    ///
    /// - Parameter counted: Whether it is asked of what an intruder left who returned.
    package func wasGivenUp(_ target: Target, newTraces counted: Bool = true) -> Bool {
        guard let loss = custody.losses[target], let moment = counted ? loss.ofPresentTraces : loss.first,
            !(custody.preservations[target] ?? []).contains(where: { !counted || !isOutdated($0, by: loss) })
        else { return false }
        return waiver(of: target, at: moment) != nil
    }

    /// The override that lets the traces of a target be destroyed without evidence right now; nil where none does.
    package func waiver(of target: Target, at now: Timestamp) -> Override? {
        overrides.covering(MissingFact(target.description, ""), of: Gate.evidence.id, at: now)
            .flatMap { overrides.overrides[$0] }
    }

    func preserve(
        _ target: Target, _ kind: Preservation.Kind, evidence name: String, acquired: ZonedTime?,
        in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "saying what a file preserves")
        let target = try known(target)
        let id = try evidence(named: name)
        guard let item = custody.items[id] else { throw .unknownItem("evidence \(name)") }
        let acquired = acquired ?? ZonedTime(utc: min(item.began.time, item.firstHandled))
        if preservations(of: target).contains(where: { $0.evidence == id && $0.kind == kind }) { return [] }
        guard item.sealed.bytes > 0 else { throw .impossible("\(item.sealed.name) is empty: it preserves nothing") }
        try requireOrigin(of: item, in: target, context)
        if target.kind == .account { try requireBearing(of: item, onAccount: target.name, context) }
        switch kind {
        case .memory, .disk: try requireImage(item, of: kind, in: context)
        case .logs, .other: try requireContent(of: item, in: target, context)
        }
        let mistaken = try mistakes(about: item, which: target)
        try requireTime(acquired, of: item, for: target, in: context)
        let verdicts = try pass(Step(.useEvidence, target: target, evidence: id), in: context)
        return signature(in: context) + [
            .gatesPassed(step: Step.Kind.useEvidence.rawValue, target: target, gates: verdicts)
        ] + mistaken.map { .custody(event: .preservationWithdrawn(target: $0, evidence: id)) } + [
            .custody(event: .preserved(target: target, kind: kind, evidence: id, acquired: acquired))
        ]
    }

    /// The systems that a file was said to preserve by mistake, as it is said to preserve another. A log that several write
    /// into preserves each, and any account that it tells of; what is of a system by people's word alone is of one.
    private func mistakes(about item: CustodyItem, which target: Target) throws(CaseRefusal) -> [Target] {
        guard target.kind == .system else { return [] }
        let id = item.sealed.id
        let others = item.preserves.filter { $0.kind == .system && $0 != target && !isOwn(id, of: $0.name) }.sorted()
        if let gone = others.first(where: { custody.losses[$0] != nil }), !isOwn(id, of: target.name) {
            throw .impossible(
                "\(id) preserves \(gone), whose traces were destroyed since; a file whose records do not say who wrote them "
                    + "is of one system. Other evidence: cordon evidence add \(self.id) PATH")
        }
        return others.filter { custody.losses[$0] == nil }
    }

    private func requireTime(
        _ acquired: ZonedTime, of item: CustodyItem, for target: Target, in context: DecisionContext
    ) throws(CaseRefusal) {
        try context.requireHappened(acquired.time, "the taking of evidence")
        guard acquired.time <= item.firstHandled else {
            throw .impossible("what was handled at \(item.firstHandled) was not acquired after that, at \(acquired)")
        }
        guard acquired.time <= item.began.time else {
            throw .impossible("what was sealed at \(item.began.time) was not acquired after that, at \(acquired)")
        }
        if let newest = newestRecord(of: item), acquired.time < newest {
            throw .impossible(
                "\(item.sealed.id) holds a record of \(newest): it was not acquired before that, at \(acquired)")
        }
        if let start = knownCompromise(of: target) {
            guard acquired.time >= start else {
                throw .impossible("what was acquired at \(acquired) does not show a compromise that began at \(start)")
            }
        } else if let opened = enteredAt[.signal], acquired.time < opened {
            throw .impossible(
                "what was acquired at \(acquired), before the case was opened (\(opened)), shows a compromise only where it "
                    + "is known since when there was one: cordon recover since \(id) SYSTEM --at TIME --reason TEXT")
        }
        guard let loss = custody.losses[target] else { return }
        if let newest = newestRecord(of: item), loss.isOutdated(newest) {
            throw .impossible(
                "the newest record of \(item.sealed.id) is of \(newest), before the intruder was seen again on \(target): "
                    + "it shows nothing of what was left since. Other evidence: cordon evidence add \(id) PATH; where "
                    + "none can be had: cordon evidence waive \(id) "
                    + "\(target.kind == .system ? "--system" : "--account") \(ShellWord.quoted(target.name)) --reason TEXT"
            )
        }
        // The moment of sealing is the program's own; the moment of acquisition is only said.
        let isMissing = preservations(of: target).isEmpty && loss.beforeReturn == nil && item.began.time >= loss.first
        guard let end = isMissing ? loss.first : loss.liesBetween(acquired.time, item.began.time) else { return }
        throw .impossible(
            "traces of \(target) were destroyed at \(end), and \(item.sealed.id) was sealed after that: it does not make "
                + "good what was not preserved")
    }

    /// Since when a system or account is compromised as far as is known: nothing older says anything of its traces. Where
    /// that of its own is not known, it is no earlier than the first of the case.
    private func knownCompromise(of target: Target) -> Timestamp? {
        (target.kind == .system ? compromise(of: target.name) : nil) ?? earliestCompromise
    }

    func waive(
        _ target: Target, _ category: Override.Category, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let duration = DurationClass.emergency
        return try decide(
            .propose(
                gate: Gate.evidence.id, target: try known(target), item: nil, category: category, reason: reason,
                leftOut: [], duration: duration, debtOwner: context.organisation.name(of: context.actor),
                debtDue: context.now.advanced(bySeconds: duration.seconds ?? 0)),
            in: context)
    }
}
