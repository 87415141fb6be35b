import CaseLifecycle
import Testing
import Vocabulary

@testable import Storage

@Suite("The form of snapshots")
struct CompactFormTests {
    /// Every kind of member that a case has, and some that it has not.
    private struct Everything: Codable, Equatable {
        enum Choice: Codable, Equatable {
            case none
            case some(number: Int, text: String?)
            case nested(choices: [Bool])
        }
        enum Word: String, Codable { case one, two }
        struct Empty: Codable, Equatable {}

        var flag = true
        var least = Int.min
        var large = UInt64.max
        var small: Int8 = -5
        var number = -0.1
        var text = "ä\u{0}\"x"
        var absent: String?
        var present: Double? = .infinity
        var list: [Int?] = [1, nil, 300]
        var lists = [["a"], [], ["b", "a"]]
        var byName = ["a": [1: Word.one], "b": [:]]
        var byWord: [Word: Empty] = [.two: Empty()]
        var set: Set<String> = ["x", "y"]
        var choices: [Choice] = [
            .none, .some(number: 7, text: nil), .some(number: 8, text: "t"), .nested(choices: [true, false]),
        ]
        var empty = Empty()
        var emptyPresent: Empty? = Empty()
        var moment: Timestamp? = Timestamp(ticks: 133_000_000_000_000_013)
        var moments = [Timestamp.earliest]
        var targets: Set<Target> = [.system("A"), .account("A")]
        var targetsByName = ["x": Target.account("y")]
        var reference = CompactFormTests.full.evidence[0]
        var references: [EvidenceReference]? = CompactFormTests.full.evidence
        var assessment = CompactFormTests.full
        var assessments = [SystemAssessment(name: "B", presence: .referenced), CompactFormTests.full]
        var finding = CompactFormTests.fullFinding
        var findings = [CompactFormTests.plainFinding, CompactFormTests.fullFinding]
        var action = CompactFormTests.fullAction
        var actions = [CompactFormTests.plainAction, CompactFormTests.fullAction]
        var last = "last"
    }

    /// A system of which everything is known.
    fileprivate static let full: SystemAssessment = {
        var system = SystemAssessment(name: "A", presence: .enrolled)
        system.aliases = ["a", "a.example"]
        system.addresses = ["10.0.0.1"]
        system.records = 300
        system.mentions = 2
        system.verdict = .confirmed
        system.confidence = 0.1
        system.firstCompromise = Timestamp(ticks: 133_000_000_000_000_013)
        system.reachedFrom = "B"
        system.method = "WinRM"
        system.evidence = [0, 300].compactMap { record in
            (try? EvidenceID.sample(1)).map { EvidenceReference(evidence: $0, record: record) }
        }
        return system
    }()

    fileprivate static let plainFinding = Finding(
        id: FindingID(number: 1),
        sighting: FindingSighting(
            rule: RuleSummary(id: "", title: "", level: .low, tags: [], source: ""), host: "", count: 0, first: nil,
            last: nil, evidence: []))

    fileprivate static let fullFinding = Finding(
        id: FindingID(number: 300),
        sighting: FindingSighting(
            rule: RuleSummary(
                id: "r", title: "Remote service", level: .high, tags: ["attack.t1021.006", "x"], source: "r.yml"),
            host: "A", count: 7, first: Timestamp(ticks: 5), last: Timestamp(ticks: 133_000_000_000_000_013),
            evidence: full.evidence))

    fileprivate static let plainAction = PlanAction(
        number: 1, kind: .other, target: nil, address: nil, text: "", owner: "", precondition: "", verification: "",
        rollback: "", destroysTraces: false)

    fileprivate static let fullAction = PlanAction(
        number: 300, kind: .restoreSystem, target: .system("A"), address: "10.0.0.1", text: "do", owner: "ann",
        precondition: "p", verification: "v", rollback: "r", destroysTraces: true,
        results: [
            ActionResult(
                outcome: .failed, observed: "o",
                stamp: Stamp(time: .earliest, actor: Principal(account: "a", actingAs: "b")), happenedAt: .earliest),
            ActionResult(
                outcome: .done, observed: "", stamp: Stamp(time: .earliest, actor: Principal(account: "a")),
                happenedAt: nil),
        ])

    /// The short forms name each member by hand, and what they forget would be lost in silence.
    @Test("every member of what has a short form is put to the test")
    func members() {
        let pairs: [(Any, Any)] = [
            (SystemAssessment(name: "", presence: .collected), Self.full), (Self.plainFinding, Self.fullFinding),
            (Self.plainFinding.sighting, Self.fullFinding.sighting),
            (Self.plainFinding.sighting.rule, Self.fullFinding.sighting.rule), (Self.plainAction, Self.fullAction),
            (Self.fullAction.results[1], Self.fullAction.results[0]),
        ]
        for (plain, full) in pairs {
            let (plain, full) = (Mirror(reflecting: plain).children, Mirror(reflecting: full).children)
            #expect(!plain.isEmpty)
            for (plain, full) in zip(plain, full) {
                #expect("\(plain.value)" != "\(full.value)", "\(plain.label ?? "")")
            }
        }
    }

    @Test("any value is read as it was written, with a thread that reads ahead or without")
    func roundTrip() throws {
        let value = Everything()
        let bytes = try CompactWriter.write(value)

        #expect(try CompactReader.read(Everything.self, from: bytes) == value)
        for (name, ahead) in [
            ("byName", CompactAhead(["byName"], [String: [Int: Int]].self)),
            ("choices", CompactAhead(["choices"], [String].self)), ("lists", CompactAhead(["lists"], [[String]].self)),
            ("nowhere", CompactAhead(["lists", "nowhere"], [[String]].self)),
        ] {
            #expect(try CompactReader.read(Everything.self, from: bytes, ahead: [ahead]) == value, "\(name)")
        }
    }

    @Test("members may be read in another order, left out, or be absent")
    func otherOrder() throws {
        struct Written: Codable {
            var first = [1, 2]
            var second = "two"
            var third = ["k": 3]
        }
        struct Read: Codable, Equatable {
            var third: [String: Int]
            var fourth: String?
            var first: [Int]
        }
        let bytes = try CompactWriter.write(["a": Written(), "b": Written()])

        let found = try CompactReader.read([String: Read].self, from: bytes)

        let expected = Read(third: ["k": 3], fourth: nil, first: [1, 2])
        #expect(found == ["a": expected, "b": expected])
    }

    @Test("bytes that were not written in this form are an error, wherever they are changed or cut")
    func damage() throws {
        let bytes = try CompactWriter.write(Everything())
        for length in 0..<bytes.count {
            #expect(throws: (any Error).self) {
                try CompactReader.read(Everything.self, from: Array(bytes[..<length]))
            }
        }
        // What is changed may still be a value, but never a trap.
        for index in bytes.indices {
            for change in [0x01, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] ^= change
                _ = try? CompactReader.read(Everything.self, from: changed)
            }
        }
    }
}
