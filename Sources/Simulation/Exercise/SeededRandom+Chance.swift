extension SeededRandom {
    mutating func chance(_ percent: Int) -> Bool { number(0...99) < percent }

    /// Milliseconds of so many seconds, with a part of a second that is any.
    mutating func milliseconds(_ seconds: ClosedRange<Int>) -> Int { number(seconds) * 1_000 + number(0...999) }

    mutating func letters(_ count: Int) -> String {
        String((0..<count).map { _ in pick(Array("abcdefghijklmnoprstuvwyz")) })
    }

    /// Some of them, in their order.
    mutating func some<Element>(_ all: [Element], _ percent: Int) -> [Element] { all.filter { _ in chance(percent) } }
}
