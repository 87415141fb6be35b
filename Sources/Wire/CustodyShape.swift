package import CaseLifecycle
import Vocabulary

/// One evidence item and its chain of custody, as `cordon evidence custody` prints it.
package struct CustodyShape: Encodable {
    struct StatedShape: Encodable {
        /// Empty where it is not known.
        let values: [String]
        @OrNull var unknown: String?

        init(_ stated: Stated) {
            switch stated {
            case .known(let values):
                self.values = values
                unknown = nil
            case .unknown(let reason):
                values = []
                unknown = reason
            }
        }
    }

    /// The fields of NIST SP 800-61r2 section 3.3.2; null for one that nobody has stated.
    struct IdentificationShape: Encodable {
        @OrNull var location: StatedShape?
        @OrNull var serialNumber: StatedShape?
        @OrNull var modelNumber: StatedShape?
        @OrNull var hostname: StatedShape?
        @OrNull var macAddresses: StatedShape?
        @OrNull var ipAddresses: StatedShape?
    }

    struct HandlerShape: Encodable {
        let account: String
        @OrNull var actingAs: String?
        @OrNull var name: StatedShape?
        @OrNull var title: StatedShape?
        @OrNull var phone: StatedShape?
    }

    struct HandlingShape: Encodable {
        /// When it was done, in the zone in which it was said; the moment of entering where nothing else was said.
        let time: String
        let entered: String
        let handler: HandlerShape
        let text: String
        let storage: String
    }

    struct TransferShape: Encodable {
        let id: String
        let from: String
        let to: String
        let offered: String
        @OrNull var accepted: String?
        @OrNull var withdrawn: String?
        let storage: String
        @OrNull var reason: String?
    }

    struct CheckShape: Encodable {
        let time: String
        let ok: Bool
        @OrNull var problem: String?
    }

    struct HoldShape: Encodable {
        let reason: String
        let placed: String
        let by: String
        @OrNull var lifted: String?
        @OrNull var liftedBy: String?
    }

    struct RetentionShape: Encodable {
        let until: String
        let reason: String
        let decided: String
        let by: String
    }

    /// The certificate of a destruction, once `removed` says when the bytes went.
    struct DestructionShape: Encodable {
        let method: String
        let reason: String
        let requested: String
        let requestedBy: String
        @OrNull var witnessed: String?
        @OrNull var witness: String?
        @OrNull var removed: String?
        /// Cases that keep the file.
        let keptFor: [String]
        @OrNull var problem: String?

        init(_ destruction: Destruction, _ organisation: Organisation) {
            method = destruction.method
            reason = destruction.reason
            requested = destruction.requested.time.description
            requestedBy = organisation.name(of: destruction.requested.actor)
            witnessed = destruction.confirmed?.time.description
            witness = destruction.confirmed.map { organisation.name(of: $0.actor) }
            removed = destruction.removal?.time.description
            keptFor = destruction.removal?.keptFor.map(\.description) ?? []
            problem = destruction.removal?.problem
        }
    }

    let sha256: String
    let name: String
    let bytes: Int
    let holder: String
    let storage: String
    let identification: IdentificationShape
    let handlings: [HandlingShape]
    let transfers: [TransferShape]
    let checks: [CheckShape]
    let holds: [HoldShape]
    @OrNull var retention: RetentionShape?
    @OrNull var destruction: DestructionShape?
    /// Certificates of times before, when the same bytes had been destroyed and were found again.
    let formerDestructions: [DestructionShape]
    /// The system or account whose traces it keeps.
    let preserves: [String]
    /// What the custody log lacks before the item can be used as evidence; empty when it is whole.
    let missing: [String]

    package init(_ item: CustodyItem, of incident: Case, in context: DecisionContext) {
        let organisation = context.organisation
        sha256 = item.sealed.id.hex
        name = item.sealed.name
        bytes = item.sealed.bytes
        holder = organisation.name(of: item.holder)
        storage = item.location
        func stated(_ field: IdentifyingField) -> StatedShape? { item.stated(field).map(StatedShape.init) }
        identification = IdentificationShape(
            location: stated(.location), serialNumber: stated(.serialNumber), modelNumber: stated(.modelNumber),
            hostname: stated(.hostname), macAddresses: stated(.macAddresses), ipAddresses: stated(.ipAddresses))
        handlings = item.handlings.map { handling in
            let details = incident.custody.details(of: handling)
            return HandlingShape(
                time: handling.happened?.description ?? handling.stamp.time.description,
                entered: handling.stamp.time.description,
                handler: HandlerShape(
                    account: handling.stamp.actor.account, actingAs: handling.stamp.actor.actingAs,
                    name: details.name.map(StatedShape.init), title: details.title.map(StatedShape.init),
                    phone: details.phone.map(StatedShape.init)),
                text: handling.text, storage: handling.location)
        }
        transfers = incident.custody.transfers(of: item.sealed.id).map { transfer in
            TransferShape(
                id: transfer.id.description, from: organisation.name(of: transfer.offered.actor), to: transfer.taker,
                offered: transfer.offered.time.description, accepted: transfer.accepted?.time.description,
                withdrawn: transfer.withdrawn?.time.description, storage: transfer.location, reason: transfer.reason)
        }
        checks = item.checks.map { CheckShape(time: $0.time.description, ok: $0.problem == nil, problem: $0.problem) }
        holds = item.holds.map { hold in
            HoldShape(
                reason: hold.reason, placed: hold.placed.time.description, by: organisation.name(of: hold.placed.actor),
                lifted: hold.lifted?.time.description, liftedBy: hold.lifted.map { organisation.name(of: $0.actor) })
        }
        retention = item.retentions.last.map { retention in
            RetentionShape(
                until: retention.until.description, reason: retention.reason,
                decided: retention.decided.time.description, by: organisation.name(of: retention.decided.actor))
        }
        destruction = item.destruction.map { DestructionShape($0, organisation) }
        formerDestructions = item.formerDestructions.map { DestructionShape($0, organisation) }
        preserves = item.preserves.sorted().map(\.description)
        missing = incident.unmetGates(for: Step(.useEvidence, evidence: item.sealed.id), in: context)
            .flatMap(\.missing)
    }
}

/// What of one system or account is preserved, as `cordon evidence preserve` prints it.
package struct PreservationShape: Encodable {
    struct ItemShape: Encodable {
        let kind: String
        let sha256: String
        let acquired: String
        let collector: String
    }

    let target: String
    let preserved: [ItemShape]
    let missing: [String]
    /// The override under which the traces may be destroyed without evidence right now.
    @OrNull var waivedUnder: String?
    /// The traces were destroyed without evidence, under an override.
    let givenUp: Bool

    package init(_ target: Target, of incident: Case, in context: DecisionContext) {
        self.target = target.description
        preserved = incident.preservations(of: target).map { preservation in
            ItemShape(
                kind: preservation.kind.rawValue, sha256: preservation.evidence.hex,
                acquired: preservation.acquired.description,
                collector: context.organisation.name(of: preservation.collector.actor))
        }
        missing = incident.missingPreservation(of: target, at: context.now).map(\.text)
        waivedUnder = incident.waiver(of: target, at: context.now)?.id.description
        givenUp = incident.wasGivenUp(target)
    }
}
