import Vocabulary

extension Gate {
    /// Closing hides nothing.
    static let close = Gate(
        id: "GATE-CLOSE",
        statement:
            "No task is open, no evidence unread, and it is said how the incident ended and why it can be closed.",
        citation: "the rule of this program; NIST SP 800-61r2 section 3.4",
        guards: [.close],
        override: .standard(longest: .permanent),
        missing: { facts in
            let tasks = facts.incident.tasks.openTasks.map { task in
                MissingFact(
                    "task \(task.id)",
                    "\(task.id) of \(task.owner), still open: \(task.text): "
                        + "cordon case task \(facts.caseID) --done \(task.id) --outcome TEXT")
            }
            let unread = facts.incident.evidence.filter { facts.incident.readings[$0.id] == nil }.map {
                MissingFact("evidence \($0.id)", "the reading of \($0.name), sealed but not read")
            }
            return tasks + unread + unanalysed(facts) + said(facts)
        })

    /// Systems and accounts that came up and that nobody has judged, and systems that are only suspected.
    private static func unanalysed(_ facts: GateFacts) -> [MissingFact] {
        let systems = facts.incident.systems.filter {
            $0.value.verdict == .unknown || $0.value.isClearanceStale || $0.value.verdict.isSuspected
        }.keys.map(Target.system)
        let accounts = facts.incident.accounts.filter { $0.value.verdict == .unknown || $0.value.isClearanceStale }
            .keys.map(Target.account)
        return (systems + accounts).sorted().map { target in
            let flag = target.kind == .account ? "--account " : ""
            return MissingFact(
                "verdict \(target)",
                "a verdict for \(target), which is \(facts.incident.verdict(of: target).rawValue): cordon scope confirm "
                    + "\(facts.caseID) --reason TEXT \(flag)-- \(ShellWord.quoted(target.name)); or clear or exclude it likewise"
            )
        }
    }

    private static func said(_ facts: GateFacts) -> [MissingFact] {
        let closing = facts.claims.closing
        let command = "cordon case close \(facts.caseID)"
        return [
            closing == nil ? MissingFact("outcome", "the outcome and attack vector: \(command) --help") : nil,
            Text.answers(closing?.resolution ?? "")
                ? nil : MissingFact("resolution", "what was done, in words (--resolution): \(command) --help"),
            Text.answers(closing?.reason ?? "")
                ? nil : MissingFact("reason", "why it can be closed (--reason): \(command) --help"),
        ].compactMap(\.self)
    }
}
