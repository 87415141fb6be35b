package import Vocabulary

/// Reads utmp, wtmp and btmp: entries of a fixed size, one for each log-on, log-off, failed log-on and start of the system.
///
/// Fields keep the names of C's `struct utmp`. The three files have the same form, and nothing in them says which one it
/// is: an entry of btmp looks like one of wtmp.
package struct LoginRecordsParser: EvidenceParser {
    private let layout: LoginRecordLayout

    init(_ layout: LoginRecordLayout) { self.layout = layout }

    package var format: EvidenceFormat { .loginRecords }

    package func recognises(_ head: [UInt8]) -> Bool {
        let bytes = head.span
        let whole = min(head.count / layout.size, LoginRecordLimits.recognisedEntries)
        var fitting = 0
        var hasStatement = false
        for index in 0..<whole {
            let entry = LoginEntry(bytes, at: index * layout.size, layout)
            guard entry.isPlausible else { continue }
            fitting += 1
            if entry.type != 0, entry.seconds != 0 { hasStatement = true }
        }
        return hasStatement && fitting * 2 >= whole
    }

    package func portionLength(of window: ArraySlice<UInt8>, at offset: UInt64, isLast: Bool) -> Int {
        let aim = min(window.count, LoginRecordLimits.portionLength)
        let whole = aim - aim % layout.size
        // What is left of a file behind its last whole entry is a portion, and an issue.
        return whole == 0 && isLast ? window.count : whole
    }

    package func parse(_ portion: EvidencePortion) -> ParsedPortion {
        var writer = LoginRecordWriter(portion)
        let bytes = portion.bytes.span
        var place = 0
        while bytes.count - place >= layout.size {
            writer.add(bytes, LoginEntry(bytes, at: place, layout), layout)
            place += layout.size
        }
        if place < bytes.count { writer.addCut(at: place) }
        return writer.finish()
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
