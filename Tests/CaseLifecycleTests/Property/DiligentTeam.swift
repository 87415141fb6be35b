import CaseLifecycle
import Vocabulary

/// People who do what is to be done next, and do it well. What somebody else breaks they mend.
struct DiligentTeam {
    /// One piece of work on a case. It may be refused where others were in the way; then nothing of its last act is kept.
    static func work(on builder: inout CaseBuilder) throws(CaseRefusal) {
        switch builder.incident.state {
        case .signal:
            if builder.incident.lead != "ann" { try builder.run(.assignLead(person: "ann"), by: "ann") }
            try builder.run(.declare(criterion: "theft of data"), by: "ann")
        case .declared: try builder.run(.advance, by: "ann")
        case .analysis: try analyse(&builder)
        case .containment: try verify(&builder)
        case .eradication: try eradicate(&builder)
        case .recovery: try recover(&builder)
        case .review: try review(&builder)
        case .closed: try builder.run(.reopen(reason: "the same account is in use again"), by: "ann")
        }
    }

    private static func unmet(_ builder: CaseBuilder) -> [String] {
        builder.incident.unmetGates(in: builder.context).map(\.id)
    }

    private static func analyse(_ builder: inout CaseBuilder) throws(CaseRefusal) {
        if builder.incident.lead != "ann" { try builder.run(.assignLead(person: "ann"), by: "ann") }
        if !builder.incident.isPrioritised { builder = try builder.settled() }
        try read(&builder)
        for (name, standing) in builder.incident.systems.sorted(by: { $0.key < $1.key })
        where standing.verdict == .unknown || standing.isClearanceStale {
            try builder.run(.scope(.judge(.system(name), verdict: .confirmed, reason: "its logs show it")), by: "bob")
        }
        if builder.incident.confirmedTargets.isEmpty {
            if builder.incident.systems["H1"] == nil {
                try builder.run(.recordScope(scope(of: builder.incident, adding: "H1")), by: "carl")
            }
            try builder.run(.scope(.judge(.system("H1"), verdict: .confirmed, reason: "a beacon")), by: "bob")
        }
        let unmet = unmet(builder)
        if unmet.contains("GATE-CHANNEL") { try builder.nameChannel() }
        if unmet.contains("GATE-SCOPE") { builder.wait(hours: 25) }
        if unmet.contains("GATE-DELAY") {
            try builder.run(.containment(.signDelay), by: "lou")
        }
        if !Set(unmet).isDisjoint(with: ["GATE-APPROVAL", "GATE-CONTAIN-SET", "GATE-STRATEGY"]) {
            try builder.planContainment()
            try builder.prepareAll()
        }
        try builder.run(.advance, by: "ann")
    }

    /// What is sealed is read, and the scope is derived from all of it.
    private static func read(_ builder: inout CaseBuilder) throws(CaseRefusal) {
        for sealed in builder.incident.evidence where builder.incident.readings[sealed.id] == nil {
            try builder.run(
                .recordReading(
                    EvidenceReading(evidence: sealed.id, format: .unknown, records: 0, issueCount: 0, issues: [])))
        }
        if builder.incident.scope.filesCovered != builder.incident.readings.count {
            try builder.run(.recordScope(scope(of: builder.incident, adding: nil)))
        }
    }

    private static func scope(of incident: Case, adding name: String?) -> ScopeAssessment {
        var scope = incident.scope
        if let name { scope.systems += CaseBuilder.scope([(name, .possible)]).systems }
        scope.filesCovered = incident.readings.count
        return scope
    }

