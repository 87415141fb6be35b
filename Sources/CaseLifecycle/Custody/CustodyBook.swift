package import Vocabulary

/// The chain of custody of a case's evidence, and what of each system was preserved.
package struct CustodyBook: Hashable, Sendable, Codable {
    package private(set) var items = CustodyItems()
    /// Kept as it changes: looking through 10,000 files takes longer than deciding.
    private var damagedItems: Set<EvidenceID> = []
    private var destroyedItems: Set<EvidenceID> = []
    package private(set) var transfers: [TransferID: CustodyTransfer] = [:]
    /// What was recorded of each person who handled evidence, the latest last.
    package private(set) var handlers: [Principal: [HandlerDetails]] = [:]
    package private(set) var preservations: [Target: [Preservation]] = [:]
    /// When something was done to systems and accounts that destroys traces.
    package private(set) var losses: [Target: TraceLoss] = [:]

    var nextTransfer: TransferID { TransferID(number: transfers.count + 1) }

    /// Where the vault of the program is, as custody logs call it.
    static let vault = "evidence vault of Cordon"

    /// Items whose bytes were not those that were sealed when they were hashed last, in the order of their hashes.
    var damaged: [CustodyItem] { damagedItems.sorted().compactMap { items[$0] } }

    /// Whether all bytes that were sealed are there, as far as is known, and are what was sealed.
    var isWhole: Bool { damagedItems.isEmpty && destroyedItems.isEmpty }

    /// Whether the bytes of an item are there, as far as is known, and are what was sealed.
    package func isIntact(_ id: EvidenceID) -> Bool {
        items.holds(id) && !damagedItems.contains(id) && !destroyedItems.contains(id)
    }

    /// Whether an item may be what a gate stands on: its bytes are what was sealed, it is on its way to nobody, and, where it
    /// was destroyed and found again, it is said anew what it is.
    func isUsable(_ id: EvidenceID) -> Bool {
        guard isIntact(id), let item = items[id], item.pendingTransfer == nil else { return false }
        return item.formerDestructions.isEmpty || IdentifyingField.allCases.allSatisfy { item.stated($0) != nil }
    }

    /// Whether every item may be what a gate stands on, as far as that can be told at a glance.
    var isUsable: Bool { isWhole && !transfers.values.contains(where: \.isPending) }

    /// The transfers of an item, in their order.
    package func transfers(of id: EvidenceID) -> [CustodyTransfer] {
        items[id]?.transfers.compactMap { transfers[$0] } ?? []
    }

    /// Who a handler was: what was recorded of that person by then. What was missing then is taken from what was recorded
    /// first afterwards.
    package func details(of handling: CustodyItem.Handling) -> HandlerDetails {
        let recorded = handlers[handling.stamp.actor] ?? []
        var details =
            handling.detailsRecorded > 0 && handling.detailsRecorded <= recorded.count
            ? recorded[handling.detailsRecorded - 1] : HandlerDetails()
        for later in recorded.dropFirst(handling.detailsRecorded) {
            details.name = details.name ?? later.name
            details.title = details.title ?? later.title
            details.phone = details.phone ?? later.phone
        }
        return details
    }

    /// Custody begins with the sealing. It begins again when bytes that were destroyed are found once more: what was done
    /// with them before, how long they were to be kept and the certificate of their end stay in the log, but what they are
    /// is said anew.
    mutating func begin(_ sealed: SealedEvidence, _ stamp: Stamp) {
        let former = items[sealed.id]
        var item = CustodyItem(
            sealed: sealed, began: stamp, handlings: former?.handlings ?? [], holder: stamp.actor,
            location: sealed.isReferenced == true ? sealed.origin : Self.vault,
            checks: (former?.checks ?? []) + [CustodyItem.Check(time: stamp.time, problem: nil)])
        item.transfers = former?.transfers ?? []
        item.holds = former?.holds ?? []
        item.retentions = former?.retentions ?? []
        item.formerDestructions = (former?.formerDestructions ?? []) + (former?.destruction.map { [$0] } ?? [])
        items[sealed.id] = item
        damagedItems.remove(sealed.id)
        destroyedItems.remove(sealed.id)
        let end = former?.destruction.map { " after it was destroyed (\($0.method))" } ?? ""
        log([sealed.id], "Sealed\(end) as \(sealed.name), from \(sealed.origin)", stamp)
    }

    /// Notes a step that was taken on a system or account, and may have destroyed what it held.
    mutating func observe(step: String, on target: Target?, _ stamp: Stamp) {
        guard let target, [Step.Kind.destroyTraces, .restore].contains(where: { $0.rawValue == step }) else { return }
        observe(lossOf: target, at: stamp.time)
    }

    /// Notes that traces of a system or account were destroyed.
    mutating func observe(lossOf target: Target, at moment: Timestamp) {
        losses[target, default: TraceLoss(first: moment)].note(moment)
    }

    /// Notes how far the response to systems and accounts has come: from eradication on, traces are gone.
    mutating func observe(_ targets: [Target], reached state: ResponseState, _ stamp: Stamp) {
        guard state >= .eradicated else { return }
        for target in targets where losses[target] == nil { losses[target] = TraceLoss(first: stamp.time) }
    }

    /// The intruder, or what he left, was seen on a system or account: that is newer than what was destroyed there.
    mutating func observe(newTracesOn target: Target) { losses[target]?.returned() }

    /// The case is open once more: whatever was destroyed in it, what is found now is newer.
    mutating func reopened() {
        for target in losses.keys { losses[target]?.returned() }
    }

    mutating func apply(_ event: CustodyEvent, _ stamp: Stamp) {
        switch event {
        case .handlerRecorded(let handler, let details): handlers[handler, default: []].append(details)
        case .identified(let evidence, let facts):
            for id in evidence {
                items[id]?.statements += facts.map { CustodyItem.Statement(fact: $0, stamp: stamp) }
            }
        case .handled(let evidence, let text, let location, let happened):
            log(evidence, text, stamp, happened: happened, at: location)
        case .transferOffered(let id, let evidence, let taker, let location, let reason):
            transfers[id] = CustodyTransfer(
                id: id, evidence: evidence, offered: stamp, taker: taker, location: location, reason: reason)
            for item in evidence {
                items[item]?.transfers.append(id)
                items[item]?.pendingTransfer = id
            }
            log(evidence, "Given to \(taker) (\(id)), not yet taken", stamp)
        case .transferAccepted(let id): accept(id, stamp)
        case .transferWithdrawn(let id, let reason):
            transfers[id]?.withdrawn = stamp
            transfers[id]?.withdrawalReason = reason
            for item in transfers[id]?.evidence ?? [] { items[item]?.pendingTransfer = nil }
            log(transfers[id]?.evidence ?? [], "\(id) withdrawn: \(reason)", stamp)
        case .checked(let intact, let damaged):
            for id in intact { items[id]?.checks.append(.init(time: stamp.time, problem: nil)) }
            damagedItems.subtract(intact)
            for found in damaged {
                if items[found.evidence]?.isDestroyed == false { damagedItems.insert(found.evidence) }
                items[found.evidence]?.checks.append(.init(time: stamp.time, problem: found.problem))
            }
        case .held(let evidence, let reason):
            for id in evidence { items[id]?.holds.append(.init(reason: reason, placed: stamp)) }
        case .released(let evidence, _):
            for id in evidence {
                for index in items[id]?.holds.indices ?? 0..<0 where items[id]?.holds[index].lifted == nil {
                    items[id]?.holds[index].lifted = stamp
                }
            }
        case .retained(let evidence, let until, let reason):
            for id in evidence { items[id]?.retentions.append(.init(until: until, reason: reason, decided: stamp)) }
        case .destructionRequested(let evidence, let method, let reason):
            for id in evidence {
                items[id]?.destruction = Destruction(method: method, reason: reason, requested: stamp)
            }
        case .destructionConfirmed(let evidence):
            for id in evidence { items[id]?.destruction?.confirmed = stamp }
            damagedItems.subtract(evidence)
            destroyedItems.formUnion(evidence)
        case .destroyed(let id, let keptFor, let problem):
            items[id]?.destruction?.removal = .init(time: stamp.time, keptFor: keptFor, problem: problem)
        case .preserved(let target, let kind, let evidence, let acquired):
            preservations[target, default: []].append(
                Preservation(kind: kind, evidence: evidence, acquired: acquired, collector: stamp))
            items[evidence]?.preserves.insert(target)
        case .preservationWithdrawn(let target, let evidence):
            preservations[target]?.removeAll { $0.evidence == evidence }
            items[evidence]?.preserves.remove(target)
        }
    }

    private mutating func accept(_ id: TransferID, _ stamp: Stamp) {
        guard let transfer = transfers[id] else { return }
        transfers[id]?.accepted = stamp
        for item in transfer.evidence {
            items[item]?.holder = stamp.actor
            items[item]?.location = transfer.location
            items[item]?.pendingTransfer = nil
        }
        log(transfer.evidence, "Taken over (\(id))", stamp)
    }

    private mutating func log(
        _ evidence: [EvidenceID], _ text: String, _ stamp: Stamp, happened: ZonedTime? = nil, at location: String? = nil
    ) {
        let count = handlers[stamp.actor]?.count ?? 0
        for id in evidence {
            guard var item = items[id] else { continue }
            let place = location ?? item.location
            // What is entered late says where the item was then, not where it is.
            let moment = happened?.time ?? stamp.time
            if item.handlings.allSatisfy({ ($0.happened?.time ?? $0.stamp.time) <= moment }) {
                item.location = place
            }
            item.handlings.append(
                .init(stamp: stamp, happened: happened, text: text, location: place, detailsRecorded: count))
            items[id] = item
        }
    }
}
