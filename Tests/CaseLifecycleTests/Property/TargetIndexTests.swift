import Foundation
import Testing
import Vocabulary

@testable import CaseLifecycle

/// Gates look at what has a mark, and at all where one of their bounds fails. Here each answer is held against that of
/// somebody who looks at everything, each time.
@Suite("What gates pass over would not have been missed")
struct TargetIndexTests {
    /// A sample; `CORDON_SEQUENCES` asks for more.
    static let journals = Int(ProcessInfo.processInfo.environment["CORDON_SEQUENCES"] ?? "") ?? 25
    private static let stepsInJournal = 80

    @Test("in a journal of any events, gates miss what is missed where every system is looked at")
    func plainLook() {
        var proven = 0
        for seed in 0..<Self.journals {
            var journal = RandomJournal(seed: UInt64(seed))
            for step in 0..<Self.stepsInJournal {
                journal.step()
                let look = PlainLook(journal.incident, journal.organisation, at: journal.now)
                if let problem = look.problem {
                    Issue.record("seed \(seed), step \(step): \(problem)")
                    return
                }
                proven += look.hasProof ? 1 : 0
            }
        }
        // Journals in which nothing is ever as it should be show nothing of what is passed over.
        #expect(proven > Self.journals)
    }
}

/// The late gates asked by looking at every system and account.
struct PlainLook {
    private let incident: Case
    private let organisation: Organisation
    private let context: DecisionContext

    init(_ incident: Case, _ organisation: Organisation, at now: Timestamp) {
        self.incident = incident
        self.organisation = organisation
        context = DecisionContext(organisation: organisation, actor: Principal(account: "ann"), now: now)
    }

    /// Some affected system is as the gates of the baseline and of the owner want it.
    var hasProof: Bool {
        systems.contains { name in
            [Gate.baseline, .owner].allSatisfy {
                $0.missing(facts(Step(.resume, target: .system(name)))).isEmpty
            }
        }
    }

    /// What the index, or a gate that goes by it, says otherwise; nil where nothing does.
    var problem: String? {
        for target in Set(RandomJournal.targets + incident.affectedTargets)
        where incident.targetIndex[target] != incident.marks(of: target) {
            return "the marks of \(target) are \(incident.targetIndex[target]), not \(incident.marks(of: target))"
        }
        let unlike = [
            ("newly found", incident.newlyFoundTargets != newlyFound),
            ("stragglers", incident.targetIndex.targets(.unseen).sorted() != incident.containment.stragglers),
            ("skipped", incident.systemsSkipped != skipped), ("growth", isGrowthUnlike),
            ("grid", subjects(.eradicationGrid, .recover, "cell ", "deed ") != cells),
            ("plan", subjects(.recoveryPlan, .recover, "plan for ") != unplanned),
            ("own word", subjects(.containVerified, .eradicate, "own word ") != ownWords),
            ("one observer", isObserverUnlike),
            ("response", subjects(.resume, .resume, "system ", "account ") != unready),
            ("warnings of the baseline", !isWarned(.baseline, baselineWarnings)),
            ("warnings of the owner", Gate.owner.warnings(facts(Step(.resume))) != ownerWarnings),
        ].filter(\.1).map(\.0)
        if let name = unlike.first { return "\(name): not what a plain look shows" }
        return difference(.baseline, .resume) ?? difference(.owner, .resume) ?? differenceInEvidence
    }

    private func facts(_ step: Step, at moment: Timestamp? = nil) -> GateFacts {
        GateFacts(
            incident, step: step,
            context: DecisionContext(
                organisation: organisation, actor: Principal(account: "ann"), now: moment ?? context.now))
    }

    private var systems: [String] { incident.affectedTargets.filter { $0.kind == .system }.map(\.name).sorted() }

    /// A step about one system looks that one up.
    private func difference(_ gate: Gate, _ kind: Step.Kind) -> String? {
        let asked = gate.missing(facts(Step(kind))).map(\.subject)
        let plain = systems.flatMap { gate.missing(facts(Step(kind, target: .system($0)))).map(\.subject) }
        return asked == plain ? nil : "\(gate.id) misses \(asked), not \(plain)"
    }

    private func subjects(_ gate: Gate, _ kind: Step.Kind, _ prefixes: String...) -> [String] {
        gate.missing(facts(Step(kind))).map(\.subject).filter { subject in
            prefixes.contains { subject.hasPrefix($0) }
        }
    }

    private var newlyFound: [Target] {
        incident.containment.presentOrders.isEmpty
            ? [] : incident.confirmedTargets.subtracting(incident.containment.knownTargets).sorted()
    }

    private var skipped: [String] {
        let last = systems.filter { incident.responseState(of: .system($0)) == .verified }.compactMap {
            incident.systems[$0]?.tier
        }.max()
        return systems.filter { name in
            guard let last, let tier = incident.systems[name]?.tier else { return false }
            return incident.responseState(of: .system(name)) < .verified && tier < last
        }
    }

    private var isGrowthUnlike: Bool {
        let times = incident.systems.values.compactMap(\.confirmedAt).sorted(by: >)
        return (-3...3).contains { hours in
            let moment = context.now.advanced(bySeconds: Int64(hours) * 3600)
            return incident.scopeIndex.confirmations(after: moment) != times.count { $0 > moment }
        }
            || (0...4).contains {
                incident.scopeIndex.confirmation(beforeLast: $0) != (times.indices.contains($0) ? times[$0] : nil)
            }
    }

