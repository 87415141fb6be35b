import CaseLifecycle
import Testing
import Vocabulary

@Suite("Duties, cover and hours")
struct DutyRosterTests {
    typealias Builder = OrganisationBuilder

    private func organisation(_ shifts: [(String, Duty, Int, Int?)]) -> Organisation {
        var organisation = Staff.organisation
        for (person, duty, from, until) in shifts {
            organisation.apply(
                .people(
                    event: .dutyAssigned(
                        person: person, duty: duty, from: Builder.hour(from), until: until.map(Builder.hour))),
                Stamp(time: Staff.start, actor: Principal(account: "root")))
        }
        return organisation
    }

    private func hours(_ moment: Timestamp) -> Int { Int(moment.seconds(since: Staff.start) / 3600) }

    private func text(_ shift: DutyRoster.Shift) -> String {
        "\(shift.duty.rawValue) \(hours(shift.from))-\(shift.until.map { "\(hours($0))" } ?? "")"
    }

    @Test(
        "a new shift replaces what it overlaps and leaves the rest",
        arguments: [
            (
                [("carl", Duty.preparation, 0, nil), ("carl", .response, 4, 8)] as [(String, Duty, Int, Int?)],
                ["preparation 0-4", "response 4-8", "preparation 8-"]
            ),
            ([("carl", .preparation, 0, 8), ("carl", .response, 4, nil)], ["preparation 0-4", "response 4-"]),
            (
                [("carl", .preparation, 10, 12), ("carl", .detection, 20, 22), ("carl", .response, 11, 21)],
                ["preparation 10-11", "response 11-21", "detection 21-22"]
            ),
            ([("carl", .preparation, 8, 12), ("carl", .preparation, 12, 16)], ["preparation 8-16"]),
            ([("carl", .preparation, 12, 16), ("carl", .preparation, 8, 12)], ["preparation 8-16"]),
            (
                [("carl", .preparation, 8, 12), ("carl", .preparation, 16, 20), ("carl", .preparation, 10, 17)],
                ["preparation 8-20"]
            ),
            ([("carl", .preparation, 20, 22), ("carl", .response, 8, 12)], ["response 8-12", "preparation 20-22"]),
            ([("carl", .preparation, 8, 12), ("carl", .preparation, 8, 12)], ["preparation 8-12"]),
        ])
    func overlaps(shifts: [(String, Duty, Int, Int?)], expected: [String]) {
        #expect(organisation(shifts).duties.shifts(of: "carl").map(text) == expected)
    }

    @Test("ending duties cuts the present shift and drops those to come")
    func ending() {
        var organisation = organisation([("carl", .preparation, 0, 8), ("carl", .detection, 10, nil)])
        organisation.apply(
            .people(event: .dutyEnded(person: "carl", at: Builder.hour(4))),
            Stamp(time: Staff.start, actor: Principal(account: "root")))

        #expect(organisation.duties.shifts(of: "carl").map(text) == ["preparation 0-4"])
    }

    @Test("a span is uncovered where no enabled person is on the duty")
    func uncovered() {
        var organisation = organisation([
            ("carl", .preparation, 2, 6), ("dora", .preparation, 5, 8), ("bob", .preparation, 10, 12),
            ("robot", .preparation, 0, nil),
        ])

        func spans(until: Int?) -> [String] {
            organisation.uncovered(.preparation, from: Staff.start, until: until.map(Builder.hour))
                .map { "\(hours($0.from))-\($0.until.map { "\(hours($0))" } ?? "")" }
        }
        #expect(spans(until: nil) == ["0-2", "8-10", "12-"])
        #expect(spans(until: 11) == ["0-2", "8-10"])
        #expect(spans(until: 9) == ["0-2", "8-9"])
        organisation.apply(
            .people(event: .personDisabled(person: "dora")), Stamp(time: Staff.start, actor: Principal(account: "root"))
        )
        #expect(spans(until: 9) == ["0-2", "6-9"])
    }

    @Test("cover is a person's alone only while nobody else is there")
    func lone() {
        let organisation = organisation([
            ("carl", .preparation, 0, 10), ("dora", .preparation, 4, 6), ("bob", .detection, 0, nil),
        ])

        #expect(
            organisation.loneCover(of: "carl", from: Staff.start, until: Builder.hour(24), leads: []).map(\.words) == [
                "preparation from 2026-03-02T08:00:00Z until 2026-03-02T12:00:00Z",
                "preparation from 2026-03-02T14:00:00Z until 2026-03-02T18:00:00Z",
            ])
        #expect(organisation.loneCover(of: "dora", from: Staff.start, until: nil, leads: []).isEmpty)
    }

    @Test("hours are counted by week, from Monday on, and a week without any on a duty shows")
    func weeks() {
        // Staff.start is a Monday, 08:00.
        let organisation = organisation([
            ("carl", .preparation, 0, 8), ("dora", .preparation, 0, 8), ("bob", .detection, 24 * 6, 24 * 8),
        ])

        let weeks = organisation.duties.weeks(from: Staff.start, until: Builder.hour(24 * 14))

        #expect(
            weeks.map { $0.start.text(digits: 0) } == [
                "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", "2026-03-16T00:00:00Z",
            ])
        #expect(weeks.map { $0.hours(.preparation) } == [16, 0, 0])
        #expect(weeks.map { $0.hours(.detection) } == [16, 32, 0])
        #expect(weeks.map(\.empty) == [[], [.preparation], [.preparation, .detection]])
    }

    @Test("a year of shifts has no gap, and another one is assigned")
    func many() throws {
        var builder = OrganisationBuilder()
        let stamp = Stamp(time: Staff.start, actor: Principal(account: "root"))
        for day in 0..<365 {
            for (index, person) in ["ann", "bob", "carl", "dora"].enumerated() {
                builder.organisation.apply(
                    .people(
                        event: .dutyAssigned(
                            person: person, duty: index % 2 == 0 ? .preparation : .detection,
                            from: Builder.hour(day * 24 + index / 2 * 12),
                            until: Builder.hour(day * 24 + index / 2 * 12 + 12))),
                    stamp)
            }
        }

        #expect(builder.organisation.uncovered(.preparation, from: Staff.start, until: Builder.hour(24 * 365)).isEmpty)
        try builder.run(.assign("eve", .preparation, from: nil, until: nil), by: "ann")
    }
}
