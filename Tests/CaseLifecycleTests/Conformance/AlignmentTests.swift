import CaseLifecycle
import Testing

@Suite("How a trace fits the reference net")
struct AlignmentTests {
    static let whole = Activity.allCases
    /// Contained, then new evidence: scope, evidence and containment once more.
    static let looped =
        Array(whole.prefix { $0 != .eradicate }) + Array(whole.drop { $0 != .scopeComplete })

    // The figures of an independent aligner (pm4py 2.7) for the same net.
    @Test(
        "a trace fits as well as an independent aligner says",
        arguments: [
            (whole, 1.0, [Alignment.Move]()),
            (looped, 1.0, []),
            (
                swapped(.scopeComplete, .preserveEvidence, behind: .contain), 0.929,
                [.skipped(.scopeComplete), .unexpected(.scopeComplete, at: 5)]
            ),
            (whole.filter { $0 != .preserveEvidence }, 0.963, [.skipped(.preserveEvidence)]),
            (whole.filter { $0 != .verifyBaseline }, 0.963, [.skipped(.verifyBaseline)]),
        ])
    func figures(trace: [Activity], fitness: Double, moves: [Alignment.Move]) {
        let alignment = Alignment(of: trace, isFinished: true)

        #expect(abs(alignment.fitness - fitness) < 0.001)
        #expect(alignment.moves == moves)
    }

    @Test("every activity that is left out of a finished trace is named", arguments: whole)
    func dropped(activity: Activity) {
        let alignment = Alignment(of: Self.whole.filter { $0 != activity }, isFinished: true)

        #expect(alignment.moves == [.skipped(activity)])
    }

    @Test("what a growing trace has not come to is not missing", arguments: 0...whole.count)
    func growing(length: Int) {
        let alignment = Alignment(of: Array(Self.whole.prefix(length)), isFinished: false)

        #expect(alignment == Alignment(of: Self.whole, isFinished: true))
    }

    @Test("no trace at all fits a finished case nowhere")
    func empty() {
        #expect(Alignment(of: [], isFinished: true).fitness == 0)
    }

    /// The whole trace with some activities right behind another.
    private static func swapped(_ moved: Activity..., behind other: Activity) -> [Activity] {
        whole.filter { !moved.contains($0) }.flatMap { $0 == other ? [$0] + moved : [$0] }
    }
}
