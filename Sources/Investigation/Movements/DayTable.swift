/// On which days something was done, by the number of where it was done and by the user who did it.
struct DayTable {
    /// User and day in one number, in order.
    private let days: Buckets<UInt64>

    /// Days are counted from long before 1970, so that all are positive.
    private static let offset: Int64 = 1 << 20

    /// - Parameters:
    ///   - numbers: How many numbers there are.
    ///   - count: How many items there are.
    ///   - item: Number, user and day of each; nil for one to leave out.
    init(numbers: Int, count: Int, item: (Int) -> (number: UInt32, user: UInt32, day: Int64)?) {
        var days = Buckets(numbers: numbers, count: count) { place in
            item(place).map { ($0.number, Self.code($0.user, $0.day)) }
        }
        days.sortEach(by: <)
        self.days = days
    }

    /// On how many days a user did it there, not counting one; no more than `enough` are counted.
    func count(of user: UInt32, at number: UInt32, without day: Int64? = nil, enough: Int) -> Int {
        let range = days.range(of: number)
        let end = Self.code(user + 1, -Self.offset)
        let left = day.map { Self.code(user, $0) }
        var place = range.firstPlace { days.values[$0] >= Self.code(user, -Self.offset) }
        var count = 0
        while count < enough, place < range.upperBound, days.values[place] < end {
            let code = days.values[place]
            if code != left { count += 1 }
            // Goes on to the next day, however often something was done on this one.
            place = (place..<range.upperBound).firstPlace { days.values[$0] > code }
        }
        return count
    }

    /// The users who did it there on at least so many days.
    func users(on fewest: Int, at number: UInt32) -> [UInt32] {
        var users: [UInt32] = []
        var (user, day, count): (UInt64?, UInt64?, Int) = (nil, nil, 0)
        for code in days[number] where code != day {
            count = code >> 32 == user ? count + 1 : 1
            (user, day) = (code >> 32, code)
            if count == fewest { users.append(UInt32(code >> 32)) }
        }
        return users
    }

    private static func code(_ user: UInt32, _ day: Int64) -> UInt64 { UInt64(user) << 32 | UInt64(day + offset) }
}
