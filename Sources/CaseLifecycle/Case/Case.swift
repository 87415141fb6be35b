package import Vocabulary

/// The state of one case: the fold of its events.
///
/// ``apply(_:_:)`` is total and deterministic: the same events give the same case, on any machine, at any time.
package struct Case: Hashable, Sendable, Codable {
    package let id: CaseID
    /// Number of events so far; 0 for a case that has not been opened.
    package private(set) var version = 0
    package private(set) var title = ""
    package private(set) var state = CaseState.signal
    package private(set) var criterion: String?
    package private(set) var lead: String?
    /// Everybody who was ever assigned to lead, the present lead included.
    package private(set) var leaders: Set<String> = []
    /// When the present lead was assigned.
    package private(set) var leadSince: Timestamp?
    /// Who led before the present lead; nil where nobody did since the case was declared.
    package private(set) var formerLead: String?
    package private(set) var declaredAt: Timestamp?
    /// When the first finding was recorded.
    private var foundAt: Timestamp?
    /// When the case entered each state, last.
    package private(set) var enteredAt: [CaseState: Timestamp] = [:]
    /// The latest moment at which anything was recorded; never goes back.
    package private(set) var updated: Timestamp?
    /// What the clock showed when it was seen to be behind the last event; nil while it is not.
    private var clockShown: Timestamp?
    /// The furthest that the clock was put back, in seconds; zero where it never was.
    private(set) var clockPutBackBy: Int64 = 0
    /// What the clock was put forward by in all, in seconds, beyond what the machine counted.
    private(set) var clockPutForwardBy: Int64 = 0
    /// The thresholds in force when the case was declared; nil before.
    package private(set) var policy: Policy?
    package private(set) var evidence: [SealedEvidence] = []
    private var evidenceIDs: Set<EvidenceID> = []
    /// Where else the bytes of evidence were met.
    private var otherPlaces: [EvidenceID: Set<EvidencePlace>] = [:]
    /// Why files that were brought could not be taken in, by where they lie.
    private(set) var missed: [String: String] = [:]
    package private(set) var readings: [EvidenceID: EvidenceReading] = [:]
    /// What was found inside of containers, by the container and in its order.
    package private(set) var entries: [EvidenceID: [EvidenceEntry]] = [:]
    /// The container that each file inside of one was first found in.
    private var entryContainers: [EvidenceID: EvidenceID] = [:]
    package private(set) var findings: [Finding] = []
    package private(set) var scope = ScopeAssessment()
    /// Every system and every account known, by name.
    package private(set) var systems: [String: SystemStanding] = [:]
    package private(set) var accounts: [String: AccountStanding] = [:]
    /// Which of them are confirmed, suspected, or without a verdict.
    package private(set) var scopeIndex = ScopeIndex()
    /// What gates have to look at on those that must be eradicated.
    var targetIndex = TargetIndex()
    package private(set) var commandChannels: [CommandChannel] = []
    /// Other cases that were said to be other intrusions.
    package private(set) var apart: [CaseApart] = []
    /// How far the response has come; what is absent is uncontained.
    package private(set) var response: [Target: ResponseState] = [:]
    /// Every assessment, the present one last.
    package private(set) var impacts: [RecordedImpact] = []
    /// How many of them were made before the case was last opened again.
    private var formerImpacts = 0
    package private(set) var notes: [String] = []
    package private(set) var loopBacks = 0
    /// When the case was last opened again; nil where it never was. What was done before keeps nobody out now.
    private(set) var reopened: Stamp?
    package var reopenedAt: Timestamp? { reopened?.time }
    private(set) var takenBack: [TakenBack] = []

    /// A reopening that was said to be a mistake.
    struct TakenBack: Hashable, Sendable, Codable {
        let reopened: Principal
        let stamp: Stamp
    }

    package private(set) var closing: Closing?
    /// The case as it was when it was closed, as long as nothing has come of its reopening but what a closed case takes,
    /// too; empty otherwise. At most one: a list only because no value holds another of its kind by itself.
    private(set) var closedBefore: [Case] = []
    package private(set) var overrides = OverrideBook()
    package private(set) var tasks = TaskBook()
    package private(set) var handovers = HandoverBook()
    package private(set) var custody = CustodyBook()
    package private(set) var plans = PlanBook()
    package private(set) var containment = ContainmentBook()
    package private(set) var recovery = RecoveryBook()
    package private(set) var review = ReviewBook()
    package private(set) var costs = CostBook()
    package private(set) var notifications = NotificationBook()

    package init(id: CaseID) { self.id = id }

    /// What is recorded before anything else where the clock of the server was set. Put back behind the last event, nobody
    /// gains time by it: order is that of the journal. Otherwise time passes, or seems not to have. All of it is seen.
    ///
    /// - Parameters:
    ///   - moment: What the clock shows. Less than a minute is no more than clocks differ by.
    ///   - ahead: By how many seconds it went ahead, since the last event, of what the machine counted; negative where it
    ///     stayed behind.
    package mutating func noteClock(_ moment: Timestamp, ahead: Int64 = 0, by actor: Principal) -> [CaseEvent] {
        guard let updated else { return [] }
        var events: [CaseEvent] = []
        if abs(ahead) > 60 { events.append(.clockSet(seconds: ahead)) }
        if moment < updated.advanced(bySeconds: -60),
            clockShown.map({ moment < $0.advanced(bySeconds: -60) }) ?? true
        {
            events.append(.clockPutBack(shows: moment))
        }
        let stamp = Stamp(time: max(moment, updated), actor: actor)
        for event in events { apply(event, stamp) }
        return events
    }

    /// The case after one more event.
    ///
    /// - Parameter stamp: Who appended it, and when.
    package mutating func apply(_ event: CaseEvent, _ stamp: Stamp) {
        version += 1
        if let updated, stamp.time > updated { clockShown = nil }
        updated = max(updated ?? stamp.time, stamp.time)
        if !closedBefore.isEmpty { noteSinceReopening(event, stamp) }
        switch event {
        case .opened(let title):
            self.title = title
            enteredAt[.signal] = stamp.time
        case .evidenceSealed(let sealed):
            if evidenceIDs.insert(sealed.id).inserted { evidence.append(sealed) }
            custody.begin(sealed, stamp)
            missed[sealed.origin] = nil
        case .evidenceMetAgain(let id, let place):
            otherPlaces[id, default: []].insert(place)
            missed[place.origin] = nil
        case .evidenceMissed(let files): for file in files { missed[file.origin] = file.reason }
        case .evidenceRead(let reading): readings[reading.evidence] = reading
        case .entriesRead(let container, let found):
            entries[container, default: []] += found
            for case let reading? in found.map(\.reading) where entryContainers[reading.evidence] == nil {
                entryContainers[reading.evidence] = container
            }
        case .findingRecorded(let finding):
            findings.append(finding)
            foundAt = foundAt ?? stamp.time
        case .findingExtended(let id, let sighting):
            if findings.indices.contains(id.number - 1) { findings[id.number - 1].sighting.merge(sighting) }
        case .scopeDerived(let assessment): derive(assessment, stamp)
        case .leadAssigned(let person):
            if declaredAt != nil { formerLead = lead }
            lead = person
            leaders.insert(person)
            leadSince = stamp.time
        case .declared(let criterion):
            self.criterion = criterion
            declaredAt = stamp.time
        case .clockPutBack(let moment):
            clockShown = moment
            clockPutBackBy = max(clockPutBackBy, Int64(stamp.time.seconds(since: moment)))
        case .clockSet(let seconds):
            clockPutForwardBy += max(seconds, 0)
            clockPutBackBy = max(clockPutBackBy, -seconds)
        case .policyAdopted(let policy): self.policy = policy
        case .stateEntered(let state, _): enter(state, stamp)
        case .returned(let state, _):
            containment.wentBack(to: state, stamp)
            recovery.wentBack(to: state)
            enter(state, stamp)
        case .loopedBack(let kind, let state, _, _):
            loopBacks += 1
            if kind == .reopened { beginAnew(stamp) }
            closing = nil
            recovery.wentBack(to: state)
            enter(state, stamp)
        case .reopeningWithdrawn: closeAsBefore(stamp)
        case .closed(let closing): self.closing = closing
        case .gatesPassed(let step, let target, _): custody.observe(step: step, on: target, stamp)
        case .systemConfirmed(let name, let reason):
            judge(.system(name), .confirmed, reason, fingerprint(of: .system(name)), stamp)
        case .systemCleared(let name, let reason, let seen):
            let now = fingerprint(of: .system(name))
            let then = EvidenceFingerprint(
                version: seen, files: now.files, records: now.records, mentions: now.mentions)
            judge(.system(name), .cleared, reason, then, stamp)
        case .noteAdded(let text): notes.append(text)
        case .impactAssessed(let assessment):
            impacts.append(
                RecordedImpact(
                    assessment: assessment, stamp: stamp,
                    confirmedSystems: scopeIndex.confirmedSystems))
        case .responseChanged(let targets, let state):
            for target in targets { response[target] = state }
            recovery.responded(targets, state, stamp)
            custody.observe(targets, reached: state, stamp)
        case .scope(let event): apply(event, stamp)
        case .override(let event): overrides.apply(event, stamp, version: version)
        case .task(let event): tasks.apply(event, stamp)
        case .people(let event): handovers.apply(event, stamp)
        case .custody(let event): custody.apply(event, stamp)
        case .plan(let event):
            plans.apply(event, stamp, version: version)
            if let (target, moment) = plans.destruction(by: event, stamp) {
                custody.observe(lossOf: target, at: moment)
            }
            if let (target, moment) = plans.containment(by: event, stamp) {
                containment.note(deedOn: target, at: moment)
            }
        case .containment(let event): containment.apply(event, stamp)
        case .recovery(let event):
            recovery.apply(event, stamp, version: version, indicators: KnownIndicators(self).count)
            for target in event.targetsOfNewTraces where !isKnownOfBefore(event, on: target) {
                custody.observe(newTracesOn: target)
            }
            switch event {
            case .reappeared(let targets, _, let at):
                containment.returned(to: targets, at: min(at, stamp.time), stamp)
            // What still has a cause may be contained all the same, but not by a measure that is out.
            case .cellFailed(let target, _, _, let at) where !containment.isHeld(target):
                containment.returned(to: [target], at: min(at, stamp.time), stamp)
            default: break
            }
        case .review(let event): review.apply(event, stamp, version: version)
        case .cost(let event): costs.apply(event, stamp)
        case .notification(let event): notifications.apply(event, stamp, found: foundAt, declared: declaredAt)
        }
        mark(after: event)
    }

    /// Whether a file is evidence of this case.
    package func holds(_ id: EvidenceID) -> Bool { evidenceIDs.contains(id) }

    /// Where else the bytes of a file were met, in the order of their paths.
    package func otherPlaces(of id: EvidenceID) -> [EvidencePlace] {
        (otherPlaces[id] ?? []).sorted { ($0.origin, $0.host ?? "") < ($1.origin, $1.host ?? "") }
    }

    /// Whether bytes were met in a place before.
    func isKnown(_ place: EvidencePlace, of id: EvidenceID) -> Bool {
        custody.items[id].map { EvidencePlace($0.sealed) } == place || otherPlaces[id]?.contains(place) == true
    }

    /// The sealed container that a file was found in; nil for one that is in none.
    package func container(of id: EvidenceID) -> EvidenceID? { entryContainers[id] }

    /// Whether a file was read, be it sealed itself or inside of a container.
    package func hasRead(_ id: EvidenceID) -> Bool { readings[id] != nil || entryContainers[id] != nil }

    /// What reading gave, of every sealed file in the order of sealing, and behind a container of every file in it. The same
    /// bytes in several places are there once, as they are searched and matched once.
    package var everyReading: [EvidenceReading] {
        var met: Set<EvidenceID> = []
        return evidence.flatMap { sealed in
            [readings[sealed.id]].compactMap(\.self) + (entries[sealed.id] ?? []).compactMap(\.reading)
        }.filter { met.insert($0.evidence).inserted }
    }

    /// The sealed files that nobody has looked into yet: an ended run leaves some.
    package var neverRead: Int {
        evidence.count { readings[$0.id] == nil && custody.items[$0.id]?.isDestroyed != true }
    }

    /// The command that looks into them, too.
    package var readingCommand: String { "cordon evidence add \(id) PATH" }

    /// The assessment that holds; nil before the first.
    package var impact: ImpactAssessment? { impacts.last?.assessment }

    /// Whether the impact was assessed since the case was last opened.
    package var isPrioritised: Bool { impacts.count > formerImpacts }

    /// Whether the incident was ever assessed as major: taking that back later does not make it a small one.
    package var wasMajor: Bool { impacts.contains { $0.assessment.isMajor } }

    private mutating func enter(_ state: CaseState, _ stamp: Stamp) {
        review.moved(from: self.state, to: state, stamp.time)
        self.state = state
        enteredAt[state] = stamp.time
    }

    /// A closed case is open once more. What contained is out, and what was shown and said was of what is over: all that is
    /// still confirmed is contained, eradicated and recovered anew, and the cause, the impact, the work, what was learned and
    /// who must be told are said anew. What was done before stays in the journal.
    private mutating func beginAnew(_ stamp: Stamp) {
        closedBefore = [self]
        reopened = stamp
        response = [:]
        custody.reopened()
        plans.reopened()
        containment.reopened()
        recovery.reopened()
        overrides.reopened(stamp)
        review.reopened()
        costs.reopened()
        notifications.reopened()
        formerImpacts = impacts.count
    }

    /// Notes are made of what was closed, too; with anything else the case is open for a reason.
    private mutating func noteSinceReopening(_ event: CaseEvent, _ stamp: Stamp) {
        switch event {
        case .noteAdded, .clockPutBack, .clockSet:
            for index in closedBefore.indices { closedBefore[index].apply(event, stamp) }
        case .reopeningWithdrawn: break
        default: closedBefore = []
        }
    }

    /// The reopening was a mistake: the case is what it was when it was closed, later by what the journal tells since.
    private mutating func closeAsBefore(_ stamp: Stamp) {
        guard var closed = closedBefore.first else { return }
        if let reopened { closed.takenBack.append(TakenBack(reopened: reopened.actor, stamp: stamp)) }
        closed.version = version
        closed.updated = updated
        self = closed
    }

    private mutating func derive(_ assessment: ScopeAssessment, _ stamp: Stamp) {
        scope = assessment
        let version = version
        for system in assessment.systems {
            let isContained = response[.system(system.name)].map { $0 >= .isolating } ?? false
            change(system: system.name) { $0.derive(system, at: version, isContained: isContained, stamp) }
        }
        for account in assessment.accounts { change(account: account.name) { $0.derive(account, at: version, stamp) } }
        scopeIndex.settle(systems)
        scopeIndex.note(assessment.movements)
    }

    /// Leaves out what the scope says as well, nearly always word for word: to read what the evidence says of 10,000
    /// systems twice takes half of the time of reading the case. Of use to nobody but ``unpack()``.
    package mutating func pack() {
        let last = Dictionary(scope.systems.map { ($0.name, $0) }) { $1 }
        for (name, assessment) in last where systems[name]?.assessment == assessment {
            systems[name]?.assessment = nil
        }
    }

    /// Undoes ``pack()``: where a standing says nothing of a system that the scope speaks of, the scope has it.
    package mutating func unpack() {
        // Of several words on one name, the last is the one that its standing has.
        for assessment in scope.systems.reversed() where systems[assessment.name]?.assessment == nil {
            systems[assessment.name]?.assessment = assessment
        }
    }

    private mutating func change(system name: String, _ body: (inout SystemStanding) -> Void) {
        let wasConfirmed = systems[name]?.confirmedAt != nil
        body(&systems[name, default: SystemStanding()])
        guard let standing = systems[name] else { return }
        scopeIndex.note(system: name, standing)
        if !wasConfirmed, let moment = standing.confirmedAt { scopeIndex.note(confirmation: moment) }
    }

    private mutating func change(account name: String, _ body: (inout AccountStanding) -> Void) {
        body(&accounts[name, default: AccountStanding()])
        if let standing = accounts[name] { scopeIndex.note(account: name, standing) }
    }

    private mutating func judge(
        _ target: Target, _ verdict: SystemVerdict, _ reason: String, _ seen: EvidenceFingerprint, _ stamp: Stamp
    ) {
        let judgement = Judgement(verdict: verdict, reason: reason, seen: seen, stamp: stamp)
        switch target.kind {
        case .system:
            change(system: target.name) { $0.judge(judgement) }
            scopeIndex.settle(systems)
        case .account: change(account: target.name) { $0.judge(judgement) }
        }
    }

    private mutating func apply(_ event: ScopeEvent, _ stamp: Stamp) {
        switch event {
        case .judged(let target, let verdict, let reason, let seen): judge(target, verdict, reason, seen, stamp)
        case .enrolled(let target, let tier, let owner):
            guard target.kind == .system else {
                change(account: target.name) { _ in }
                return
            }
            change(system: target.name) { standing in
                standing.tier = tier
                if let owner { standing.owners.append(.init(owner: owner, stamp: stamp)) }
            }
        case .tierRaised(let name, let tier):
            if systems[name] != nil { change(system: name) { $0.tier = tier } }
        case .ownerNamed(let name, let owner): systems[name]?.owners.append(.init(owner: owner, stamp: stamp))
        case .ownerConfirmed(let name, let owner):
            guard let last = systems[name]?.owners.indices.last, systems[name]?.owners[last].owner == owner else {
                return
            }
            systems[name]?.owners[last].confirmed = stamp
        case .commandChannelNamed(let address, let reason):
            commandChannels.append(CommandChannel(address: address, reason: reason, stamp: stamp))
        case .setApart(let other, let names, let reason):
            apart.append(CaseApart(other: other, names: names, reason: reason, stamp: stamp))
        }
    }
}
