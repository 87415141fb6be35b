import Vocabulary

extension Gate {
    /// Nobody closes a case without knowing how it began, or why that cannot be known.
    static let cause = Gate(
        id: "GATE-CAUSE",
        statement:
            "The cause and patient zero are stated by a person, with evidence of this case and other explanations "
            + "weighed, or as not determinable for want of evidence that is named; and nothing known since speaks "
            + "against it.",
        citation: "CSF 2.0 RS.AN-03; NIST SP 800-61r2 section 3.4.2 and appendix B.2",
        guards: [.contain, .finaliseReport, .close],
        override: .standard(longest: .temporary),
        missing: { facts in
            // When containment is ordered the cause may still be unknown; that is recorded as a warning.
            guard facts.step.kind != .contain else { return [] }
            switch facts.incident.review.cause?.content {
            case nil:
                return [
                    MissingFact(
                        "cause",
                        "the cause and patient zero, or why they cannot be determined\(facts.sinceReopened): "
                            + "cordon case cause \(facts.caseID) --help")
                ]
            case .undeterminable:
                return facts.incident.evidentRoots.prefix(1).map { root in
                    MissingFact(
                        "patient zero \(root)",
                        "the cause and patient zero, which was said to be not determinable: by now the evidence has \(root) "
                            + "as the first system: cordon case cause \(facts.caseID) --help")
                }
            case .stated(let cause): return facts.incident.contradictions(of: cause)
            }
        },
        warnings: { facts in
            guard let cause = facts.incident.review.cause else { return ["the cause is not stated"] }
            let files = facts.incident.readings.count - cause.files
            return (files > 0 ? ["\(files) evidence files were read since the cause was stated"] : [])
                + elsewhere(cause.content, facts.incident) + against(cause.content, facts.incident)
        })

    /// Evidence that has another system as the first, and a patient zero that it has only since the intruder came to it, are
    /// seen by who leans on what a person says.
    private static func against(_ content: RecordedCause.Content, _ incident: Case) -> [String] {
        guard case .stated(let cause) = content else { return [] }
        let stated = Set(cause.roots.map(\.system))
        return incident.evidentRoots.prefix(1).filter { !stated.contains($0) }.map {
            "the evidence has \($0) as the first system, and not \(stated.sorted().joined(separator: ", "))"
        }
            + incident.doubts(about: cause).map {
                "that \($0.root.system) was the first is said of it; what evidence shows of it begins with \($0.arrival.words)"
            }
    }

    /// That how a system was reached shows only in the logs of others happens, and somebody should look at it.
    private static func elsewhere(_ content: RecordedCause.Content, _ incident: Case) -> [String] {
        guard case .stated(let cause) = content else { return [] }
        return cause.roots.compactMap { root in
            let hosts = Set(root.evidence.flatMap(incident.hosts))
            guard !hosts.isEmpty, !hosts.contains(root.system) else { return nil }
            return "no evidence of the cause is of \(root.system), but of \(hosts.sorted().joined(separator: ", "))"
        }
    }
}