    private var differenceInEvidence: String? {
        let others = [-5, -2, 1].map { context.now.advanced(bySeconds: $0 * 3600) }
        let moments = [context.now] + Array(incident.enteredAt.values) + others
        for moment in moments {
            let asked = Gate.evidence.missing(facts(Step(.recover), at: moment))
            let plain =
                incident.confirmedTargets.sorted().flatMap {
                    incident.missingPreservation(of: $0, at: moment, newTraces: false)
                } + Gate.damage(facts(Step(.recover))) + Gate.heldByNobody(facts(Step(.recover)))
            if asked != plain { return "at \(moment) evidence misses \(asked), not \(plain)" }
        }
        let given = incident.confirmedTargets.filter { incident.wasGivenUp($0, newTraces: false) }
        return Gate.evidence.warnings(facts(Step(.recover))).count == given.count
            ? nil : "of \(given), given up, not all are told of"
    }

    private var cells: [String] {
        let grid = incident.recovery.grid
        guard !grid.standing.isEmpty else { return [] }
        return incident.affectedTargets.sorted().filter { !incident.isCleared(of: $0) }.flatMap { target in
            let open = incident.openCauses(of: target).map { "cell \(target) \($0.id)" }
            return open.isEmpty ? ["deed \(target)"] : open
        }
    }

    private var present: [(Target, Member)] {
        incident.containment.members.filter { $0.value.observation != nil }.sorted { $0.key < $1.key }
    }

    /// What is contained by the word of those alone who contained it, while somebody else could look.
    private var ownWords: [String] {
        guard !incident.containment.presentOrders.isEmpty else { return [] }
        let actions = incident.plans.present.filter { $0.kind == .containment }.flatMap(\.actions)
        return present.compactMap { target, member in
            let doers = actions.filter { $0.target == target }.flatMap {
                [Principal(account: $0.owner)] + $0.results.map(\.stamp.actor)
            }
            let seen = member.presentObservations.reversed().prefix { $0.result == .contained }
            let isOwn = seen.allSatisfy { seen in
                doers.contains { organisation.isSamePerson($0, seen.stamp.actor) }
            }
            let names = Set(doers.map { organisation.name(of: $0) })
            let isAnybodyElse = organisation.people.values.contains {
                $0.isActive && !$0.roles.isDisjoint(with: Role.responding) && !names.contains($0.name)
            }
            return !seen.isEmpty && isOwn && isAnybodyElse ? "own word \(target)" : nil
        }
    }

    private var isObserverUnlike: Bool {
        let names = present.compactMap { $0.1.observation.map { organisation.name(of: $0.stamp.actor) } }
        let isOne = names.count > 1 && Set(names).count == 1
        return isOne
            != Gate.containVerified.warnings(facts(Step(.eradicate))).contains {
                $0 == "all \(names.count) were seen to be contained by one person, \(names.first ?? "")"
            }
    }

    private var unplanned: [String] {
        guard let plan = incident.plans.latest(.recovery),
            incident.approvedPlan(.recovery, in: organisation) != nil
        else { return [] }
        return systems.filter { !plan.contains(.system($0)) }.map { "plan for \($0)" }
    }

    private var unready: [String] {
        incident.affectedTargets.filter {
            incident.responseState(of: $0) < ($0.kind == .system ? .verified : .eradicated)
        }.sorted().map { "\($0.kind.rawValue) \($0.name)" }
    }

    private var baselineWarnings: [String] {
        let comparisons = systems.compactMap { incident.recovery.comparison(of: $0) }
        let ignoring = comparisons.count { !$0.comparison.ignored.isEmpty }
        let undated = comparisons.count { !$0.comparison.isDated }
        let stamps = incident.recovery.datings.values.joined().map(\.stamp) + comparisons.map(\.stamp)
        let own = comparisons.filter { recorded in
            incident.workers(on: recorded.comparison.system).contains {
                organisation.isSamePerson($0, recorded.stamp.actor)
            }
        }.map { organisation.name(of: $0.stamp.actor) }
        return (ignoring == 0 ? [] : ["\(ignoring) systems were compared with an ignore list"])
            + (undated == 0 ? [] : ["the dates of \(undated) baselines rest on the word of who entered them"])
            + facts(Step(.resume)).freshRoles(ofActorsOf: stamps)
            + Set(own).map { "\($0) alone compared systems that the same person restored or cleaned" }
    }

    /// Whether a gate warns of all this, and of nothing else of its kind.
    private func isWarned(_ gate: Gate, _ expected: [String]) -> Bool {
        let kinds = ["ignore list", "baselines rest on", "only since", "alone compared"]
        let moved = facts(Step(.resume)).datesMovedLater
        return Set(gate.warnings(facts(Step(.resume))).filter { warning in kinds.contains(where: warning.contains) })
            == Set(expected + moved.filter { $0.contains("only since") })
    }

    private var ownerWarnings: [String] {
        guard let declared = incident.declaredAt else { return [] }
        let owners = systems.compactMap { incident.systems[$0]?.owners }
        let changed = owners.count { $0.count > 1 && ($0.last?.stamp.time ?? .earliest) > declared }
        return (changed == 0 ? [] : ["\(changed) systems got another owner during the incident"])
            + facts(Step(.resume)).freshRoles(ofActorsOf: owners.compactMap { $0.last?.confirmed })
    }
}
