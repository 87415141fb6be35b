package import Vocabulary

/// Eradication and recovery of a case.
package struct RecoveryBook: Hashable, Sendable, Codable {
    /// An owner said that a system works as it should.
    package struct OwnerWord: Hashable, Sendable, Codable {
        package let tested: String
        package let stamp: Stamp
    }

    package private(set) var grid = EradicationGrid()
    package private(set) var credentials = CredentialBook()
    /// What must hold before recovery begins, in order; empty while nobody has written it down.
    package private(set) var startCriteria: [StartCriterion] = []
    /// In the order of registration.
    package private(set) var assets: [AssetRecord] = []
    /// The last restoration of each system.
    package private(set) var restorations: [String: Restoration] = [:]
    /// The last comparison of each system that still says something about it.
    private(set) var comparisons = Comparisons()
    /// Who worked on a system, with who compared it then: every pair there was.
    private(set) var lookers: Set<EradicationGrid.Hands> = []
    package private(set) var ownerWords: [String: OwnerWord] = [:]
    /// Watching for re-entry, as it is or was last; nil while there is none.
    package private(set) var monitoring: MonitoringWindow?
    package private(set) var waiver: MonitoringWaiver?
    /// Nil while operations are not resumed, and again after the case went back.
    package private(set) var resumption: Resumption?
    /// Since when systems are compromised, as people said.
    package private(set) var dated: [String: Timestamp] = [:]
    /// Who gave each of these dates.
    private(set) var daters: [String: Principal] = [:]
    /// The dates that a second person moved later.
    private(set) var movedLater: [String: MovedDate] = [:]
    /// No system was ever said to be compromised since later; nil while nobody said so of any.
    private(set) var latestDate: Timestamp?
    /// When containment of each system or account was last reached.
    private(set) var contained: [Target: Timestamp] = [:]
    /// Since when each system that was recovered is back at work, without having lost that since.
    private var backAtWork: [String: Timestamp] = [:]
    /// No containment was reached later; nil while none was.
    private(set) var latestContainment: Timestamp?
    /// The systems that each actor restored or removed anything from since they were last reopened: few people work on
    /// thousands.
    private(set) var workers: [Principal: Set<String>] = [:]
    /// The systems that each actor had another hand in: verified or compared them, or worked on them before that.
    private(set) var helpers: [Principal: Set<String>] = [:]
    /// The first system and moment that each observation was shown for, and the date that each baseline was given.
    private(set) var observations: [EvidenceID: Shown] = [:]
    private(set) var baselineDates: [EvidenceID: Timestamp] = [:]
    /// Every baseline that each system was compared with.
    private(set) var baselines: [String: [Baseline]] = [:]
    /// Of when baselines are, as people said, each person once and the first word first.
    package private(set) var datings: [EvidenceID: [Dating]] = [:]
    /// What was seen to differ on each system since it was restored and was not proven to be gone.
    private(set) var drifts: [String: SeenDrift] = [:]
    /// What differed on systems and was gone later though nobody had restored them or removed anything, until they are
    /// restored or cleaned.
    private(set) var vanished: [String: [String]] = [:]
    /// The baseline of each system that was last proven by one that came after it was seen to differ.
    private(set) var lateBaselines: [String: LateBaseline] = [:]

    /// A baseline of a system, and what of the system it was compared with.
    struct Baseline: Hashable, Sendable, Codable {
        let sha256: EvidenceID
        let takenAt: Timestamp
        var kinds: Set<BaselineKind>
    }

    /// Somebody's word on the age of a baseline.
    package struct Dating: Hashable, Sendable, Codable {
        package let at: Timestamp
        package let reason: String
        package let stamp: Stamp
        /// The version of the case with it.
        let version: Int
    }

    /// Whose state files are that do not say so themselves, and who said it, by system.
    private(set) var attributions: [EvidenceID: [String: Stamp]] = [:]

    struct Shown: Hashable, Sendable, Codable {
        let system: String
        let stamp: Stamp
    }

    /// - Parameters:
    ///   - version: Of the case with this event.
    ///   - indicators: How many indicators the case knows.
    mutating func apply(_ event: RecoveryEvent, _ stamp: Stamp, version: Int, indicators: Int) {
        switch event {
        case .causeNamed(let cause): grid.add(cause, stamp)
        case .causeWithdrawn(let cause, let reason): grid.withdraw(cause, reason, stamp)
        case .cellDone(let target, let cause, let what, let destroysTraces):
            grid.change(target, cause) { cell in
                cell = GridCell()
                cell.done = GridCell.Deed(what: what, destroysTraces: destroysTraces, stamp: stamp)
            }
            if target.kind == .system { workers[stamp.actor, default: []].insert(target.name) }
            changed(target)
            if target.kind == .system {
                drifts[target.name]?.treated()
                vanished[target.name] = nil
            }
        case .cellVerified(let target, let cause, let observed, let at, let evidence):
            grid.change(target, cause) {
                $0.verified = GridCell.Check(observed: observed, at: at, evidence: evidence, stamp: stamp)
            }
            if target.kind == .system { helpers[stamp.actor, default: []].insert(target.name) }
        case .cellNotApplicable(let target, let cause, let reason):
            grid.change(target, cause) { $0.notApplicable = GridCell.Exemption(reason: reason, stamp: stamp) }
        case .cellFailed(let target, let cause, _, _):
            grid.change(target, cause) { $0 = GridCell() }
            changed(target)
        case .reappeared(let targets, _, let at):
            for target in targets {
                grid.reopen(target)
                changed(target)
                if target.kind == .system {
                    restorations[target.name] = nil
                    workersBecomeHelpers(on: target.name)
                }
                if target.kind == .account {
                    credentials.accounts[target.name]?.acts.removeAll { $0.happened <= at }
                }
            }
            monitoring = nil
            waiver = nil
            resumption = nil
        case .compromiseDated(let system, let at, _):
            dated[system] = min(dated[system] ?? at, at)
            latestDate = max(latestDate ?? at, at)
            daters[system] = stamp.actor
        case .compromiseMovedLater(let system, let at, let reason):
            guard let former = dated[system] else { return }
            movedLater[system] = MovedDate(
                from: min(movedLater[system]?.from ?? former, former), reason: reason, stamp: stamp)
            dated[system] = at
            latestDate = max(latestDate ?? at, at)
            daters[system] = stamp.actor
        case .credentialReset, .credentialRanked, .domainCompromised, .domainItemRenewed, .domainItemNotApplicable,
            .replicationVerified, .ticketLifetimeRecorded:
            credentials.apply(event, stamp)
        case .startCriteriaWritten(let criteria): startCriteria = criteria.map { StartCriterion(text: $0) }
        case .startCriterionMet(let number, let answer, let evidence):
            guard startCriteria.indices.contains(number - 1) else { return }
            startCriteria[number - 1].answer = .init(text: answer, evidence: evidence, stamp: stamp)
        case .assetRegistered(let asset): assets.append(AssetRecord(asset: asset, registered: stamp))
        case .assetVerified(let id, let found, let integrity, let result):
            guard assets.indices.contains(id.number - 1) else { return }
            assets[id.number - 1].verification = .init(
                indicators: found, integrity: integrity, indicatorsKnown: indicators, result: result ?? .clean,
                stamp: stamp)
            assets[id.number - 1].infections =
                result == .infected ? assets[id.number - 1].infections + [stamp] : []
        case .restored(let system, let asset, _, let observed):
            changed(.system(system))
            restorations[system] = Restoration(asset: asset, observed: observed, stamp: stamp)
            drifts[system] = nil
            vanished[system] = nil
            workers[stamp.actor, default: []].insert(system)
        case .restorationFailed(let system, _):
            changed(.system(system))
            restorations[system] = nil
        case .baselineDated(let sha256, let at, let reason):
            datings[sha256, default: []].append(Dating(at: at, reason: reason, stamp: stamp, version: version))
        case .snapshotAttributed(let sha256, let systems, _):
            for system in systems { attributions[sha256, default: [:]][system] = stamp }
        case .compared(let comparison):
            let recorded = RecordedComparison(
                comparison, version: version, indicatorsKnown: indicators, stamp: stamp)
            comparisons[comparison.system] = Kept(recorded)
            for (doer, systems) in workers where systems.contains(comparison.system) {
                lookers.insert(EradicationGrid.Hands(doer: doer, checker: stamp.actor))
            }
            note(recorded)
            // A list of checksums where nothing differs is its own baseline, byte for byte.
            if comparison.observedHash != comparison.baselineHash {
                observations[comparison.observedHash] =
                    observations[comparison.observedHash] ?? Shown(system: comparison.system, stamp: stamp)
            }
            note(comparison)
            baselineDates[comparison.baselineHash] = baselineDates[comparison.baselineHash] ?? comparison.takenAt
            helpers[stamp.actor, default: []].insert(comparison.system)
        case .ownerConfirmed(let system, let tested): ownerWords[system] = OwnerWord(tested: tested, stamp: stamp)
        case .monitoringBegun(let until, let signals, let owner):
            monitoring = MonitoringWindow(begun: stamp, until: until, signals: signals, owner: owner)
                .replacing(monitoring)
        case .sensorGap(let from, let to, let what): monitoring?.gaps.append(.init(from: from, to: to, what: what))
        case .monitoringWaiverProposed(let reason): waiver = MonitoringWaiver(reason: reason, proposed: stamp)
        case .monitoringWaiverConfirmed: waiver?.confirmed = stamp
        case .resumed(let criteria): resumption = Resumption(criteria: criteria, stamp: stamp)
        }
    }

    /// The response to systems or accounts was said to have come to a state.
    mutating func responded(_ targets: [Target], _ state: ResponseState, _ stamp: Stamp) {
        for target in targets {
            if target.kind == .system {
                backAtWork[target.name] = state < .recovered ? nil : backAtWork[target.name] ?? stamp.time
            }
            if state < .contained {
                contained[target] = nil
            } else if contained[target] == nil {
                contained[target] = stamp.time
                latestContainment = max(latestContainment ?? stamp.time, stamp.time)
            }
        }
    }

    /// The case went back to an earlier state: what was declared about the later ones no longer stands.
    mutating func wentBack(to state: CaseState) {
        resumption = nil
        guard state < .recovery else { return }
        monitoring = nil
        waiver = nil
        for index in startCriteria.indices { startCriteria[index].answer = nil }
    }

    /// The case is open once more: what was done and seen before shows nothing of what is to be eradicated and recovered now.
    /// Who had a hand in it, and which files were shown for what, stays known.
    mutating func reopened() {
        grid.reopen()
        helpers.merge(workers) { $0.union($1) }
        workers = [:]
        restorations = [:]
        comparisons = Comparisons()
        lookers = []
        ownerWords = [:]
        contained = [:]
        backAtWork = [:]
    }

    /// Whether a system was back at work at a moment, by itself or because operations were resumed.
    func isAtWork(_ system: String, at moment: Timestamp) -> Bool {
        [resumption?.stamp.time, backAtWork[system]].contains { $0.map { $0 <= moment } ?? false }
    }

    package var hasComparisons: Bool { !comparisons.isEmpty }

    /// The last comparison of a system with its baseline; nil where there is none, or the system changed since.
    package func comparison(of system: String) -> RecordedComparison? { comparisons[system]?.value }

    package func asset(_ id: AssetID) -> AssetRecord? {
        assets.indices.contains(id.number - 1) ? assets[id.number - 1] : nil
    }

    /// The state of a system changed: what was seen of it before is no longer a proof.
    private mutating func changed(_ target: Target) {
        guard target.kind == .system else { return }
        comparisons[target.name] = nil
        ownerWords[target.name] = nil
    }

    /// What was seen to differ, until a comparison proves that it is gone.
    private mutating func note(_ recorded: RecordedComparison) {
        let comparison = recorded.comparison
        if recorded.isProof {
            if !noteLate(recorded),
                let gone = drifts[comparison.system]?.goneByItself(by: comparison), !gone.isEmpty
            {
                vanished[comparison.system] = (vanished[comparison.system] ?? []) + gone
                ownerWords[comparison.system] = nil
            }
            drifts[comparison.system] = nil
        } else if drifts[comparison.system] != nil {
            drifts[comparison.system]?.take(comparison, recorded.stamp)
        } else if comparison.differs {
            drifts[comparison.system] = SeenDrift(recorded)
        }
    }

    /// Whether nobody spoke of a baseline before it was seen what differs: it may have been made to fit.
    func isLate(_ baseline: EvidenceID, after drift: SeenDrift) -> Bool {
        datings[baseline]?.first.map { $0.version > drift.version } ?? !drift.baselines.contains(baseline)
    }

    /// Keeps what a baseline proves that came after it was seen to differ, until another baseline proves the system.
    ///
    /// - Returns: Whether this is one.
    private mutating func noteLate(_ recorded: RecordedComparison) -> Bool {
        let (system, baseline) = (recorded.comparison.system, recorded.comparison.baselineHash)
        if let drift = drifts[system], isLate(baseline, after: drift) {
            let accepted = drift.accepted(by: recorded.comparison) + (lateBaselines[system]?.accepted ?? [])
            lateBaselines[system] = LateBaseline(sha256: baseline, accepted: Set(accepted).sorted())
            ownerWords[system] = nil
            return true
        }
        if lateBaselines[system]?.sha256 != baseline { lateBaselines[system] = nil }
        return false
    }

    private mutating func note(_ comparison: BaselineComparison) {
        var known = baselines[comparison.system] ?? []
        if let index = known.firstIndex(where: { $0.sha256 == comparison.baselineHash }) {
            known[index].kinds.formUnion(comparison.compared)
        } else {
            known.append(
                Baseline(
                    sha256: comparison.baselineHash, takenAt: comparison.takenAt, kinds: Set(comparison.compared)))
        }
        baselines[comparison.system] = known
    }

    /// What was done to a system is undone by the intruder; who did it stays known.
    private mutating func workersBecomeHelpers(on system: String) {
        for actor in Array(workers.keys) where workers[actor]?.remove(system) != nil {
            helpers[actor, default: []].insert(system)
        }
    }
}
