import Vocabulary

extension Gate {
    /// Closing hides nothing.
    static let close = Gate(
        id: "GATE-CLOSE",
        statement:
            "No task is open, no evidence unread, damaged or long unchecked, and it is said how the incident ended and why "
            + "it can be closed.",
        citation: "the rule of this program; NIST SP 800-61r2 section 3.4",
        guards: [.close, .dismiss],
        override: .standard(longest: .permanent),
        // What is said with the command is said, and not let pass.
        isOverridable: { !saidWithCommand.contains($0.subject) },
        missing: { facts in
            let tasks = facts.incident.tasks.openTasks.map { task in
                MissingFact(
                    "task \(task.id)",
                    "\(task.id) of \(task.owner), still open: \(task.text): "
                        + "cordon case task \(facts.caseID) --done \(task.id) --outcome TEXT",
                    about: task.id.description)
            }
            let unread = facts.incident.evidence.filter { facts.incident.readings[$0.id] == nil }.map {
                MissingFact(
                    "evidence \($0.id)", "the reading of \($0.name), sealed but not read", about: $0.id.description)
            }
            return tasks + unread + damage(facts) + unchecked(facts) + unanalysed(facts) + said(facts)
                + (facts.step.kind == .dismiss ? leftOutByOne(facts) : [])
        })

    private static func unchecked(_ facts: GateFacts) -> [MissingFact] {
        let days = facts.policy.custodyCheckDays
        let oldest = facts.now.advanced(bySeconds: Int64(-days) * 86_400)
        let count = facts.incident.custody.items.values.count {
            !$0.isDestroyed && ($0.checks.last?.time ?? $0.began.time) < oldest
        }
        guard count > 0 else { return [] }
        return [
            MissingFact(
                "checks",
                "a check of \(count) evidence files that were hashed last more than \(days) days ago: "
                    + "cordon evidence verify \(facts.caseID) --record")
        ]
    }

    /// Systems and accounts that came up and that nobody has judged, and systems that are only suspected.
    private static func unanalysed(_ facts: GateFacts) -> [MissingFact] {
        let index = facts.incident.scopeIndex
        let suspected = index.suspected.filter { $0.kind == .system }
        return index.unsettled.union(suspected).sorted().map { target in
            let flag = target.kind == .account ? "--account " : ""
            return MissingFact(
                "verdict \(target)",
                "a verdict for \(target), which is \(facts.incident.verdict(of: target).rawValue): cordon scope confirm "
                    + "\(facts.caseID) --reason TEXT \(flag)-- \(ShellWord.quoted(target.name)); or clear or exclude it likewise",
                about: target.name)
        }
    }

    /// Another way in than the cause names, of which one is wrong.
    private static func otherVector(_ closing: Closing?, _ facts: GateFacts) -> MissingFact? {
        guard let closing, case .stated(let cause) = facts.incident.review.cause?.content,
            cause.vector != closing.vector
        else { return nil }
        return MissingFact(
            "vector that fits",
            "one attack vector: the case is closed with \(closing.vector.rawValue), and its cause names "
                + "\(cause.vector.rawValue); close it with that, or state the cause anew: cordon case cause \(facts.caseID) "
                + "--help")
    }

    /// The subjects of what ``said(_:)`` misses.
    private static var saidWithCommand: Set<String> {
        ["outcome", "outcome that fits", "vector that fits", "resolution", "reason"]
    }

    private static func said(_ facts: GateFacts) -> [MissingFact] {
        let closing = facts.claims.closing
        let command = "cordon case close \(facts.caseID)"
        let confirmed = facts.incident.confirmedTargets.count
        return [
            otherVector(closing, facts),
            closing?.outcome == .falsePositive && confirmed > 0
                ? MissingFact(
                    "outcome that fits",
                    "an outcome that fits what is confirmed (\(confirmed) systems and accounts): "
                        + (facts.step.kind == .dismiss
                            ? "a false positive is closed once they are cleared or excluded"
                            : "what was contained was an incident: resolved or handedOver")) : nil,
            closing == nil ? MissingFact("outcome", "the outcome and attack vector: \(command) --help") : nil,
            Text.answers(closing?.resolution ?? "")
                ? nil : MissingFact("resolution", "what was done, in words (--resolution): \(command) --help"),
            Text.answers(closing?.reason ?? "")
                ? nil : MissingFact("reason", "why it can be closed (--reason): \(command) --help"),
        ].compactMap(\.self)
    }
}
