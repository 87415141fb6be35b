import Vocabulary

/// What a list says of one indicator.
struct IndicatorEntry {
    var value: [UInt8]
    var kind: IndicatorKind?
    var level: Severity?
    var remark: [UInt8] = []
    var expiry: String?
    var isWithdrawn = false
    /// The list says that it is for the record alone.
    var isNotForDetection = false
    /// Why nothing of it can be used.
    var unusable: String?

    init(_ value: some Collection<UInt8>, as kind: IndicatorKind? = nil) {
        self.value = Array(value)
        self.kind = kind
    }

    init(unusable reason: String) {
        value = []
        unusable = reason
    }

    /// The remark in one line, cut where it is long.
    var keptRemark: [UInt8] {
        guard !remark.isEmpty else { return [] }
        var text = remark
        if text.count > IndicatorLimits.remarkBytes {
            text = Array(text.prefix(IndicatorLimits.remarkBytes))
            // Not within a character.
            while let last = text.last, last & 0xC0 == 0x80 { text.removeLast() }
            if let last = text.last, last >= 0x80 { text.removeLast() }
        }
        return IndicatorShape.trimmed(text.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 })
    }

    /// The value as it is shown where it is refused.
    var shownValue: String {
        let text = String(decoding: value.prefix(80), as: UTF8.self)
        return "'\(value.count > 80 ? text + "…" : text)'"
    }

    /// Reads `2027-01-31` or a moment.
    static func moment(_ text: String) -> Timestamp? {
        let text = text.trimmingBlanks
        if let moment = Timestamp(iso8601: text) { return moment }
        if let moment = Timestamp(iso8601: text + "T00:00:00Z") { return moment }
        if let moment = Timestamp(iso8601: text + "Z") { return moment }
        if let seconds = Int64(text), seconds > 100_000_000 { return Timestamp(unixSeconds: seconds) }
        return nil
    }

    /// Reads `high`, `Medium`, `info`.
    static func level(_ text: [UInt8]) -> Severity? {
        let word = String(decoding: text.map(CaseFolding.ascii), as: UTF8.self).trimmingBlanks
        return word == "info" ? .informational : Severity(rawValue: word)
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
