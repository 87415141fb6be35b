/// Finds one entry of login records after the other, also behind bytes that are none.
///
/// Entries have no mark, so that one that may be empty counts only where no entry that must be one begins within it.
struct LoginEntryWalk {
    /// What was found.
    enum Step: Equatable {
        /// An entry begins here.
        case entry(at: Int)
        /// Bytes that are no entry, with entries behind them.
        case junk(Range<Int>)
        /// What is left: less than an entry, or nothing in it can be one.
        case rest(at: Int)
        case end
    }

    private let layout: LoginRecordLayout
    private(set) var place: Int

    init(_ layout: LoginRecordLayout, from place: Int = 0) {
        self.layout = layout
        self.place = place
    }

    mutating func next(in bytes: Span<UInt8>) -> Step {
        let start = place
        guard start < bytes.count else { return .end }
        guard bytes.count - start >= layout.size else {
            place = bytes.count
            return .rest(at: start)
        }
        let entry = LoginEntry(bytes, at: start, layout)
        if entry.isCertain {
            place = start + layout.size
            return .entry(at: start)
        }
        // One that is only plausible is believed if it keeps to itself.
        let certain = certainEntry(in: bytes, start + 1..<(entry.isPlausible ? start + layout.size : bytes.count))
        if let certain {
            place = certain
            return .junk(start..<certain)
        }
        guard entry.isPlausible else {
            place = bytes.count
            return .rest(at: start)
        }
        place = start + layout.size
        return .entry(at: start)
    }

    /// The first place of a range at which an entry begins that must be one.
    private func certainEntry(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var place = range.lowerBound
        while place < range.upperBound, bytes.count - place >= layout.size {
            // Its type, a number from 1 to 9 in four bytes; most bytes fail already.
            if bytes[place] &- 1 < 9, bytes[place + 1] == 0, LoginEntry(bytes, at: place, layout).isCertain {
                return place
            }
            place += 1
        }
        return nil
    }
}
