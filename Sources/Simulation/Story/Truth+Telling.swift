import Vocabulary

/// How a story writes down the truth while it is told.
extension Truth {
    mutating func fell(_ host: Simulation.Host, from source: Simulation.Host?, by method: String, at time: Timestamp) {
        hosts.append(
            Host(
                name: host.name, address: host.address, firstCompromise: time, reachedFrom: source?.name,
                method: method))
    }

    mutating func moved(
        from source: Simulation.Host, to target: Simulation.Host, as account: Simulation.Account, by method: String,
        technique: String, step: String, at time: Timestamp
    ) {
        guard let technique = TechniqueID(technique) else { return }
        movements.append(
            Movement(
                time: time, from: source.name, to: target.name, account: account.qualifiedName, method: method,
                technique: technique, step: step))
        used(account)
    }

    /// An account counts once, however often the intruder acts in its name.
    mutating func used(_ account: Simulation.Account) {
        guard !accounts.contains(where: { $0.name == account.qualifiedName }) else { return }
        accounts.append(Account(name: account.qualifiedName, status: .used))
    }

    mutating func brought(_ path: String, to host: Simulation.Host, seed: UInt64) {
        tools.append(Tool(path: path, hosts: [host.name], hashes: FileHashes(of: path, seed: seed)))
    }
}
