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

    /// Evidence of one system is not made that of another. Whose it is its records say; where they do not, people do.
    func requireOrigin(
        of item: CustodyItem, in target: Target, _ context: DecisionContext
    ) throws(CaseRefusal) {
        guard target.kind == .system else { return }
        let id = item.sealed.id
        switch authorship(of: id, by: target.name) {
        case .own: return
        case .untold:
            let origins = saidHosts(of: id)
            guard !origins.isEmpty else { return try requireMention(of: target.name, in: id) }
            guard origins.contains(where: { isNamed($0, target.name) }) else {
                throw .impossible(
                    "\(id) is recorded as evidence of \(origins.joined(separator: ", ")), not of \(target)")
            }
        case .others(let writers):
            let accused = writers.compactMap { writer in
                accusedTargets.first { $0.kind == .system && $0 != target && isNamed(writer, $0.name) }
            }
            // Of another system that is concerned itself it stays, whatever anybody says.
            if accused.count == writers.count, let other = accused.first {
                throw .impossible(
                    "\(id) does not bear on \(target), for its records were written by \(other.name), which is concerned "
                        + "itself. Evidence of \(target): cordon evidence add \(self.id) PATH; where none can be had: cordon "
                        + "evidence waive \(self.id) \(ShellWord.option("--system", target.name)) --reason TEXT")
            }
            guard !isVouched(item, as: target, in: context) else { return }
            throw .impossible(
                "\(id) does not bear on \(target), for its records were written by \(Self.list(writers)). Evidence of "
                    + "\(target): cordon evidence add \(self.id) PATH; where that is another name of \(target), somebody "
                    + "else than \(context.organisation.name(of: context.actor)) says so: "
                    + hostnameCommand(id, target.name) + "; where no evidence can be had: cordon evidence waive "
                    + "\(self.id) \(ShellWord.option("--system", target.name)) --reason TEXT")
        }
    }

    /// Refuses a log that does not say of whom it tells, and on which nothing rests that is known of the system. What was
    /// read by a release that did not say who wrote a log is taken where it names the system.
    private func requireMention(of system: String, in id: EvidenceID) throws(CaseRefusal) {
        let logs = readings(of: id).filter { $0.records > 0 }
        guard !logs.isEmpty, !BearingEvidence(of: system, self).isIn(id, self) else { return }
        let names = logs.filter { $0.writers == nil }.map(\.computers)
        let addresses = systems[system]?.assessment?.addresses ?? []
        guard names.allSatisfy({ $0 != nil }),
            !names.compactMap(\.self).joined().contains(where: { isNamed($0, system) || addresses.contains($0) })
        else { return }
        let others = Set(logs.flatMap { $0.writers?.map(\.host) ?? $0.computers ?? [] }).sorted()
        let told = others.isEmpty ? "its records name no computer" : "its records tell of \(Self.list(others))"
        throw .impossible(
            "\(id) does not bear on \(system), for \(told); if the file is of \(system), say so: "
                + hostnameCommand(id, system))
    }

    private func hostnameCommand(_ id: EvidenceID, _ name: String) -> String {
        "cordon evidence custody \(self.id) \(id) \(ShellWord.option("--hostname", name))"
    }

    /// An account is preserved by what the case knows of it, or by what a second person says to be its record, such as an
    /// export of a directory.
    func requireBearing(
        of item: CustodyItem, onAccount name: String, _ context: DecisionContext
    ) throws(CaseRefusal) {
        let id = item.sealed.id
        let bearing = BearingEvidence(ofAccount: name, self)
        guard !bearing.isIn(id, self), !isVouched(item, as: .account(name), in: context) else { return }
        let account = Target.account(name)
        let known = evidence.map(\.id).first { bearing.isIn($0, self) && custody.isIntact($0) }.map {
            ", as this does: cordon evidence preserve \(self.id) \(ShellWord.option("--account", name)) --kind logs "
                + "--evidence \($0.hex.prefix(Self.fewestDigits))"
        }
        throw .impossible(
            "nothing that is known of \(account) rests on \(id)\(known ?? ""); where the file is its record, somebody else "
                + "than \(context.organisation.name(of: context.actor)) says so: " + hostnameCommand(id, name))
    }

    private static func list(_ names: [String]) -> String { names.prefix(namesShown).joined(separator: ", ") }

    /// Enough for people to see whose a file is.
    private static let namesShown = 5

    /// Refuses a file as a proof of what was seen on a system or account after something was done there.
    func requireShown(
        in evidence: [EvidenceID], on target: Target, since done: Timestamp, _ context: DecisionContext
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
            try requireOrigin(of: item, in: target, context)
        }
    }
}
