import Vocabulary

extension Gate {
    /// What was put in place for a time comes out.
    static let temporary = Gate(
        id: "GATE-TEMPORARY",
        statement:
            "Every containment measure is out, with a check, or made permanent by two people, before the case is "
            + "closed.",
        citation: "NIST SP 800-61r2 section 3.3.1 (duration of the solution)",
        guards: [.recover, .review, .close],
        override: .never(
            instead:
                "make the measure permanent, which two people do: cordon contain measure CASE --keep MEASURE --reason TEXT"
        ),
        missing: { facts in
            guard facts.step.kind == .close else { return [] }
            let command = "cordon contain measure \(facts.caseID)"
            return facts.incident.containment.measures.filter { $0.isOpen(in: facts.organisation) }.map { measure in
                MissingFact(
                    "measure \(measure.id)",
                    measure.permanence == nil
                        ? "the removal of \(measure.id) (\(measure.kind.rawValue)): \(command) --remove \(measure.id) "
                            + "--check TEXT; or keep it: \(command) --keep \(measure.id) --reason TEXT"
                        : "the word of who owns every system it was put on, or of an executive, that \(measure.id) "
                            + "(\(measure.kind.rawValue)) stays: "
                            + "\(command) --approve \(measure.id)")
            }
        },
        warnings: { facts in
            let measures = facts.incident.containment.measures
            let moved = measures.filter { $0.postponements.count > 1 }.map {
                "the date of \($0.id) was moved \($0.postponements.count) times"
            }
            let fresh = facts.freshRoles(ofActorsOf: measures.compactMap { $0.permanence?.approved })
            let forEver = measures.filter { $0.due == nil && $0.isOpen(in: facts.organisation) }.map {
                "\($0.id) (\($0.kind.rawValue)) was put in place for ever, which nobody who owns it has said yes to"
            }
            return measures.compactMap { $0.warning(at: facts.now) } + forEver + moved + fresh
        })
}
