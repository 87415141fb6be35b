import Simulation
import Testing
import Vocabulary

/// What says nothing about an intruder must not tell one: an engine that is measured on these worlds could learn it.
@Suite("Made-up worlds give nothing away by accident")
struct ExerciseLeakTests {
    private static let texts = [
        "TargetUserName", "User", "TargetServerName", "TargetLogonId", "CommandLine", "Image", "RelativeTargetName",
        "ServiceName",
    ]
    /// Fewer rows of a kind say nothing.
    private static let fewest = 25

    /// A record, and what of it must not tell.
    private struct Row {
        let kind: String
        let isAttack: Bool
        let numbers: [String: Double]
    }

    @Test("numbers, order, parts of seconds, ports and lengths do not tell attack from ordinary life")
    func nothingTells() throws {
        let rows = try (1...10).flatMap { try Self.rows(seed: UInt64($0)) }
        // Rows of one kind are compared with each other: that an intruder starts programs is no accident.
        let kinds = Dictionary(grouping: rows, by: \.kind).filter { _, rows in
            rows.count(where: \.isAttack) >= Self.fewest && rows.count { !$0.isAttack } >= Self.fewest
        }

        var telling: [String] = []
        for (kind, rows) in kinds {
            for name in Set(rows.flatMap(\.numbers.keys)) {
                let attack = rows.filter(\.isAttack).compactMap { $0.numbers[name] }
                let benign = rows.filter { !$0.isAttack }.compactMap { $0.numbers[name] }
                guard min(attack.count, benign.count) >= Self.fewest else { continue }
                let area = Self.areaUnderCurve(attack, benign)
                if abs(area - 0.5) > Self.tolerance(name, attack.count) { telling.append("\(kind) \(name) \(area)") }
            }
        }

        #expect(kinds.count >= 3)
        #expect(telling.sorted() == [])
    }

    @Test("the measure itself finds what tells")
    func measureWorks() {
        #expect(Self.areaUnderCurve([5, 6, 7], [1, 2, 3]) == 1)
        #expect(Self.areaUnderCurve([1, 2, 3], [5, 6, 7]) == 0)
        #expect(Self.areaUnderCurve([1, 1], [1, 1]) == 0.5)
    }

    /// Records of one intrusion come in few bursts, so that their places in a log are far fewer than their number.
    private static func tolerance(_ name: String, _ count: Int) -> Double {
        ["place", "id"].contains(name) ? 0.2 : 0.1 + 1 / Double(count).squareRoot()
    }

    private static func rows(seed: UInt64) throws -> [Row] {
        let world = Exercise(
            ExercisePlan(seed: seed, hosts: 14, days: 3, profile: .full), start: try ExerciseTests.start())
        let attack = world.attackRows
        return world.files.filter { $0.name.hasSuffix(".evtx") }.flatMap { file -> [Row] in
            let records = Reading(file.bytes).records
            return records.enumerated().map { ordinal, record in
                var numbers: [String: Double] = ["place": Double(ordinal) / Double(max(records.count - 1, 1))]
                // The last parts of their dotted names; the first of a name is the system's own.
                let fields = Dictionary(
                    record.fields.map { (String($0.name.name.split(separator: ".").last ?? ""), $0.value.text) },
                    uniquingKeysWith: { first, _ in first })
                for name in ["EventRecordID", "ProcessID", "ThreadID", "IpPort", "SourcePort"] {
                    numbers[name] = fields[name].flatMap { Double($0) }
                }
                if let time = record.moment {
                    let part = time.ticks % 10_000_000
                    numbers["milliseconds"] = Double(part / 10_000)
                    numbers["ticks"] = Double(part % 10_000)
                }
                for name in Self.texts { numbers["length of " + name] = fields[name].map { Double($0.utf8.count) } }
                numbers["length"] = Double(fields.values.reduce(0) { $0 + $1.utf8.count })
                return Row(
                    kind: "\(file.name.split(separator: "/").last ?? "") \(record.code)",
                    isAttack: attack.contains("\(file.name)#\(ordinal)"), numbers: numbers)
            }
        }
    }

    /// The chance that a number of the first kind is larger than one of the second; ties count half.
    private static func areaUnderCurve(_ first: [Double], _ second: [Double]) -> Double {
        let all = (first.map { ($0, true) } + second.map { ($0, false) }).sorted { $0.0 < $1.0 }
        var (sum, below, place) = (0.0, 0.0, 0)
        while place < all.count {
            var (own, others, end) = (0.0, 0.0, place)
            while end < all.count, all[end].0 == all[place].0 {
                if all[end].1 { own += 1 } else { others += 1 }
                end += 1
            }
            sum += own * (below + others / 2)
            below += others
            place = end
        }
        return sum / Double(first.count * second.count)
    }
}
