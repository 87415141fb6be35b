package import Vocabulary

/// How many matches are shown as one, and over what time.
package struct MatchCount: Hashable, Sendable {
    package internal(set) var count = 1
    /// Of the records that state a time.
    package internal(set) var first: Timestamp?
    package internal(set) var last: Timestamp?
}

/// Matches of one rule on one computer with the same values of the fields that made it match: the first is shown, all are
/// counted.
struct CollapsedMatches: Sendable {
    /// A match as it is shown, and what it has in common with its like.
    struct Line: Sendable {
        let key: String
        let text: [UInt8]
        let moment: Timestamp?
    }

    /// Bytes of what is held until the end of a run. What is new beyond it is shown by itself.
    private static let heldBytes = 128 << 20

    private var places: [String: Int] = [:]
    private(set) var lines: [(text: [UInt8], count: MatchCount)] = []
    private var held = 0

    static func key(of match: DetectedMatch) -> String {
        let fields = match.fields.sorted { $0.key < $1.key }.map { "\($0.key)\0\($0.value)" }
        return ([match.rule.id, match.record.host?.text ?? ""] + fields).joined(separator: "\0")
    }

    /// - Returns: False where there is no room for a new one.
    mutating func add(_ line: Line) -> Bool {
        if let place = places[line.key] {
            lines[place].count.count += 1
            guard let moment = line.moment else { return true }
            lines[place].count.first = min(lines[place].count.first ?? moment, moment)
            lines[place].count.last = max(lines[place].count.last ?? moment, moment)
            return true
        }
        held += line.key.utf8.count + line.text.count
        guard held <= Self.heldBytes else { return false }
        places[line.key] = lines.count
        lines.append((line.text, MatchCount(count: 1, first: line.moment, last: line.moment)))
        return true
    }
}
