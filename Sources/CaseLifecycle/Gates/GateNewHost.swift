import Vocabulary

extension Gate {
    /// Step 6.3: what is found later is contained and eradicated, too.
    static let newHost = Gate(
        id: "GATE-NEW-HOST",
        statement:
            "A system or account that is confirmed after containment was ordered, in this case or in another that "
            + "tells of the same intrusion, is contained before the case goes on.",
        citation: "NIST SP 800-61r2 table 3-5 step 6.3",
        guards: [.eradicate, .recover, .resume, .review, .close],
        override: .standard(longest: .emergency),
        missing: { facts in
            facts.incident.newlyFoundTargets.map { target in
                MissingFact(
                    "new \(target)",
                    "the containment of \(target), confirmed after containment was ordered: "
                        + "cordon plan draft \(facts.caseID) containment, with it in the set",
                    of: target)
            } + facts.splitOff
        },
        warnings: { facts in
            let suspected = facts.incident.suspectedTargets
            return (suspected.isEmpty ? [] : ["\(suspected.count) systems or accounts are suspected"])
                + laterNames(facts) + signs(facts) + facts.saidToBeApart
        })

    /// At most this many signs stand in a warning.
    private static let signsInWarning = 20

    /// What looks like the intruder on what was contained, and is not certain enough to take the case back by itself.
    private static func signs(_ facts: GateFacts) -> [String] {
        let incident = facts.incident
        let movements = incident.signsOfReturn { _ in true }.map { sign in
            (targets: sign.targets, words: "evidence has \(sign.words)")
        }
        let all = movements + incident.lateFindings
        return all.prefix(signsInWarning).map { sign in
            let names = sign.targets.map { target in
                " " + ShellWord.option(target.kind == .account ? "--on-account" : "--on", target.name)
            }
            return
                "\(sign.words), later than it was last seen to be contained: where that was the intruder: cordon recover "
                + "monitor \(facts.caseID) --seen-again TEXT\(names.joined())"
        } + (all.count > signsInWarning ? ["\(all.count - signsInWarning) more such signs"] : [])
    }

    /// What newer evidence says of another machine with the same first label would be taken for what was contained.
    private static func laterNames(_ facts: GateFacts) -> [String] {
        let renamed = facts.incident.scopeIndex.renamed
        guard !renamed.isEmpty else { return [] }
        return systems(facts).filter(renamed.contains).sorted().map { system in
            let names = facts.incident.systems[system]?.laterNames ?? []
            return "since \(Target.system(system)) was contained, evidence calls it "
                + names.map(VisibleName.spelled).joined(separator: ", ")
                + ", too: if that is another machine, it is not contained"
        }
    }
}
