import Vocabulary

/// Why bytes are not one JSON object (RFC 8259).
enum JSONDamage: Error {
    case endsEarly
    case notAnObject
    case syntax
    case string
    case number
    case trailingBytes
    case tooDeep
    case tooLong

    /// What was to hold the object.
    enum Holder: String {
        case line
        /// A record of a document.
        case record
    }

    /// The kind of issue this is.
    ///
    /// - Parameter terminated: The line ends with a line feed, so that its end is not the end of the file.
    func issue(at offset: UInt64, terminated: Bool, of holder: Holder = .line) -> ParseIssue {
        let kind: ParseIssue.Kind =
            switch self {
            case .endsEarly where !terminated: .truncated
            case .tooDeep, .tooLong: .limit
            default: .damagedRecord
            }
        return ParseIssue(kind, offset: offset, detail(holder.rawValue))
    }

    private func detail(_ holder: String) -> String {
        switch self {
        case .endsEarly: "the \(holder) ends inside its JSON object"
        case .notAnObject: "the \(holder) is not a JSON object"
        case .syntax: "the \(holder) is not valid JSON"
        case .string: "a string of the \(holder) is not valid JSON"
        case .number: "a number of the \(holder) is not valid JSON"
        case .trailingBytes: "the \(holder) goes on after its JSON object"
        case .tooDeep: "the \(holder) nests deeper than \(JSONLimits.depth) levels"
        case .tooLong: "the \(holder) is longer than \(JSONLimits.lineLength) bytes"
        }
    }
}
