/// Something of a list that is not looked for, or not as it was meant.
package struct IndicatorNotice: Hashable, Sendable, CustomStringConvertible {
    /// The name of the list.
    package let list: String
    /// From 1; 0 for the whole list.
    package let line: Int
    package let message: String

    /// `list:line: message`
    package var description: String { line > 0 ? "\(list):\(line): \(message)" : "\(list): \(message)" }
}

/// What became of lists of indicators.
package struct IndicatorReport: Hashable, Sendable {
    /// Indicators that are looked for.
    package internal(set) var loaded = 0
    /// Indicators that were said before.
    package internal(set) var repeated = 0
    /// Indicators that were no longer valid.
    package internal(set) var expired = 0
    /// Indicators that their list has withdrawn: deleted or revoked.
    package internal(set) var withdrawn = 0
    /// Entries whose list says that they are not for detection.
    package internal(set) var notForDetection = 0
    /// Entries that are not looked for: too broad, or not understood.
    package internal(set) var refused = 0
    /// What was not taken, in words: of each list the first 20.
    package internal(set) var notices: [IndicatorNotice] = []
}
