import CaseLifecycle
import Testing
import Vocabulary

/// The way of a case from containment to operations: each step is a case that has come so far, and its systems.
extension CaseBuilder {
    /// When the first system was compromised, and a moment long before that.
    static let compromise = Staff.start.advanced(bySeconds: -5 * 86_400)
    static let beforeCompromise = compromise.advanced(bySeconds: -30 * 86_400)

    /// A case in eradication with one cause, V-1: malware. Evidence is preserved, olga owns every system.
    static func eradicating(_ names: [String]) throws(CaseRefusal) -> CaseBuilder {
        var builder = try contained(names)
        builder.hire("olga")
        try builder.preserve(names.map(Target.system))
        for name in names { try builder.own(name) }
        builder.actor = "ann"
        try builder.run(
            .recovery(.dateCompromise(system: names.first ?? "", at: Self.compromise, reason: "first beacon")))
        try builder.run(.nameCause(.malware, "beacon"))
        try builder.run(.advance)
        return builder
    }

    /// The same, with every cell done by carl and verified by dora.
    static func eradicated(_ names: [String]) throws(CaseRefusal) -> CaseBuilder {
        var builder = try eradicating(names)
        try builder.eradicate(names.map(Target.system))
        builder.actor = "ann"
        return builder
    }

    /// A case in recovery: the plan of carl was approved by bob, the criteria for the start are met.
    static func recovering(_ names: [String]) throws(CaseRefusal) -> CaseBuilder {
        var builder = try eradicated(names)
        try builder.planRecovery()
        try builder.meetStartCriteria()
        try builder.run(.advance, by: "ann")
        return builder
    }

    /// The same, with every system restored from R-1 by carl.
    static func recovered(_ names: [String]) throws(CaseRefusal) -> CaseBuilder {
        var builder = try recovering(names)
        try builder.registerAsset()
        for name in names { try builder.run(builder.restore(name), by: "carl") }
        builder.wait(hours: 1)
        builder.actor = "ann"
        return builder
    }

    /// The same, with every system compared with its baseline, confirmed by olga, and watched by dora.
    static func readyToResume(_ names: [String]) throws(CaseRefusal) -> CaseBuilder {
        var builder = try recovered(names)
        for name in names {
            try builder.run(builder.compare(name), by: "dora")
            try builder.run(.recovery(.confirmAsOwner(system: name, tested: "ordered a book")), by: "olga")
        }
        try builder.watch()
        builder.actor = "ann"
        return builder
    }

    /// A case whose operations ann declared to be resumed; it is still in recovery.
    static func resumed(_ names: [String]) throws(CaseRefusal) -> CaseBuilder {
        var builder = try readyToResume(names)
        try builder.run(.resume)
        return builder
    }

    /// Somebody is on the roster since before the case, without a role.
    mutating func hire(_ name: String) {
        organisation.apply(
            .people(
                event: .personAdded(name: name, kind: .human, accounts: [name], title: "Owner", phone: "+49 30 99")),
            Staff.before)
    }

    /// ann says who owns a system, and bob that it is so.
    mutating func own(_ name: String, by owner: String = "olga") throws(CaseRefusal) {
        try run(.scope(.nameOwner(system: name, owner: owner)), by: "ann")
        try run(.scope(.confirmOwner(system: name, owner: owner)), by: "bob")
    }

    mutating func eradicate(_ targets: [Target]) throws(CaseRefusal) {
        for cause in incident.recovery.grid.causes {
            try run(.cells(targets, cause.id, .done(what: "removed it", destroysTraces: false)), by: "carl")
            try run(.cells(targets, cause.id, .verified(observed: "not found", at: nil, evidence: [])), by: "dora")
        }
    }

    mutating func planRecovery() throws(CaseRefusal) {
        try run(.plan(.draft(.recovery, including: [], owner: nil)), by: "carl")
        guard let plan = incident.plans.latest(.recovery) else { return }
        try run(.plan(.approve(plan.id)), by: "bob")
        if incident.approvalsNeeded(for: plan) > 1 { try run(.plan(.approve(plan.id)), by: "eve") }
    }

    mutating func meetStartCriteria() throws(CaseRefusal) {
        try run(.recovery(.writeStartCriteria(["no re-entry was seen", "the shop agrees to two hours"])), by: "ann")
        try run(.meetStartCriterion(1, "the sinkhole is silent since Monday"))
        try run(.meetStartCriterion(2, "mail of the head of sales"))
    }

    /// a backup from before the compromise, checked. eve says of when the baseline is that comparisons are made with.
    mutating func registerAsset() throws(CaseRefusal) {
        try dateBaseline(hash("b"))
        try run(.registerAsset("nightly", hash("a"), takenAt: Self.beforeCompromise), by: "carl")
        try run(.verifyAsset(1, hash("a")), by: "dora")
    }

    mutating func dateBaseline(
        _ baseline: EvidenceID, at moment: Timestamp = Self.beforeCompromise, by person: String = "eve"
    ) throws(CaseRefusal) {
        let former = actor
        try run(
            .recovery(.dateBaseline(sha256: baseline, at: moment, reason: "the catalogue of the backups")), by: person)
        actor = former
    }

    mutating func watch(hours: Int = 73, by person: String = "ann") throws(CaseRefusal) {
        try run(
            .recovery(
                .beginMonitoring(
                    until: context.now.advanced(bySeconds: Int64(hours) * 3600), signals: ["old addresses"],
                    owner: "dora")), by: person)
    }

