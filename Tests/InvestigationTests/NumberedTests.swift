import Testing
import Vocabulary

@testable import Investigation

/// What is kept under numbers answers as what is kept under names.
@Suite("Numbers of computers and accounts")
struct NumberedTests {
    /// Numbers below a bound that look random and are the same in every run.
    private struct Numbers {
        var state: UInt64 = 7
        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    @Test("Time lines of many numbers answer as one of each does")
    func timeLines() throws {
        var numbers = Numbers()
        var seconds: [Int64] = []
        // Many at the same moments, so that the limits of an answer are met.
        for _ in 0..<4_000 { seconds.append(Int64(numbers.next(below: 40))) }
        seconds.sort()
        let items = try seconds.map {
            (number: UInt32(numbers.next(below: 3)), time: try CaseFile.moment($0))
        }
        let lines = TimeLines(numbers: 4, count: items.count) { items[$0] }
        var single = Array(repeating: TimeLine<UInt32>(), count: 4)
        for (place, item) in items.enumerated() { single[Int(item.number)].append(UInt32(place), at: item.time) }
        for _ in 0..<500 {
            let number = numbers.next(below: 4)
            let from = try CaseFile.moment(Int64(numbers.next(below: 60)) - 10)
            let to = from.advanced(bySeconds: Int64(numbers.next(below: 10)))
            let width = Int64(numbers.next(below: 6))
            #expect(
                lines.around(from, of: UInt32(number), within: width).map(\.place)
                    == single[number].around(from, within: width))
            #expect(
                lines.between(from, to, of: UInt32(number), within: width).map(\.place)
                    == single[number].between(from, to, within: width))
        }
    }

    @Test("Days are counted once for each user, without the one left out")
    func days() {
        var numbers = Numbers()
        let items = (0..<600).map { _ in
            (
                number: UInt32(numbers.next(below: 4)), user: UInt32(numbers.next(below: 5)),
                day: Int64(numbers.next(below: 6)) - 3
            )
        }
        let table = DayTable(numbers: 5, count: items.count) { items[$0].day == 2 ? nil : items[$0] }
        for number in 0..<UInt32(5) {
            var users: Set<UInt32> = []
            for user in 0..<UInt32(6) {
                let days = Set(items.filter { $0.number == number && $0.user == user && $0.day != 2 }.map(\.day))
                if days.count >= 2 { users.insert(user) }
                #expect(table.count(of: user, at: number, enough: 9) == days.count)
                #expect(table.count(of: user, at: number, enough: 2) == min(days.count, 2))
                #expect(table.count(of: user, at: number, without: 1, enough: 9) == days.subtracting([1]).count)
            }
            #expect(Set(table.users(on: 2, at: number)) == users)
        }
    }

    @Test("Accounts fit by number as they agree by name")
    func accounts() {
        var entities = EntityTable()
        let names = ["alice", "CORP\\alice", "OTHER\\alice", "CORP\\bob", "bob"].map { AccountName(user: $0) } + [nil]
        for left in names {
            for right in names {
                let (first, second) = (entities.number(of: left), entities.number(of: right))
                let agree = left.flatMap { left in right.map { left.agrees(with: $0) } }
                #expect(entities.agree(first, second) == (agree ?? false))
                #expect(entities.fit(first, second) == (agree ?? true))
                #expect(entities.account(first) == left)
            }
        }
    }
}
