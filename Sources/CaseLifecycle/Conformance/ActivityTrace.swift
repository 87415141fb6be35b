import Vocabulary

/// Turns the events of a case into activities of the reference net.
///
/// What a later step rests on may be done at any time before it: a rating made while the case was a signal, evidence
/// sealed before the declaration. So such activities are noted as soon as they hold and take their place, in the order
/// of the net, right before the step that rests on them. One that holds only after that step stands after it.
struct ActivityTrace {
    private(set) var observed: [ConformanceResult.Observed] = []
    /// Activities of the present round that are in ``observed`` already.
    private var done: Set<Activity> = []
    /// Activities that hold and wait for the step that rests on them, with the event that made them so.
    private var waiting: [Activity: Int] = [:]

    /// Takes note of an event, told from the case and the organisation as they are after it.
    mutating func take(_ recorded: RecordedEvent, _ incident: Case, _ organisation: Organisation) {
        for activity in recorded.event.readies where !done.contains(activity) && waiting[activity] == nil {
            waiting[activity] = recorded.version
        }
        if case .stateEntered(.closed, _) = recorded.event {
            flush(before: nil, at: recorded.version, incident, organisation)
        }
        for step in recorded.event.steps where !done.contains(step) {
            flush(before: step, at: recorded.version, incident, organisation)
            observe(step, recorded.version)
        }
        if let entry = recorded.event.entersAnew {
            done = done.filter { $0.place < entry.place }
            waiting = waiting.filter { $0.key.place < entry.place }
        }
    }

    private mutating func flush(
        before step: Activity?, at version: Int, _ incident: Case, _ organisation: Organisation
    ) {
        for activity in Activity.allCases where activity.place < (step?.place ?? .max) && !done.contains(activity) {
            if let readied = waiting.removeValue(forKey: activity) {
                observe(activity, readied)
            } else if incident.holds(activity, organisation) {
                observe(activity, version)
            }
        }
    }

    private mutating func observe(_ activity: Activity, _ version: Int) {
        observed.append(.init(activity: activity, version: version))
        done.insert(activity)
        waiting[activity] = nil
    }
}

extension CaseEvent {
    /// The activities that later steps rest on and that this event alone shows.
    fileprivate var readies: [Activity] {
        switch self {
        case .findingRecorded, .scopeDerived, .leadAssigned, .systemConfirmed, .systemCleared, .scope(event: .judged):
            [.triage]
        case .impactAssessed: [.prioritize]
        case .review(let event):
            switch event {
            case .questionAnswered, .meetingHeld, .actionAdded, .noActionNeeded: [.lessons]
            case .reportFinalised: [.report]
            default: []
            }
        default: []
        }
    }

    /// The steps of the main line that this event is.
    fileprivate var steps: [Activity] {
        switch self {
        case .opened: [.detect]
        case .declared: [.declare]
        case .stateEntered(.containment, _), .containment(event: .ordered): [.contain]
        case .stateEntered(.eradication, _): [.eradicate]
        case .responseChanged(_, to: .isolating), .responseChanged(_, to: .contained): [.contain]
        case .stateEntered(.recovery, _): [.eradicate]
        // What was cleaned and not restored goes back to work all the same.
        case .recovery(event: .restored), .recovery(event: .compared): [.restore]
        case .recovery(event: .resumed): [.resumeOperations]
        default: []
        }
    }

    /// Where the case enters the net anew.
    fileprivate var entersAnew: Activity? {
        switch self {
        case .loopedBack(_, let state, _, _), .returned(let state, _):
            switch state {
            case .signal, .declared, .analysis: .scopeComplete
            case .containment: .contain
            case .eradication: .eradicate
            case .recovery: .recoverPlan
            case .review, .closed: nil
            }
        default: nil
        }
    }
}

extension Case {
    /// Whether an activity holds that many events together make so.
    fileprivate func holds(_ activity: Activity, _ organisation: Organisation) -> Bool {
        switch activity {
        case .scopeComplete: scopeGaps.isEmpty
        case .preserveEvidence:
            !confirmedTargets.isEmpty && confirmedTargets.allSatisfy { !preservations(of: $0).isEmpty }
        case .recoverPlan: approvedPlan(.recovery, in: organisation) != nil
        // After a return, what was restored before still is. Where only accounts are affected, nothing is to be restored.
        case .restore:
            !affectedTargets.isEmpty
                && affectedTargets.allSatisfy { target in
                    target.kind == .account || recovery.restorations[target.name] != nil
                        || recovery.comparisons[target.name] != nil
                }
        case .verifyBaseline: !affectedTargets.isEmpty && unprovenSystems.isEmpty
        default: false
        }
    }

    /// Affected systems of which no comparison shows that they are back at their baseline, in order.
    var unprovenSystems: [String] {
        affectedTargets.filter { $0.kind == .system && baselineVerdict(of: $0.name) != .verified }.map(\.name).sorted()
    }

    /// What is not settled of the scope, in words.
    var scopeGaps: [String] {
        let unread = evidence.count { readings[$0.id] == nil }
        let unjudged = (systems.values.map(\.verdict) + accounts.values.map(\.verdict)).count { $0 == .unknown }
        return [
            systems.isEmpty ? "no system is known" : nil,
            unread > 0 ? "\(unread) evidence files were not read" : nil,
            unjudged > 0 ? "\(unjudged) systems or accounts had no verdict" : nil,
            confirmedTargets.isEmpty ? "nothing was confirmed" : nil,
        ].compactMap(\.self)
    }
}
