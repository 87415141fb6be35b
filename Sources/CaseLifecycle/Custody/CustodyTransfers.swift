import Vocabulary

extension Case {
    func requireHolder(of item: CustodyItem, in context: DecisionContext) throws(CaseRefusal) {
        guard context.organisation.isSamePerson(context.actor, item.holder) else {
            throw .impossible(
                "\(item.sealed.id) is with \(context.organisation.name(of: item.holder)), who alone handles it and gives "
                    + "it on: cordon evidence transfer \(id) \(item.sealed.id.hex.prefix(Self.fewestDigits)) --to NAME "
                    + "--location PLACE, by the holder")
        }
    }

    func offer(
        _ selection: EvidenceSelection, to name: String, location: String, reason: String?, in context: DecisionContext
    ) throws(CaseRefusal) -> CustodyEvent {
        try context.requireHuman(for: "giving evidence")
        let taker = try context.organisation.active(name, as: "the taker")
        let items = try living(selection)
        guard taker.name != context.organisation.name(of: context.actor) else {
            throw .secondPersonNeeded(act: "taking evidence", first: taker.name)
        }
        var isInPlace = false
        for item in items {
            if let pending = item.pendingTransfer {
                throw .impossible(
                    "\(item.sealed.id) is on its way under \(pending): cordon evidence transfer \(id) --accept \(pending), "
                        + "or --withdraw \(pending) --reason TEXT")
            }
            guard !context.organisation.isSamePerson(context.actor, item.holder) else { continue }
            guard !canGive(item.holder, in: context) else {
                try requireHolder(of: item, in: context)
                continue
            }
            isInPlace = true
        }
        if isInPlace {
            try context.require([.lead, .deputy], for: "giving evidence in place of a holder who cannot")
            _ = try Text.reason(reason ?? "", "why the holder does not give it: --reason TEXT")
        }
        return .transferOffered(
            id: custody.nextTransfer, evidence: items.map(\.sealed.id), to: taker.name,
            location: try Text.answer(location, "where the evidence is kept from then on"),
            reason: isInPlace ? reason : nil)
    }

    /// A program's account and somebody who has left sign nothing.
    private func canGive(_ holder: Principal, in context: DecisionContext) -> Bool {
        context.organisation.person(of: holder)?.isActive ?? false
    }

    func accept(_ id: TransferID, in context: DecisionContext) throws(CaseRefusal) -> CustodyEvent {
        let transfer = try pendingTransfer(id)
        try context.requireOther(than: transfer.offered.actor, for: "taking evidence")
        guard let person = context.person, person.isActive, person.isKnown(as: transfer.taker) else {
            throw .impossible(
                "\(id) is for \(transfer.taker), who alone can take it, and not for "
                    + context.organisation.name(of: context.actor))
        }
        _ = try living(.named(transfer.evidence.map(\.hex)))
        return .transferAccepted(id: id)
    }

    func withdraw(
        _ id: TransferID, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> CustodyEvent {
        let transfer = try pendingTransfer(id)
        let isGiver = context.organisation.isSamePerson(context.actor, transfer.offered.actor)
        guard isGiver || context.person?.isKnown(as: transfer.taker) == true else {
            throw .impossible("\(id) is taken back by its giver or turned down by \(transfer.taker), by nobody else")
        }
        return .transferWithdrawn(id: id, reason: try Text.reason(reason))
    }

    private func pendingTransfer(_ id: TransferID) throws(CaseRefusal) -> CustodyTransfer {
        guard let transfer = custody.transfers[id] else { throw .unknownItem("transfer \(id)") }
        guard transfer.isPending else { throw .impossible("transfer \(id) is over") }
        return transfer
    }
}
