import Simulation
import Testing
import Vocabulary

@Suite("Made-up worlds by seed")
struct ExerciseTests {
    static func start() throws -> Timestamp { try #require(Timestamp(iso8601: "2026-03-02T07:00:00Z")) }

    @Test("the same plan gives the same bytes, another seed gives others")
    func isDeterministic() throws {
        let plan = ExercisePlan(seed: 5, hosts: 14, days: 2)
        let first = Exercise(plan, start: try Self.start())
        var other = plan
        other.seed = 6

        #expect(first.files == Exercise(plan, start: try Self.start()).files)
        #expect(first.truth == Exercise(plan, start: try Self.start()).truth)
        #expect(first.files != Exercise(other, start: try Self.start()).files)
    }

    @Test("every file is read without an issue by a reader of its format", arguments: [1, 2, 3] as [UInt64])
    func filesAreReadable(seed: UInt64) throws {
        let plan = ExercisePlan(seed: seed, hosts: 14, days: 2, profile: .full)
        let world = Exercise(plan, start: try Self.start())

        let readings = world.files.map { (name: $0.name, reading: Reading($0.bytes)) }

        #expect(readings.filter { !$0.reading.issues.isEmpty || $0.reading.records.isEmpty }.map(\.name) == [])
        #expect(readings.contains { $0.name.hasSuffix(".evtx") })
        #expect(readings.contains { $0.name == "sensor/conn.log" })
        #expect(readings.contains { $0.name.hasSuffix("auth.log") })
    }

    @Test("without the intrusion the records of ordinary life stay as they are")
    func lifeGoesOn() throws {
        // All logs are kept whole, so that only what the intruder did can differ.
        let plan = ExercisePlan(seed: 9, hosts: 14, days: 3, profile: .full)
        var calm = plan
        calm.hasIntrusion = false

        let with = try Self.lines(of: Exercise(plan, start: try Self.start()), withoutSteps: true)
        let without = try Self.lines(of: Exercise(calm, start: try Self.start()), withoutSteps: false)

        #expect(with == without)
        #expect(!without.isEmpty)
    }

    @Test("a world without an intrusion has an empty truth")
    func calmTruth() throws {
        let plan = ExercisePlan(seed: 3, hosts: 14, days: 1, hasIntrusion: false)

        let world = Exercise(plan, start: try Self.start())

        #expect(world.truth.hosts.isEmpty && world.truth.steps.isEmpty && world.truth.patientZero == nil)
        #expect(!world.files.isEmpty)
    }

    @Test("each record that the truth names exists", arguments: [1, 2, 3, 4] as [UInt64])
    func truthResolves(seed: UInt64) throws {
        let world = Exercise(ExercisePlan(seed: seed, hosts: 14, days: 3), start: try Self.start())
        let counts = Dictionary(
            uniqueKeysWithValues: world.files.map { ($0.name, Reading($0.bytes).records.count) })

        let places = world.truth.steps.flatMap(\.records)

        #expect(!places.isEmpty)
        #expect(places.allSatisfy { $0.ordinal < counts[$0.file] ?? 0 })
    }

    @Test("movements lead from a host that has fallen to one that falls by it")
    func movementsAreATree() throws {
        for seed in UInt64(1)...20 {
            let truth = Exercise(ExercisePlan(seed: seed, hosts: 16, days: 2), start: try Self.start()).truth
            var fallen = [try #require(truth.patientZero).host]
            for movement in truth.movements {
                #expect(fallen.contains(movement.from))
                #expect(!fallen.contains(movement.to))
                fallen.append(movement.to)
            }
            #expect(truth.hosts.map(\.name) == fallen)
        }
    }

    @Test("the logs a profile leaves out are not written")
    func profiles() throws {
        func names(_ profile: ExercisePlan.Profile) throws -> [String] {
            Exercise(ExercisePlan(seed: 2, hosts: 14, days: 1, profile: profile), start: try Self.start())
                .files.map(\.name)
        }

        #expect(try names(.full).contains { $0.hasSuffix("Sysmon.evtx") })
        #expect(try !names(.noSysmon).contains { $0.hasSuffix("Sysmon.evtx") })
        #expect(try !names(.onlySecurity).contains { $0.hasSuffix(".evtx") && !$0.hasSuffix("Security.evtx") })
        #expect(
            try !names(.serversOnly).contains { $0.hasPrefix("WKS-") || $0.hasPrefix("PC-") || $0.hasPrefix("LT-") })
    }

    /// What the records say beside their place, in order: of all, or of those that belong to no step.
    private static func lines(of world: Exercise, withoutSteps: Bool) throws -> [String] {
        let steps = withoutSteps ? world.attackRows : []
        return world.files.flatMap { file in
            Reading(file.bytes).records.enumerated().compactMap { ordinal, record in
                guard !steps.contains("\(file.name)#\(ordinal)") else { return nil }
                let fields = record.fields.filter {
                    let name = $0.name.name.lowercased()
                    return !name.hasSuffix("eventrecordid") && !name.hasSuffix("record_id")
                }
                return file.name + " " + fields.map { "\($0.name.name)=\($0.value.text)" }.joined(separator: " ")
            }
        }
        .sorted()
    }
}

extension Exercise {
    /// The records that belong to the intrusion, as `file#place`.
    var attackRows: Set<String> { Set(truth.steps.flatMap(\.records).map { "\($0.file)#\($0.ordinal)" }) }
}