    func restore(_ name: String, _ asset: Int = 1, _ letter: Character = "a") throws(CaseRefusal) -> CaseCommand {
        .recovery(
            .restore(
                system: name, asset: AssetID(number: asset), sha256: try hash(letter), observed: "it starts and answers"
            ))
    }

    /// A comparison in every kind; without changes it finds nothing. Each system and moment has an observation of its
    /// own.
    func compare(_ name: String, _ change: (inout Comparing) -> Void = { _ in }) throws(CaseRefusal) -> CaseCommand {
        var comparing = Comparing(baselineHost: name, observedAt: context.now, observedHost: name)
        change(&comparing)
        let own = Hexadecimal.text(name.utf8.prefix(16)) + String(incident.version)
        let padded = own + String(repeating: "e", count: 64 - own.count)
        guard let observedHash = comparing.observedHash ?? EvidenceID(hex: padded) else { throw .unknownItem(padded) }
        let common = try hash("b")
        if comparing.isDated { comparing.baseline.takenAt = comparing.takenAt }
        comparing.baseline.host = comparing.baselineHost
        var observed = comparing.observed
        observed.host = comparing.observedHost
        return .recovery(
            .compare(
                BaselineComparison(
                    system: name, source: "golden image", baseline: comparing.baseline,
                    baselineHash: comparing.baselineHash ?? common, takenAt: comparing.takenAt,
                    observed: observed, observedHash: observedHash, observedAt: comparing.observedAt,
                    ignoring: comparing.ignoring, byHand: comparing.byHand, indicators: KnownIndicators(incident))))
    }

    /// What a comparison is made of, for tests to change.
    struct Comparing {
        var baseline = SystemSnapshot(kinds: Self.kinds)
        var observed = SystemSnapshot(kinds: Self.kinds)
        var takenAt = CaseBuilder.beforeCompromise
        /// The baseline says itself of when it is.
        var isDated = true
        var baselineHost: String?
        var observedAt: Timestamp
        var observedHost: String?
        var baselineHash: EvidenceID?
        var observedHash: EvidenceID?
        var ignoring: [IgnoreRule] = []
        var byHand: [BaselineComparison.HandResult] = []

        static let kinds: [BaselineKind: [String: String]] = [
            .files: ["/bin/sh": "11", "/etc/passwd": "22", "/var/log/syslog/1": "33"],
            .autostarts: ["cron": "/usr/sbin/cron"],
            .accounts: ["root": "0"], .network: ["22/tcp": "sshd"], .packages: ["bash": "5.2"],
            .policy: ["1.1": "pass"],
            .indicators: [:],
        ]
    }

    /// 63 times one digit, and another one.
    func hash(_ letter: Character) throws(CaseRefusal) -> EvidenceID {
        guard let id = EvidenceID(hex: String(repeating: letter, count: 63) + (letter == "0" ? "1" : "0")) else {
            throw .unknownItem("hash \(letter)")
        }
        return id
    }

    /// What keeps a step from being taken, by gate.
    func missing(_ gate: String, _ step: Step) -> [String] {
        incident.unmetGates(for: step, in: context).filter { $0.id == gate }.flatMap(\.missing)
    }
}

extension CaseCommand {
    static func nameCause(_ kind: Cause.Kind, _ text: String, seenOn: [Target] = []) -> CaseCommand {
        .recovery(.nameCause(kind: kind, text: text, seenOn: seenOn, evidence: [], rule: nil))
    }
    static func cells(_ targets: [Target], _ cause: CauseID, _ act: RecoveryCommand.CellAct) -> CaseCommand {
        .recovery(.cells(targets: targets, cause: cause, act: act))
    }
    static func cell(_ name: String, _ cause: Int, _ act: RecoveryCommand.CellAct) -> CaseCommand {
        .cells([.system(name)], CauseID(number: cause), act)
    }
    static func meetStartCriterion(_ number: Int, _ answer: String) -> CaseCommand {
        .recovery(.meetStartCriterion(number: number, answer: answer, evidence: []))
    }
    static func registerAsset(_ name: String, _ hash: EvidenceID, takenAt: Timestamp) -> CaseCommand {
        .recovery(.registerAsset(name: name, kind: .backup, sha256: hash, takenAt: takenAt, source: "tape 7"))
    }
    static func verifyAsset(
        _ number: Int, _ hash: EvidenceID, _ result: AssetRecord.Result = .clean
    ) -> CaseCommand {
        .recovery(
            .verifyAsset(
                AssetID(number: number), sha256: hash, indicators: "no hit of 12 indicators",
                integrity: "signature valid", result: result))
    }
    static var resume: CaseCommand { .recovery(.resume(criteria: ["the shop takes orders, verified by its owner"])) }

    /// A lead proposes to pass a gate on purpose.
    static func propose(
        _ gate: String, _ target: Target? = nil, item: String? = nil, due: Timestamp, owner: String = "carl",
        _ duration: DurationClass = .temporary, leavingOut others: [String] = []
    ) -> CaseCommand {
        .override(
            .propose(
                gate: gate, target: target, item: item, category: .notObtainable, reason: "it cannot be had",
                leftOut: [target?.name].compactMap(\.self) + others, duration: duration, debtOwner: owner,
                debtDue: due))
    }
}