    private static func verify(_ builder: inout CaseBuilder) throws(CaseRefusal) {
        let incident = builder.incident
        if incident.containment.unconfirmedEmergency(in: builder.organisation) != nil {
            try builder.run(.containment(.confirmEmergency), by: "eve")
        }
        let unmet = unmet(builder)
        if unmet.contains("GATE-EMERGENCY") || unmet.contains("GATE-NEW-HOST") {
            try builder.run(.returnTo(.analysis, reason: "a part is not contained yet"), by: "ann")
            return
        }
        builder.wait(hours: 1)
        for target in incident.containment.orderedTargets.sorted()
        where incident.containment.members[target]?.isObservedContained != true {
            try builder.run(
                .containment(
                    .verify(
                        target, .contained, observed: "only the agent's connection is left", from: "the core firewall",
                        happenedAt: nil)), by: "dora")
        }
        let bare = incident.confirmedTargets.filter { incident.custody.preservations[$0]?.isEmpty != false }
        try builder.preserve(bare.sorted())
        try builder.run(.advance, by: "ann")
    }

    private static func eradicate(_ builder: inout CaseBuilder) throws(CaseRefusal) {
        if builder.incident.recovery.grid.causes.isEmpty { try builder.run(.nameCause(.malware, "beacon"), by: "carl") }
        try builder.eradicate(builder.incident.containment.orderedTargets.sorted())
        for target in builder.incident.containment.orderedTargets.sorted() where target.kind == .account {
            for _ in 0..<2 {
                builder.wait(hours: 1)
                try builder.run(
                    .recovery(
                        .resetCredential(account: target.name, act: .reset, observed: "the old one fails", at: nil)),
                    by: "carl")
            }
        }
        let unmet = unmet(builder)
        if unmet.contains("GATE-RECOVERY-PLAN") { try builder.planRecovery() }
        if unmet.contains("GATE-RECOVERY-START") { try builder.meetStartCriteria() }
        try builder.run(.advance, by: "ann")
    }

    private static func recover(_ builder: inout CaseBuilder) throws(CaseRefusal) {
        let names = builder.incident.containment.orderedTargets.filter { $0.kind == .system }.map(\.name).sorted()
        if builder.incident.recovery.resumption == nil {
            if builder.incident.earliestCompromise == nil, let first = names.first {
                try builder.run(
                    .recovery(.dateCompromise(system: first, at: CaseBuilder.compromise, reason: "first beacon")),
                    by: "carl")
            }
            if builder.incident.recovery.assets.isEmpty { try builder.registerAsset() }
            for name in names where builder.incident.recovery.restorations[name] == nil {
                try builder.run(builder.restore(name), by: "carl")
            }
            builder.wait(hours: 1)
            for name in names {
                if builder.incident.baselineVerdict(of: name) != .verified {
                    try builder.run(builder.compare(name), by: "dora")
                }
                if builder.incident.recovery.ownerWords[name] == nil {
                    if builder.incident.systems[name]?.owners.last?.confirmed == nil {
                        try builder.own(name)
                    } else if builder.incident.systems[name]?.owner != "olga" {
                        try builder.own(name)
                    }
                    try builder.run(.recovery(.confirmAsOwner(system: name, tested: "ordered a book")), by: "olga")
                }
            }
            let needed = builder.context.now.advanced(bySeconds: 72 * 3600)
            let end = builder.incident.recovery.monitoring?.end(in: builder.organisation, at: builder.context.now)
            if end.map({ $0 < needed }) ?? true { try builder.watch() }
            try builder.run(.resume, by: "ann")
        }
        builder.wait(hours: 80)
        try builder.run(.advance, by: "ann")
    }

    private static func review(_ builder: inout CaseBuilder) throws(CaseRefusal) {
        for measure in builder.incident.containment.measures where measure.isOpen {
            try builder.run(
                .containment(.remove(measure.id, check: "flows are normal again", happenedAt: nil)), by: "carl")
        }
        for task in builder.incident.tasks.openTasks {
            try builder.run(.task(.finish(task.id, outcome: "it is done")), by: "carl")
        }
        for debt in builder.incident.overrides.openDebts {
            try builder.run(.override(.accept(debt.id, reason: "it is past")), by: "max")
        }
        if let reviewed = try? builder.reviewed() { builder = reviewed }
        try builder.run(
            .close(
                Closing(vector: .web, outcome: .resolved, resolution: "all rebuilt", reason: "watched without re-entry")
            ),
            by: "ann")
    }
}
