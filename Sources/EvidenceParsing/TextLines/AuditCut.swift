/// Where a portion of an audit log ends, so that as few events as can be go on behind it.
///
/// Lines of an event may lie hundreds of events apart where many processors write. Of the lines in the last part of what a
/// portion may hold, the one is chosen at which the fewest events are open.
struct AuditCut {
    /// Bytes behind a cut that must be seen to know which events go on there.
    private static let lookahead = 128 << 10

    private var starts: [Int] = []
    /// The numbers of the first and of the last line of each event.
    private var events: [UInt64: (first: Int, last: Int)] = [:]

    /// The end of a portion; nil where no line begins in the bytes that are looked at.
    ///
    /// - Parameters:
    ///   - bytes: What is known of the file from the beginning of the portion on.
    ///   - aim: Bytes that it may hold.
    static func end(_ bytes: Span<UInt8>, aim: Int) -> Int? {
        let lowest = aim / 4 * 3
        let highest = max(lowest, min(aim, bytes.count - lookahead))
        var cut = AuditCut()
        cut.read(bytes, from: lowest, to: min(bytes.count, highest + lookahead))
        return cut.best(upTo: highest)
    }

    private mutating func read(_ bytes: Span<UInt8>, from lowest: Int, to end: Int) {
        var stamp = 0..<0
        var key: UInt64?
        var start = bytes.first(0x0A, in: lowest..<end) + 1
        while start < end {
            let feed = bytes.first(0x0A, in: start..<end)
            if let line = AuditLine(bytes, start..<feed), !AuditLine.isSame(bytes, line.stamp, stamp) {
                // Lines of one event that follow each other are one.
                if let key { events[key]?.last = starts.count - 1 }
                stamp = line.stamp
                key = AuditLine.key(bytes, stamp)
                if let key, events[key] == nil { events[key] = (starts.count, starts.count) }
            }
            starts.append(start)
            start = feed + 1
        }
        if let key { events[key]?.last = starts.count - 1 }
    }

    /// The last place at which the fewest events are open.
    private func best(upTo highest: Int) -> Int? {
        // How many more events are open before a line than before the one in front of it.
        var changes = Array(repeating: 0, count: starts.count + 2)
        for event in events.values where event.first < event.last {
            changes[event.first + 1] += 1
            changes[event.last + 1] -= 1
        }
        var best: (open: Int, place: Int)?
        var open = 0
        for (index, place) in starts.enumerated() where place <= highest {
            open += changes[index]
            if open <= best?.open ?? .max { best = (open, place) }
        }
        return best?.place
    }
}
