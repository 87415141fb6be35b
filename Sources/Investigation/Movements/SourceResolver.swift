import Vocabulary

/// Finds where an action on a computer came from.
///
/// The session says it best. Where its logon carries no address (WinRM never does), another logon of the same account
/// does, then a connection to a port of the method, then a ticket for the computer. Each step counts only if it names
/// exactly one source: two candidates are no answer.
struct SourceResolver {
    let traces: NetworkTraces

    func source(
        of account: AccountName?, on target: String, at time: Timestamp, by method: MovementMethod
    ) -> Party {
        let near = traces.reaching(target, around: time, within: MovementWindow.twoComputers)
        if let account {
            let own = near.filter { trace in trace.clue.account.map(account.agrees(with:)) ?? false }
            let logons = own.filter {
                $0.clue.kind == .targetLogon && abs($0.time.seconds(since: time)) <= Double(MovementWindow.sameAction)
            }
            if let only = only(logons) { return only }
            if let only = only(own.filter { $0.clue.kind == .sourceCredentials }) { return only }
        }
        let connections = near.filter { method.ports.contains($0.port) }
        if let account {
            // Begun by the account itself on the other computer.
            let own = connections.filter { trace in trace.clue.account.map(account.agrees(with:)) ?? false }
            if let only = only(own) { return only }
        }
        if let only = only(connections) { return only }
        return only(near.filter { $0.clue.kind == .ticket && $0.clue.account.map { $0 == account } ?? false })
            ?? .unknown
    }

    private func only(_ traces: [NetworkTraces.Trace]) -> Party? {
        let sources = Set(traces.map(\.clue.source))
        return sources.count == 1 ? sources.first : nil
    }
}
