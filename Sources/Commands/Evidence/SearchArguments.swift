import ArgumentParser
import RecordSearch

/// A time as queries have it: `2026-03-01`, `2026-03-01T10:00`, `2026-03-01T10:00:00Z`.
struct SearchTime: ExpressibleByArgument {
    let span: TimeSpan

    init?(argument: String) {
        guard let span = TimeSpan(argument) else { return nil }
        self.span = span
    }
}

/// The length of the stretches of a histogram.
struct HistogramInterval: ExpressibleByArgument {
    /// Nil for one that suits the hits.
    let seconds: Int64?

    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400]
    private static let named: [String: Int64] = [
        "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 7 * 86_400,
    ]
    /// Ten years: a histogram has use for no longer ones, and the number of seconds stays small.
    private static let longest: Int64 = 3_653 * 86_400

    init?(argument: String) {
        if argument == "auto" {
            seconds = nil
        } else if let length = Self.named[argument] {
            seconds = length
        } else if let unit = argument.last.flatMap({ Self.units[$0] }), let count = Int64(argument.dropLast()),
            count > 0, count <= Self.longest / unit
        {
            seconds = count * unit
        } else {
            return nil
        }
    }
}

/// How found records are printed.
enum SearchFormat: String, ExpressibleByArgument, CaseIterable { case text, json, jsonl, csv }

extension QueryProblem {
    /// The problem for people, with the place in the query.
    func text(in query: String) -> String {
        let scalars = Array(query.unicodeScalars)
        // Of a long query, what stands around the place.
        let start = max(0, min(column - 1, scalars.count) - 50)
        var shown = ""
        shown.unicodeScalars.append(contentsOf: scalars[start..<min(scalars.count, start + 100)])
        let spaces = String(repeating: " ", count: column - 1 - start)
        return "the query, column \(column): \(message)\n  \(shown)\n  \(spaces)^"
    }
}
