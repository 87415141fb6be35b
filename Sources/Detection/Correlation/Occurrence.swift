/// Where a record is, as whoever reads it knows it.
package struct RecordPlace: Hashable, Sendable {
    /// The number of its file.
    package let file: UInt32
    /// Its own number, or its place among the records of its file.
    package let record: UInt64
    /// Where it begins in its file: no other record of the file begins there.
    package let position: UInt64

    package init(file: UInt32, record: UInt64, position: UInt64) {
        self.file = file
        self.record = record
        self.position = position
    }
}

/// Something happened that a correlation is made of: a rule fits a record.
package struct Occurrence: Hashable, Sendable {
    /// When, in 100 ns since 1601.
    package let ticks: Int64
    /// The place of the rule in its rule set.
    package let rule: Int
    /// Of what the record says.
    let digest: UInt64
    package let place: RecordPlace
    /// The computer of the record; empty where it states none.
    package let host: String
    /// Of the fields that correlations need of the rule.
    let values: [CarriedValues]

    /// The same, in another file, behind so many records that were not known of.
    package func moved(to file: UInt32, by records: UInt64 = 0) -> Occurrence {
        let place = RecordPlace(file: file, record: place.record + records, position: place.position + records)
        return Occurrence(ticks: ticks, rule: rule, digest: digest, place: place, host: host, values: values)
    }

    /// The same, of a set that has its rule at another place.
    func matching(_ rule: Int) -> Occurrence {
        Occurrence(ticks: ticks, rule: rule, digest: digest, place: place, host: host, values: values)
    }

    /// What decides which of two comes first.
    package var rank: Rank { Rank(ticks: ticks, digest: digest, rule: rule, place: place) }

    @Sendable
    package static func precedes(_ left: Occurrence, _ right: Occurrence) -> Bool { left.rank < right.rank }

    /// A place in the order of time. Within one moment it is the records' content that decides and not where they were
    /// read, so that evidence in one file or in many gives the same.
    package struct Rank: Comparable, Sendable {
        fileprivate let ticks: Int64
        fileprivate let digest: UInt64
        fileprivate let rule: Int
        fileprivate let place: RecordPlace

        package static func < (left: Rank, right: Rank) -> Bool {
            if left.ticks != right.ticks { return left.ticks < right.ticks }
            if left.digest != right.digest { return left.digest < right.digest }
            if left.rule != right.rule { return left.rule < right.rule }
            return (left.place.record, left.place.position, left.place.file)
                < (right.place.record, right.place.position, right.place.file)
        }
    }
}

extension Occurrence {
    /// Appends the occurrence to bytes from which ``init(from:at:)`` reads it.
    package func encode(to bytes: inout [UInt8]) {
        func append(_ number: some FixedWidthInteger) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
        func append(_ text: String) {
            append(UInt32(text.utf8.count))
            bytes += text.utf8
        }
        append(ticks)
        append(UInt32(rule))
        append(digest)
        append(place.file)
        append(place.record)
        append(place.position)
        append(host)
        append(UInt32(values.count))
        for value in values {
            switch value {
            case .none: append(Self.noValue)
            case .one(let text): append(text)
            case .several(let texts):
                append(Self.severalValues)
                append(UInt32(texts.count))
                for text in texts { append(text) }
            }
        }
    }

    /// What stands in place of the length of a single value.
    private static let noValue = UInt32.max
    private static let severalValues = UInt32.max - 1

    /// Reads an occurrence, and moves `place` behind it; nil where its bytes are not all there.
    package init?(from bytes: borrowing [UInt8], at place: inout Int) {
        var next = place
        func number<Number: FixedWidthInteger>(_ bytes: borrowing [UInt8], _: Number.Type) -> Number? {
            let size = MemoryLayout<Number>.size
            guard next + size <= bytes.count else { return nil }
            defer { next += size }
            return bytes.withUnsafeBytes {
                Number(littleEndian: $0.loadUnaligned(fromByteOffset: next, as: Number.self))
            }
        }
        func text(_ bytes: borrowing [UInt8], _ count: UInt32?) -> String? {
            guard let count, Int(count) <= bytes.count - next else { return nil }
            defer { next += Int(count) }
            return String(decoding: bytes[next..<next + Int(count)], as: UTF8.self)
        }
        func values(_ bytes: borrowing [UInt8]) -> CarriedValues? {
            guard let count = number(bytes, UInt32.self) else { return nil }
            if count == Self.noValue { return CarriedValues.none }
            guard count == Self.severalValues else { return text(bytes, count).map { .one($0) } }
            guard let count = number(bytes, UInt32.self), count <= DetectionLimits.valuesPerMatch + 1 else {
                return nil
            }
            var texts: [String] = []
            for _ in 0..<count {
                guard let text = text(bytes, number(bytes, UInt32.self)) else { return nil }
                texts.append(text)
            }
            return .several(texts)
        }
        guard let ticks = number(bytes, Int64.self), let rule = number(bytes, UInt32.self),
            let digest = number(bytes, UInt64.self), let file = number(bytes, UInt32.self),
            let record = number(bytes, UInt64.self), let position = number(bytes, UInt64.self),
            let host = text(bytes, number(bytes, UInt32.self)), let count = number(bytes, UInt32.self)
        else { return nil }
        var carried: [CarriedValues] = []
        for _ in 0..<count {
            guard let value = values(bytes) else { return nil }
            carried.append(value)
        }
        self.init(
            ticks: ticks, rule: Int(rule), digest: digest,
            place: RecordPlace(file: file, record: record, position: position), host: host, values: carried)
        place = next
    }
}
