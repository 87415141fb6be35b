/// How much faster two threads do the same work than one: 2 at best.
struct Gain {
    let reading: Double
    /// Of a loop that does nothing but add up memory. Two processors can be halves of one core, and such a loop tells
    /// what the second of them is worth at that moment.
    let memory: Double

    /// More bytes than any cache holds.
    private static let words = (256 << 20) / 8
    private static let rounds = 5

    static func measured(of file: PortionedFile) async -> Gain {
        let numbers = [UInt64](repeating: 1, count: words)
        var reading = (one: Double.infinity, two: Double.infinity)
        var memory = reading
        // In turns, so that what else the machine does hits all alike.
        for _ in 0..<rounds {
            memory.one = min(memory.one, await seconds(threads: 1) { sum(numbers, $0, $1) })
            memory.two = min(memory.two, await seconds(threads: 2) { sum(numbers, $0, $1) })
            reading.one = min(reading.one, await seconds(threads: 1) { file.read(from: $0, by: $1).values })
            reading.two = min(reading.two, await seconds(threads: 2) { file.read(from: $0, by: $1).values })
        }
        return Gain(reading: reading.one / reading.two, memory: memory.one / memory.two)
    }

    private static func seconds(threads: Int, _ work: @escaping @Sendable (Int, Int) -> Int) async -> Double {
        let start = ContinuousClock.now
        let total = await withTaskGroup(of: Int.self) { group in
            for thread in 0..<threads { group.addTask { work(thread, threads) } }
            return await group.reduce(0, +)
        }
        precondition(total > 0)
        return start.duration(to: .now) / .seconds(1)
    }

    private static func sum(_ numbers: [UInt64], _ part: Int, _ parts: Int) -> Int {
        let length = numbers.count / parts
        return numbers.withUnsafeBufferPointer { all in
            var sum: UInt64 = 0
            for number in all[part * length..<(part + 1) * length] { sum &+= number }
            return Int(truncatingIfNeeded: sum)
        }
    }
}
