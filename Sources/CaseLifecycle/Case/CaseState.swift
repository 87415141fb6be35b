/// Where a case stands. `ProcessModel` maps states to the phases of the published process models.
package enum CaseState: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case signal, declared, analysis, containment, eradication, recovery, review, closed

    /// The state that follows; nil after the last.
    package var next: CaseState? {
        let next = place + 1
        return Self.allCases.indices.contains(next) ? Self.allCases[next] : nil
    }

    /// The phase of SP 800-61r2 (chapter 3) that the state belongs to.
    package var phase: String { ProcessModel.nist80061r2.phase(of: self) }

    package static func < (left: CaseState, right: CaseState) -> Bool { left.place < right.place }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
