/// Where a case stands. One table maps states to the phases of SP 800-61r2.
package enum CaseState: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case signal, declared, analysis, containment

    /// The phase of SP 800-61r2 (chapter 3) that the state belongs to.
    package var phase: String {
        switch self {
        case .signal, .declared, .analysis: "Detection and Analysis"
        case .containment: "Containment, Eradication and Recovery"
        }
    }

    /// The state that follows, nil where the process goes no further yet.
    package var next: CaseState? {
        Self.allCases.first { $0 > self }
    }

    package static func < (left: CaseState, right: CaseState) -> Bool { left.place < right.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
