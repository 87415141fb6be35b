import Vocabulary

/// The span of time in which a correlation looks for its matches: `90m`.
enum Timespan {
    /// Seconds of each unit. Months and years have their mean length in the Gregorian calendar.
    private static let units: [Character: Int64] = [
        "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800, "M": 2_629_746, "y": 31_556_952,
    ]

    /// Ticks of a span; more than 400 years are no span.
    static func ticks(_ node: SigmaNode) throws(RuleFault) -> Int64 {
        let text = node.string ?? ""
        guard let unit = text.last, let seconds = units[unit], text.count <= 12,
            let count = Int64(text.dropLast()), text.first?.isNumber == true, count > 0,
            count <= 400 * 31_556_952 / seconds
        else {
            throw RuleFault(
                place: node.place,
                message: "'\(text)' is no span of time: write a number and one of s, m, h, d, w, M, y, as in 90m")
        }
        return count * seconds * Timestamp.ticksPerSecond
    }
}
