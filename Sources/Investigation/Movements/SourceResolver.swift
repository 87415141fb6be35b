import Vocabulary

/// Finds where an action on a computer came from.
///
/// The session says it best. Where its logon carries no address (WinRM never does), another logon of the same account
/// does, then a connection to a port of the method, then a ticket for the computer. Each step counts only if it names
/// exactly one source: two candidates are no answer.
struct SourceResolver {
    let traces: NetworkTraces
    let entities: EntityTable

    func source(
        of account: UInt32, on target: UInt32, at time: Timestamp, by method: MovementMethod
    ) -> Party {
        let near = traces.reaching(target, around: time, within: MovementWindow.twoComputers)
        if near.isEmpty { return .unknown }
        if account != EntityTable.nobody {
            let own = near.filter { entities.agree(account, $0.account) }
            let logons = own.lazy.filter {
                $0.kind == .targetLogon && abs($0.time.seconds(since: time)) <= Double(MovementWindow.sameAction)
            }
            if let only = only(logons) { return only }
            if let only = only(own.lazy.filter { $0.kind == .sourceCredentials }) { return only }
        }
        let ports = method.ports
        let connections = near.filter { $0.port != 0 && ports.contains(Int($0.port)) }
        if account != EntityTable.nobody {
            // Begun by the account itself on the other computer.
            if let only = only(connections.lazy.filter { entities.agree(account, $0.account) }) { return only }
        }
        if let only = only(connections) { return only }
        return only(near.lazy.filter { $0.kind == .ticket && $0.account == account }) ?? .unknown
    }

    private func only(_ edges: some Sequence<Edge>) -> Party? {
        var only: Party?
        for edge in edges {
            if let only, only != edge.source { return nil }
            only = edge.source
        }
        return only
    }
}
