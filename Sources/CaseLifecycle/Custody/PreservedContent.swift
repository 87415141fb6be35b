import Vocabulary

/// What a file preserves that is no image.
extension Case {
    /// The least that a file holds which preserves traces although nothing could be read of it: a block of a file system.
    private static let smallestUnreadInBytes = 4096

    /// Refuses a file that shows nothing of the time of the intrusion, and one that is too small to hold traces where the
    /// case holds more.
    func requireContent(of item: CustodyItem, in target: Target, _ context: DecisionContext) throws(CaseRefusal) {
        let read = readings(of: item.sealed.id)
        // What was read by a release that did not say which time the records span, or who wrote them, is taken as it is.
        let dated = read.filter { $0.records > 0 && ($0.account == nil || $0.account?.last != nil) }
        guard !dated.isEmpty else {
            return try requireUnread(item, in: target, context)
        }
        let newest = dated.contains { $0.account == nil } ? nil : dated.compactMap(\.account?.last).max()
        if let start = earliestCompromise, let newest, newest < start {
            throw .impossible(
                "the newest record of \(item.sealed.name) is of \(newest), before the first compromise of the case "
                    + "(\(start)): it shows nothing of it; where there was an earlier one: cordon recover since \(id) "
                    + "SYSTEM --at TIME --reason TEXT")
        }
        if target.kind == .system, dated.reduce(0, { $0 + $1.records }) < Self.fewRecords {
            try requireBest(item, of: target)
            let isOfBefore = dated.contains { $0.writers == nil }
            guard !isOfBefore, !isOwn(item.sealed.id, of: target.name) else { return }
            try requireSecond(item, "few records say nothing of who wrote them", in: context)
        }
    }

    /// A line or two are taken of a system only where the case holds no log of it.
    private func requireBest(_ item: CustodyItem, of target: Target) throws(CaseRefusal) {
        guard preservations(of: target).isEmpty else { return }
        let loss = custody.losses[target]?.first
        let better = evidence.map(\.id).first { id in
            id != item.sealed.id && custody.isIntact(id)
                && readings(of: id).contains { $0.records >= Self.fewRecords && $0.writers != nil }
                && loss.map { custody.items[id]?.began.time ?? $0 < $0 } != false
                && authorship(of: id, by: target.name) == .own
        }
        guard let better else { return }
        throw .impossible(
            "\(item.sealed.name) has few records, and the case holds more of \(target): cordon evidence preserve \(id) "
                + "\(ShellWord.option("--system", target.name)) --kind logs --evidence "
                + "\(better.hex.prefix(Self.fewestDigits))")
    }

    /// Refuses a file without any record of a time where it is too small to hold traces, or where nobody but who says what
    /// it preserves has had to do with it.
    private func requireUnread(
        _ item: CustodyItem, in target: Target, _ context: DecisionContext
    ) throws(CaseRefusal) {
        let file = item.sealed
        try requireSubstance(file)
        let read = readings(of: file.id)
        let isRead = read.contains { $0.records > 0 }
        // A collection that names the system says itself whose it is.
        if !isRead, target.kind == .system, case .own = authorship(of: file.id, by: target.name) { return }
        let nothing = isRead ? "no record of it has a time" : "nothing could be read of it"
        if read.compactMap(\.unread?.heldKind).contains(where: \.bearsTraces) {
            return try requireSecond(item, nothing, in: context)
        }
        guard file.bytes >= Self.smallestUnreadInBytes else {
            throw .impossible(
                "\(file.name) has \(file.bytes) bytes, and \(nothing): it preserves nothing. Other "
                    + "evidence: cordon evidence add \(id) PATH")
        }
        try requireSecond(item, nothing, in: context)
    }

    /// Refuses a file that tells little where it was one person's alone who says what it preserves.
    func requireSecond(_ item: CustodyItem, _ little: String, in context: DecisionContext) throws(CaseRefusal) {
        let file = item.sealed
        let organisation = context.organisation
        let said = item.statements.filter {
            if $0.fact.field == .hostname, case .known = $0.fact.stated { true } else { false }
        }
        let name = organisation.name(of: context.actor)
        guard Witnesses(organisation).hasOther(than: [name]),
            ([item.began] + said.map(\.stamp)).allSatisfy({ organisation.isSamePerson($0.actor, context.actor) })
        else { return }
        throw .impossible(
            "of \(file.name), \(little), and nobody but \(name), who sealed it, says whose it is: somebody else "
                + "says what it preserves, or whose it is: cordon evidence custody \(id) \(file.id) --hostname NAME")
    }
}
