/// Writes down what a live run must know to go on later.
package struct StateWriter {
    package private(set) var bytes: [UInt8] = []

    /// - Parameter rules: Of the run. What stands in the bytes is of these rules, and known by their texts.
    package init(_ rules: RuleSet) {
        let keys = rules.keysOfState.rules.sorted { $0.key < $1.key }
        add(keys.count)
        for (place, key) in keys {
            add(UInt32(place))
            add(key)
        }
    }

    package mutating func add(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    package mutating func add(_ occurrence: Occurrence) { occurrence.encode(to: &bytes) }

    /// Leaves room for the number of bytes that follow, until they are there: see ``fill(_:)``.
    mutating func reserve() -> Int {
        add(0)
        return bytes.count
    }

    /// - Parameter start: Where the bytes begin, as ``reserve()`` gave it.
    mutating func fill(_ start: Int) {
        let size = MemoryLayout<Int>.size
        withUnsafeBytes(of: (bytes.count - start).littleEndian) {
            bytes.replaceSubrange(start - size..<start, with: $0)
        }
    }

    mutating func add(_ number: Double) { add(number.bitPattern) }

    mutating func add(_ text: String) {
        add(UInt32(text.utf8.count))
        bytes += text.utf8
    }

    mutating func add(_ texts: [String]) {
        add(UInt32(texts.count))
        for text in texts { add(text) }
    }

    mutating func add(_ place: RecordPlace) {
        add(place.file)
        add(place.record)
        add(place.position)
    }

    mutating func add(_ identity: CorrelationEvent.Identity) {
        switch identity {
        case .record(let place):
            add(UInt8(0))
            add(place)
        case .burst(let number):
            add(UInt8(1))
            add(number)
        }
    }

    mutating func add(_ event: CorrelationEvent) {
        add(event.ticks)
        add(event.occurrence)
        add(UInt32(event.input))
        add(event.identity)
        add(event.value)
        add(event.number)
    }
}
