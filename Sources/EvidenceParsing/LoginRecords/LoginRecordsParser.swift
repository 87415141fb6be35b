package import Vocabulary

/// Reads utmp, wtmp and btmp: entries of a fixed size, one for each log-on, log-off, failed log-on and start of the system.
///
/// Fields keep the names of C's `struct utmp`. The three files have the same form, and nothing in them says which one it
/// is: an entry of btmp looks like one of wtmp.
package struct LoginRecordsParser: EvidenceParser {
    private let layout: LoginRecordLayout

    init(_ layout: LoginRecordLayout) { self.layout = layout }

    package var format: EvidenceFormat { .loginRecords }

    /// Whether entries make up half of the head at least, one of which states something, or two stand in a row that can be
    /// nothing else.
    package func recognises(_ head: [UInt8]) -> Bool {
        let bytes = head.span
        var walk = LoginEntryWalk(layout)
        var entries = 0
        var hasStatement = false
        var lastCertain: Int?
        var end = 0
        reading: while entries < LoginRecordLimits.recognisedEntries {
            switch walk.next(in: bytes) {
            case .entry(let place):
                let entry = LoginEntry(bytes, at: place, layout)
                if entry.isCertain, lastCertain == place - layout.size { return true }
                lastCertain = entry.isCertain ? place : nil
                entries += 1
                if entry.type != 0, entry.seconds != 0 { hasStatement = true }
                end = walk.place
            case .junk: end = walk.place
            // The head may end inside of an entry.
            case .rest(let place):
                if bytes.count - place >= layout.size { end = bytes.count }
                break reading
            case .end: break reading
            }
        }
        return hasStatement && entries * layout.size * 2 >= end
    }

    /// Whole entries, about ``LoginRecordLimits/portionLength`` bytes of them.
    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let part = window.prefix(LoginRecordLimits.portionLength)
        let bytes = part.span
        let isWhole = isLast && bytes.count == window.count
        var walk = LoginEntryWalk(layout)
        while true {
            let step = walk.next(in: bytes)
            switch step {
            case .junk: break
            case .entry(let place):
                // What is only plausible may prove to be none by what is behind it.
                if isWhole || bytes.count - place >= 2 * layout.size { break }
                if !LoginEntry(bytes, at: place, layout).isCertain { return place }
            case .end: return bytes.count
            case .rest(let place):
                if isWhole { return place == 0 ? window.count : place }
                if place > 0 { return place }
                // An entry can begin in the last bytes, and go on behind them.
                let junk = bytes.count - layout.size + 1
                return junk >= layout.size ? junk : 0
            }
        }
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        var writer = LoginRecordWriter(portion)
        let bytes = portion.bytes.span
        var walk = LoginEntryWalk(layout)
        while true {
            switch walk.next(in: bytes) {
            case .entry(let place): writer.add(bytes, LoginEntry(bytes, at: place, layout), layout)
            case .junk(let range): writer.addJunk(range)
            case .rest(let place) where bytes.count - place < layout.size: writer.addCut(at: place)
            case .rest(let place): writer.addJunk(place..<bytes.count)
            case .end: return writer.finish()
            }
        }
    }
}

/// What files of login records may ask of us.
enum LoginRecordLimits {
    /// Bytes that a portion aims at.
    static let portionLength = 1 << 20
    /// Entries of the head that decide the format.
    static let recognisedEntries = 64
    /// Bytes of an entry for each of its values, about: what is set aside for values.
    static let bytesPerValue = 32
    /// Issues listed of one portion.
    static let issuesPerPortion = 256
}
