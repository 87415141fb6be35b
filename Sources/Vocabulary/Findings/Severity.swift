/// How serious a rule's author holds a match to be (Sigma's `level`), from least to most.
package enum Severity: String, CaseIterable, Comparable, Hashable, Sendable, Codable {
    case informational, low, medium, high, critical

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
