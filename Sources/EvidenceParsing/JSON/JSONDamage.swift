import Vocabulary

/// Why a line is not one JSON object (RFC 8259).
enum JSONDamage: Error {
    case endsEarly
    case notAnObject
    case syntax
    case string
    case number
    case trailingBytes
    case tooDeep
    case tooLong

    /// The kind of issue this is.
    ///
    /// - Parameter terminated: The line ends with a line feed, so that its end is not the end of the file.
    func issue(at offset: UInt64, terminated: Bool) -> ParseIssue {
        let kind: ParseIssue.Kind =
            switch self {
            case .endsEarly where !terminated: .truncated
            case .tooDeep, .tooLong: .limit
            default: .damagedRecord
            }
        return ParseIssue(kind, offset: offset, detail)
    }

    private var detail: String {
        switch self {
        case .endsEarly: "the line ends inside its JSON object"
        case .notAnObject: "the line is not a JSON object"
        case .syntax: "the line is not valid JSON"
        case .string: "a string of the line is not valid JSON"
        case .number: "a number of the line is not valid JSON"
        case .trailingBytes: "the line goes on after its JSON object"
        case .tooDeep: "the line nests deeper than \(JSONLimits.depth) levels"
        case .tooLong: "the line is longer than \(JSONLimits.lineLength) bytes"
        }
    }
}
