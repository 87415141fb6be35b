import Vocabulary

extension Case {
    /// Takes a closed case up once more.
    func reopen(_ reason: String) throws(CaseRefusal) -> [CaseEvent] {
        guard state == .closed else { throw .wrongState(state, needs: "a closed case, and this is open") }
        let reason = try Text.reason(reason)
        return [.loopedBack(kind: .reopened, to: .analysis, reason: reason, targets: [])]
    }

    /// Closes a case as it was that was reopened by mistake: another person says so who could have before, nothing came of it,
    /// and nothing is known that would keep it open.
    func withdrawReopening(_ reason: String, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        guard let reopened, state < .closed else {
            throw .wrongState(state, needs: "a case that was reopened")
        }
        guard !closedBefore.isEmpty else {
            throw .impossible(
                "more was recorded since \(id) was reopened than notes: it is handled to its end: cordon "
                    + "case advance \(id)")
        }
        let act = "taking back that \(id) was reopened"
        try context.requireRoleHeld(OverrideRule.approvers, before: reopened.time, for: act, "it was reopened")
        try context.requireOther(than: reopened.actor, for: act)
        guard context.otherCases.allSatisfy({ unexplained($0, in: context.organisation).isEmpty }) else {
            throw .impossible(
                "\(context.otherCases.map(\.id.description).joined(separator: ", ")) tells of what \(id) holds, too: it "
                    + "stays open; where they are other intrusions: cordon scope apart \(id) "
                    + "\(context.otherCases.first?.id.description ?? "CASE") --reason TEXT")
        }
        guard custody.damaged.isEmpty else {
            throw .impossible(
                "evidence of \(id) is not as it was sealed: once it is restored: cordon evidence verify \(id) --record"
            )
        }
        return [.reopeningWithdrawn(reason: try Text.reason(reason))]
    }
}
