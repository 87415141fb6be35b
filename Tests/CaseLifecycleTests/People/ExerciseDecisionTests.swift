import CaseLifecycle
import Testing
import Vocabulary

@Suite("The clock of an exercise")
struct ExerciseDecisionTests {
    private static let day: Int64 = 86_400
    private let begun = Stamp(time: Staff.start, actor: Principal(account: "root"))

    private func organisation(exerciseStart: Timestamp?) -> Organisation {
        var organisation = Organisation()
        for event in Organisation.founding(store: "ab12", exerciseStart: exerciseStart) {
            organisation.apply(event, begun)
        }
        return organisation
    }

    @Test("it begins where it is told to, runs with the server's, and is put forward by whole steps")
    func runs() throws {
        let start = try #require(Timestamp(iso8601: "2020-01-01T00:00:00Z"))
        var organisation = organisation(exerciseStart: start)
        for event in try organisation.movingClock(bySeconds: 2 * Self.day) { organisation.apply(event, begun) }

        let times = [-5, 0, 60].map { organisation.time(at: Staff.start.advanced(bySeconds: $0)) }

        // A server whose clock is put back before the beginning does not take the exercise back.
        #expect(times == [0, 0, 60].map { start.advanced(bySeconds: 2 * Self.day + $0) })
    }

    @Test("a store of real cases has no clock of its own, whatever its journal says later")
    func real() {
        var organisation = organisation(exerciseStart: nil)
        let refused = refusal { () throws(CaseRefusal) in try organisation.movingClock(bySeconds: 60) }
        organisation.apply(.settingChanged(name: "a", value: "b"), begun)
        organisation.apply(.exerciseBegun(start: .earliest), begun)
        organisation.apply(.exerciseClockMoved(seconds: 60), begun)

        #expect(organisation.exercise == nil)
        #expect(organisation.time(at: Staff.start) == Staff.start)
        if case .impossible = refused {} else { Issue.record("\(String(describing: refused))") }
    }

    @Test("an exercise cannot be begun a second time")
    func once() {
        var organisation = organisation(exerciseStart: Staff.start)
        let before = organisation.exercise
        organisation.apply(.exerciseBegun(start: .earliest), begun)

        #expect(organisation.exercise == before && before != nil)
    }

    @Test("it never goes back, stands still on request, or leaves the calendar", arguments: [0, -1, Int64.min, .max])
    func bounded(seconds: Int64) {
        let organisation = organisation(exerciseStart: Staff.start)

        #expect(refusal { () throws(CaseRefusal) in try organisation.movingClock(bySeconds: seconds) } != nil)
    }

    @Test("ten years ahead is the furthest, however many steps lead there")
    func furthest() throws {
        var organisation = organisation(exerciseStart: Staff.start)
        for event in try organisation.movingClock(bySeconds: Organisation.furthestAhead) {
            organisation.apply(event, begun)
        }

        #expect(refusal { () throws(CaseRefusal) in try organisation.movingClock(bySeconds: 1) } != nil)
    }

    @Test("it begins in a year that leaves room on both sides", arguments: ["1969-12-31T23:59Z", "9999-01-01T00:00Z"])
    func start(text: String) throws {
        let start = try #require(Timestamp(iso8601: text))

        #expect(refusal { () throws(CaseRefusal) in try Organisation.confirm(exerciseStart: start) } != nil)
        #expect(refusal { () throws(CaseRefusal) in try Organisation.confirm(exerciseStart: Staff.start) } == nil)
    }
}
