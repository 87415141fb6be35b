import Vocabulary

/// Whose a file is, and of when, as far as people and its records say.
extension Case {
    /// What reading a sealed file gave, and the files inside of it.
    func readings(of id: EvidenceID) -> [EvidenceReading] {
        [readings[id]].compactMap(\.self) + (entries[id] ?? []).compactMap(\.reading)
    }

    /// The newest record that a file, or a file inside of it, was found to hold, and that is no later than its sealing:
    /// what is later was written by a clock that is wrong.
    func newestRecord(of item: CustodyItem) -> Timestamp? {
        readings(of: item.sealed.id).compactMap(\.account?.last).filter { $0 <= item.began.time }.max()
    }

    /// Evidence of one system is not made that of another; whose it is that nobody said it of, its records say.
    func requireOrigin(of item: CustodyItem, in target: Target) throws(CaseRefusal) {
        guard target.kind == .system else { return }
        let id = item.sealed.id
        let origins = hosts(of: id)
        guard !origins.isEmpty else { return try requireMention(of: target.name, in: id) }
        guard origins.contains(where: { isNamed($0, target.name) }) else {
            throw .impossible("\(id) is recorded as evidence of \(origins.joined(separator: ", ")), not of \(target)")
        }
    }

    /// Refuses a log that tells of other systems alone. Where a part of it does not say of whom it tells, the whole is
    /// taken at the word of who brings it.
    private func requireMention(of system: String, in id: EvidenceID) throws(CaseRefusal) {
        let logs = readings(of: id).filter { $0.records > 0 }
        let known = logs.compactMap(\.computers)
        guard !logs.isEmpty, known.count == logs.count else { return }
        let names = Set(known.joined()).union((entries[id] ?? []).compactMap(\.host))
        let addresses = systems[system]?.assessment?.addresses ?? []
        let bearing = BearingEvidence(of: system, self).files
        guard !names.contains(where: { isNamed($0, system) || addresses.contains($0) }),
            !logs.contains(where: { bearing.contains($0.evidence) })
        else { return }
        let others = names.sorted().prefix(Self.namesShown).joined(separator: ", ")
        let told = others.isEmpty ? "its records name no computer" : "its records tell of \(others)"
        throw .impossible(
            "\(id) does not bear on \(system), for \(told); if the file is of \(system), say so: "
                + "cordon evidence custody \(self.id) \(id) \(ShellWord.option("--hostname", system))")
    }

    /// Enough for people to see whose a file is.
    private static let namesShown = 5

    /// Refuses a file as a proof of what was seen on a system or account after something was done there.
    func requireShown(
        in evidence: [EvidenceID], on target: Target, since done: Timestamp
    ) throws(CaseRefusal) {
        try requireHeld(evidence)
        for item in evidence.compactMap({ custody.items[$0] }) {
            let newer = "; what was taken since: cordon evidence add \(id) PATH"
            guard item.began.time >= done else {
                throw .impossible(
                    "\(item.sealed.id) was sealed at \(item.began.time), before it was done (\(done)): it shows nothing"
                        + newer)
            }
            if let newest = newestRecord(of: item), newest < done {
                throw .impossible(
                    "the newest record of \(item.sealed.id) is of \(newest), before it was done (\(done)): it shows "
                        + "nothing" + newer)
            }
            try requireOrigin(of: item, in: target)
        }
    }
}

/// What a file preserves that is no image.
extension Case {
    /// The least that a file holds which preserves traces although nothing could be read of it: a block of a file system.
    private static let smallestUnreadInBytes = 4096

    /// Refuses a file of which nothing could be read where it is too small to hold traces, or where nobody but who says
    /// what it preserves has had to do with it.
    func requireContent(of item: CustodyItem, in context: DecisionContext) throws(CaseRefusal) {
        let file = item.sealed
        guard !readings(of: file.id).contains(where: { $0.records > 0 || $0.unread?.heldKind != nil }) else { return }
        guard file.bytes >= Self.smallestUnreadInBytes else {
            throw .impossible(
                "\(file.name) has \(file.bytes) bytes, and nothing could be read of it: it preserves nothing. Other "
                    + "evidence: cordon evidence add \(id) PATH")
        }
        let organisation = context.organisation
        let said = item.statements.filter {
            if $0.fact.field == .hostname, case .known = $0.fact.stated { true } else { false }
        }
        let name = organisation.name(of: context.actor)
        guard Witnesses(organisation).hasOther(than: [name]),
            ([item.began] + said.map(\.stamp)).allSatisfy({ organisation.isSamePerson($0.actor, context.actor) })
        else { return }
        throw .impossible(
            "nothing could be read of \(file.name), and nobody but \(name), who sealed it, says whose it is: somebody else "
                + "says what it preserves, or whose it is: cordon evidence custody \(id) \(file.id) --hostname NAME")
    }
}
