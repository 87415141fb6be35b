package import Vocabulary

/// Words of our own with values from elsewhere between them.
///
/// Text that is not ours can only enter marked as a value, so that renderers can set it apart and cut it:
///
///     let text: ReportText = "Reached from \(value: movement.from) at \(movement.time)"
package struct ReportText: Hashable, Sendable {
    package enum Span: Hashable, Sendable {
        /// Words of our own.
        case plain(String)
        /// Text from evidence or from a person: hostile, and of any length.
        case value(String)
        case time(Timestamp)
    }

    package private(set) var spans: [Span]

    package init(spans: [Span]) { self.spans = spans }

    /// A text that is one value.
    package init(value: String) { spans = [.value(value)] }

    package static func + (left: ReportText, right: ReportText) -> ReportText {
        ReportText(spans: left.spans + right.spans)
    }
}

extension ReportText: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var spans: [Span] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { spans.append(.plain(literal)) }
        }
        package mutating func appendInterpolation(value: String) { spans.append(.value(value)) }
        /// Words of our own that are not known when the text is written, such as the name of a state.
        package mutating func appendInterpolation(words: String) { spans.append(.plain(words)) }
        package mutating func appendInterpolation(_ time: Timestamp) { spans.append(.time(time)) }
        package mutating func appendInterpolation(_ number: Int) { spans.append(.plain(Figures.grouped(number))) }
        package mutating func appendInterpolation(_ text: ReportText) { spans += text.spans }
        /// A number with its noun: `1 system`, `3 systems`.
        package mutating func appendInterpolation(_ number: Int, _ noun: StaticString) {
            spans.append(.plain("\(Figures.grouped(number)) \(noun)\(number == 1 ? "" : "s")"))
        }
        package mutating func appendInterpolation(percent share: Double) {
            spans.append(.plain(Figures.percent(share)))
        }
    }

    package init(stringLiteral value: String) { spans = value.isEmpty ? [] : [.plain(value)] }
    package init(stringInterpolation: StringInterpolation) { spans = stringInterpolation.spans }
}

extension [ReportText] {
    /// The texts in a row with `separator` between them.
    func joined(separator: ReportText = ", ") -> ReportText {
        guard let first else { return "" }
        return dropFirst().reduce(first) { $0 + separator + $1 }
    }
}
