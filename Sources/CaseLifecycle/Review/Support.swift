package import Vocabulary

/// What a claim of a person stands on: a finding of the case, or one record of a file that it holds.
package enum Support: Hashable, Comparable, Sendable, CustomStringConvertible {
    case finding(FindingID)
    case record(EvidenceReference)

    /// Reads `F-1` or `<sha256>#<record>`; nil for any other text.
    package init?(_ text: String) {
        if let finding = FindingID(text) {
            self = .finding(finding)
        } else if let record = EvidenceReference(text) {
            self = .record(record)
        } else {
            return nil
        }
    }

    package var description: String {
        switch self {
        case .finding(let finding): finding.description
        case .record(let record): record.description
        }
    }

    package static func < (left: Support, right: Support) -> Bool {
        switch (left, right) {
        case (.finding(let left), .finding(let right)): left < right
        case (.record(let left), .record(let right)): left < right
        case (.finding, .record): true
        case (.record, .finding): false
        }
    }
}

extension Support: Codable {
    package init(from decoder: any Decoder) throws {
        guard let support = Support(try decoder.singleValueContainer().decode(String.self)) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "neither a finding nor a record"))
        }
        self = support
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Case {
    /// Refuses what is no evidence of this case: another case's, or none at all.
    func requireHeld(_ support: [Support]) throws(CaseRefusal) {
        for one in support {
            let isHeld =
                switch one {
                case .finding(let finding): findings.indices.contains(finding.number - 1)
                case .record(let record): readings[record.evidence].map { record.record < $0.records } ?? false
                }
            guard isHeld else { throw .unknownItem("evidence \(one)") }
        }
    }

    /// Puts the use of evidence as the ground of a claim before the gate that guards it, file by file.
    ///
    /// - Throws: All that any of the files lacks, at once.
    func useEvidence(_ support: [Support], in context: DecisionContext) throws(CaseRefusal) -> [GateVerdict] {
        var files: Set<EvidenceID> = []
        for one in support {
            switch one {
            case .finding(let finding):
                files.formUnion(findings[finding.number - 1].sighting.evidence.map(\.evidence).filter(holds))
            case .record(let record): files.insert(record.evidence)
            }
        }
        var verdicts: [GateVerdict] = []
        var unmet: [UnmetGate] = []
        for file in files.sorted() {
            do throws(CaseRefusal) {
                let passed = try pass(Step(.useEvidence, evidence: file), in: context)
                verdicts += passed.filter { !verdicts.contains($0) }
            } catch {
                guard case .gates(let gates) = error else { throw error }
                unmet = unmet.isEmpty ? gates : zip(unmet, gates).map { $0.adding($1) }
            }
        }
        guard unmet.isEmpty else { throw .gates(unmet) }
        return verdicts
    }
}

extension UnmetGate {
    /// The same gate with what it misses for something else, too.
    fileprivate func adding(_ other: UnmetGate) -> UnmetGate {
        UnmetGate(
            id: id, statement: statement, missing: missing + other.missing.filter { !missing.contains($0) },
            citation: citation, override: override)
    }
}
