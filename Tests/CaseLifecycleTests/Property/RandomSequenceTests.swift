import CaseLifecycle
import Foundation
import Testing
import Vocabulary

@Suite("No sequence of commands cheats a gate")
struct RandomSequenceTests {
    /// How many sequences are played: a sample here; `CORDON_SEQUENCES` asks for more.
    static let sequences = Int(ProcessInfo.processInfo.environment["CORDON_SEQUENCES"] ?? "") ?? 150
    private static let stepsInSequence = 120
    private static let seedsInBatch = 25

    /// Test sequences that get nowhere find nothing, so it is counted how far they come.
    @Test(
        "whatever is asked for, by whom and when, no state is reached past a gate that is not met",
        arguments: stride(from: 0, to: sequences, by: seedsInBatch).map { $0 })
    func nothingIsReached(first: Int) throws {
        var reached: [CaseState: Int] = [:]
        for seed in first..<min(first + Self.seedsInBatch, Self.sequences) {
            let sequence = Self.play(seed: UInt64(seed))
            if let problem = sequence.problem {
                Issue.record("seed \(seed), \(problem)")
                return
            }
            for state in sequence.reached { reached[state, default: 0] += 1 }
        }
        let deep = [CaseState.eradication, .recovery, .closed].map { reached[$0] ?? 0 }
        #expect(deep.allSatisfy { $0 > 0 }, "\(reached)")
    }

    struct Sequence {
        var reached: Set<CaseState> = []
        /// What went wrong first, and the commands that led there.
        var problem: String?
    }

    static func play(seed: UInt64) -> Sequence {
        var sequence = Sequence()
        var mischief = Mischief(random: SplitMix(state: seed &* 0x9E37_79B9 &+ 17))
        var builder = CaseBuilder()
        builder.hire("olga")
        builder.hire("max")
        builder.organisation.apply(.people(event: .roleGranted(person: "max", role: .executive)), Staff.before)
        _ = try? builder.run(.open(title: "Break-in"))
        // Some sequences are nearly all work, some nearly all mischief.
        let share = Int.random(in: 5...90, using: &mischief.random)
        for step in 0..<stepsInSequence {
            let before = builder.incident
            let known = builder.events.count
            if mischief.random.chance(6) {
                builder.now = builder.now.advanced(
                    bySeconds: mischief.random.pick([-90_000, -3600, 600, 7200, 86_400, 8_000_000]) ?? 0)
            }
            if mischief.random.chance(share) {
                let actor = mischief.actor()
                let command = mischief.command(for: before, at: builder.context.now)
                do throws(CaseRefusal) { try builder.run(command, by: actor) } catch {
                    if builder.incident != before { sequence.problem = "step \(step): a refusal changed the case" }
                }
            } else {
                try? DiligentTeam.work(on: &builder)
            }
            if let problem = check(builder, from: before, known: known) {
                sequence.problem = "step \(step): \(problem)"
            }
            sequence.reached.insert(builder.incident.state)
            if sequence.problem != nil { return sequence }
        }
        var folded = Case(id: builder.incident.id)
        for recorded in builder.events { folded.apply(recorded.event, recorded.stamp) }
        if folded != builder.incident { sequence.problem = "the events do not give the case" }
        folded.pack()
        folded.unpack()
        if folded != builder.incident { sequence.problem = "what was packed is not what is unpacked" }
        if !isIndexed(folded) { sequence.problem = "the index of the scope is not what the standings say" }
        return sequence
    }

    private static func isIndexed(_ incident: Case) -> Bool {
        let index = incident.scopeIndex
        let standings =
            incident.systems.map { (Target.system($0.key), $0.value.verdict, $0.value.isClearanceStale) }
            + incident.accounts.map { (Target.account($0.key), $0.value.verdict, $0.value.isClearanceStale) }
        let first = incident.systems.values.filter { $0.verdict == .confirmed }.compactMap {
            $0.assessment?.firstCompromise
        }.min()
        return index.confirmed == Set(standings.filter { $0.1 == .confirmed }.map(\.0))
            && index.suspected == Set(standings.filter { $0.1.isSuspected }.map(\.0))
            && index.unsettled == Set(standings.filter { $0.1 == .unknown || $0.2 }.map(\.0))
            && index.tierZero == Set(incident.systems.filter { $0.value.tier == 0 }.keys)
            && index.confirmedSystems == index.confirmed.count { $0.kind == .system } && index.firstCompromise == first
    }

    /// Looks at every command since the step began: work is many commands in a row.
    private static func check(_ builder: CaseBuilder, from before: Case, known: Int) -> String? {
        var incident = before
        for taken in builder.taken where taken.version >= known {
            let earlier = incident
            for recorded in taken.events { incident.apply(recorded.event, recorded.stamp) }
            let problems = Watch.problems(
                earlier, taken.command, taken.events.map(\.event), incident,
                by: taken.actor, at: taken.now, builder.organisation)
            if !problems.isEmpty { return "\(taken.command): \(problems.joined(separator: "; "))" }
        }
        return nil
    }
}
