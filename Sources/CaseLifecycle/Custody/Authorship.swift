import Vocabulary

/// What the records of a file say about who wrote it. That a system is named in the log of another says nothing of what is
/// on it.
enum Authorship: Equatable {
    /// A real share of a log is the system's own.
    case own
    /// Every log says that other computers wrote it.
    case others([String])
    /// At least a part says nothing of who wrote it.
    case untold
}

extension Case {
    /// Whether the records of a file say that they are a system's own. A log that many computers write into is of each.
    func authorship(of id: EvidenceID, by system: String) -> Authorship {
        let logs = readings(of: id).filter { $0.records > 0 }
        let addresses = systems[system]?.assessment?.addresses ?? []
        var isUntold = logs.isEmpty
        var others: Set<String> = []
        for log in logs {
            guard let writers = log.writers else {
                isUntold = true
                continue
            }
            let own = writers.filter { isNamed($0.host, system) || addresses.contains($0.host) }
            if Self.isShare(own.reduce(0) { $0 + $1.records }, of: log) { return .own }
            isUntold = isUntold || Self.isShare(log.records - writers.reduce(0) { $0 + $1.records }, of: log)
            others.formUnion(writers.map(\.host))
        }
        // Whose that is in a collection which does not say who wrote it, the collection says.
        let isOfCollection = (entries[id] ?? []).contains { entry in
            (entry.reading?.records ?? 0 == 0 || entry.reading?.writers == nil)
                && entry.host.map { isNamed($0, system) } == true
        }
        if isOfCollection { return .own }
        return isUntold ? .untold : .others(others.sorted())
    }

    /// Fewer records than these, and less than one in twenty, are no log of a computer: a line gets anywhere.
    static let fewRecords = 10

    /// When the logs that are a system's own end, where all of them end before a moment. Nil where one goes on, where none is
    /// held, and where what is held does not say who wrote it or when.
    func ownLogsEnd(of system: String, before start: Timestamp) -> Timestamp? {
        var newest: Timestamp?
        for file in evidence {
            let logs = readings(of: file.id).filter { $0.records > 0 }
            guard !logs.isEmpty else { continue }
            let last = logs.contains { $0.account == nil } ? nil : logs.compactMap(\.account?.last).max()
            let isOver = last.map { $0 < start } ?? false
            switch authorship(of: file.id, by: system) {
            case .others: continue
            case .own where isOver: newest = max(newest ?? .earliest, last ?? .earliest)
            case .untold where isOver: continue
            case .own, .untold: return nil
            }
        }
        return newest
    }

    private static func isShare(_ records: Int, of log: EvidenceReading) -> Bool {
        records >= fewRecords || records > 0 && records * 20 >= log.records
    }

    /// Whether it is a system's own by what is recorded of it: its records say so, or, where they do not say who wrote
    /// them, what was derived of the system rests on it.
    func isOwn(_ id: EvidenceID, of system: String) -> Bool {
        switch authorship(of: id, by: system) {
        case .own: true
        case .others: false
        case .untold: BearingEvidence(of: system, self).isIn(id, self)
        }
    }

    /// Whether somebody other than who acts said last whose a file is, and named this system or account; where the roster
    /// has nobody else, whoever said it.
    func isVouched(_ item: CustodyItem, as target: Target, in context: DecisionContext) -> Bool {
        let organisation = context.organisation
        let isAlone = !Witnesses(organisation).hasOther(than: [organisation.name(of: context.actor)])
        func counts(_ stamp: Stamp) -> Bool { isAlone || !organisation.isSamePerson(stamp.actor, context.actor) }
        func isMeant(_ name: String) -> Bool {
            switch target.kind {
            case .system: isNamed(name, target.name)
            case .account: PlainName.folded(VisibleName.read(name)) == PlainName.folded(target.name)
            }
        }
        guard let said = item.statements.last(where: { $0.fact.field == .hostname }),
            case .known(let names) = said.fact.stated
        else { return counts(item.began) && item.sealed.host.map(isMeant) == true }
        return counts(said.stamp) && names.contains(where: isMeant)
    }
}
