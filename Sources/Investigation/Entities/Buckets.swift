/// Values under the numbers of a table, all in one array: those of one number lie side by side.
struct Buckets<Value: BitwiseCopyable> {
    /// Where the values of each number begin, and where the last ones end.
    private let starts: [Int]
    private(set) var values: [Value]

    /// Those of one number stay in their order.
    ///
    /// - Parameters:
    ///   - numbers: How many numbers there are.
    ///   - count: How many items there are.
    ///   - item: The number and value of each, or nil for one to leave out; asked twice.
    init(numbers: Int, count: Int, item: (Int) -> (number: UInt32, value: Value)?) {
        var starts = Array(repeating: 0, count: numbers + 2)
        for place in 0..<count {
            if let item = item(place) { starts[Int(item.number) + 2] += 1 }
        }
        for number in starts.indices.dropFirst() { starts[number] += starts[number - 1] }
        let total = starts[numbers + 1]
        values = Array(unsafeUninitializedCapacity: total) { values, filled in
            for place in 0..<count {
                guard let item = item(place) else { continue }
                values.initializeElement(at: starts[Int(item.number) + 1], to: item.value)
                starts[Int(item.number) + 1] += 1
            }
            filled = total
        }
        // Each beginning has moved to its end, which is the beginning of the next.
        self.starts = starts
    }

    /// Where the values of a number are.
    func range(of number: UInt32) -> Range<Int> { starts[Int(number)]..<starts[Int(number) + 1] }

    subscript(number: UInt32) -> ArraySlice<Value> { values[range(of: number)] }

    /// How many numbers there are.
    var numbers: Int { starts.count - 2 }

    /// Brings the values of each number in order.
    mutating func sortEach(by isLess: (Value, Value) -> Bool) {
        for number in 0..<numbers {
            let range = range(of: UInt32(number))
            if range.count > 1 { values[range].sort(by: isLess) }
        }
    }
}
