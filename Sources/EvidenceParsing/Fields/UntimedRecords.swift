import Vocabulary

/// Looks for times in records none of whose fields is known to state one: their table is one that we do not know.
struct UntimedRecords {
    /// Fields are looked for in so many records, and so many of them named.
    private static let records = 16
    private static let fields = 3
    private static let nameLength = 48

    /// A record has a time, or a field that should state one.
    var hasTimes = false
    private var looked = 0
    private var names: [String] = []

    var wantsMore: Bool { !hasTimes && looked < Self.records }

    mutating func note(_ draft: RecordDraft, _ bytes: Span<UInt8>) {
        looked += 1
        for value in draft.values where names.count < Self.fields && value.canBeCommon && value.range.count <= 64 {
            guard draft.withBytes(of: value, in: bytes, { Self.isTime($0, value) }) else { continue }
            let name = draft.tree.name(of: value.place)
            if !names.contains(name), Self.canBeShown(name) { names.append(name) }
        }
    }

    /// Nil where records have times, or nothing in them looks like one.
    var issue: ParseIssue? {
        guard !hasTimes, !names.isEmpty else { return nil }
        let list = names.map { "“\($0)”" }.joined(separator: ", ")
        let verb = names.count == 1 ? "looks like a time that is" : "look like times that are"
        return ParseIssue(.badTime, offset: 0, "the records have no time: \(list) \(verb) not known by this name")
    }

    /// Whether a value is a date with a time of day; a count of seconds could be anything.
    private static func isTime(_ bytes: Span<UInt8>, _ value: RecordDraft.Value) -> Bool {
        if TimeReading.isWritten(in: bytes, value.range) { return true }
        guard case .utf8 = value.encoding, bytes.first(UInt8(ascii: ":"), in: value.range) < value.range.upperBound
        else {
            return false
        }
        var evidence = LocalDate.Evidence.none
        return TimeReading.asWritten.read(bytes, value.range, value.escape, order: nil, &evidence) != nil
    }

    /// Names are text from the evidence: those of other signs are not repeated in words of our own.
    private static func canBeShown(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= nameLength
            && name.utf8.allSatisfy {
                $0.isLetter || $0.isDigit || $0 == 0x20 || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "@")
            }
    }
}
