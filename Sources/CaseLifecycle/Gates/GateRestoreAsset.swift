import Vocabulary

extension Gate {
    /// The source of a restored system is clean.
    static let restoreAsset = Gate(
        id: "GATE-RESTORE-ASSET",
        statement: "What a system is restored from was checked for indicators and integrity by somebody other than who "
            + "registered it, and was taken before the first compromise, as far as that is known by then.",
        citation: "CSF 2.0 RC.RP-03; NIST SP 800-61r2 section 3.3.4 (restoring from clean backups)",
        guards: [.restore, .resume, .review, .close],
        override: .owner(longest: .temporary, owing: "restored from an unverified source"),
        isOverridable: { !$0.subject.hasPrefix("infected ") && !$0.subject.hasPrefix("evidence ") },
        missing: { facts in
            let first = facts.incident.earliestCompromise
            var witnesses = Witnesses(facts.organisation)
            if let target = facts.step.target, let item = facts.step.item {
                return distrust(item, for: target.name, first, facts, &witnesses)
            }
            // What stands as restored today: its source is judged by what is known by now. Thousands of systems come from
            // few assets, and nearly all of those are trusted.
            let restorations = facts.incident.recovery.restorations
            var doubtful: Set<AssetID> = []
            for asset in Set(restorations.values.map(\.asset))
            where !distrust(asset.description, for: "", first, facts, &witnesses).isEmpty {
                doubtful.insert(asset)
            }
            guard !doubtful.isEmpty else { return [] }
            return restorations.filter { system, restoration in
                doubtful.contains(restoration.asset) && facts.step.target.map { $0.name == system } ?? true
            }.sorted { $0.key < $1.key }.flatMap { system, restoration in
                distrust(restoration.asset.description, for: system, first, facts, &witnesses)
            }
        },
        warnings: { facts in
            guard let asset = facts.step.item.flatMap(AssetID.init).flatMap({ facts.incident.recovery.asset($0) }),
                let verification = asset.verification
            else { return facts.datesMovedLater + newCheckers(facts) }
            let fresh = KnownIndicators(facts.incident).count - verification.indicatorsKnown
            var witnesses = Witnesses(facts.organisation)
            let author = ownCheck(of: asset, &witnesses)
            return
                (fresh > 0 ? ["\(asset.asset.id) was checked before \(fresh) of the indicators were known"] : [])
                + (author.map { ["\(asset.asset.id) was checked by \($0) alone, who registered it"] } ?? [])
                + facts.datesMovedLater + facts.freshRoles(ofActorOf: verification.stamp)
        })

    /// Who was made a responder in the hour before checking what systems are restored from.
    private static func newCheckers(_ facts: GateFacts) -> [String] {
        let recovery = facts.incident.recovery
        let checks = Set(recovery.restorations.values.map(\.asset)).compactMap {
            recovery.asset($0)?.verification?.stamp
        }
        return facts.freshRoles(ofActorsOf: checks)
    }

    /// Who found clean what the same person had registered; nil where another person looked, or nobody did.
    private static func ownCheck(of asset: AssetRecord, _ witnesses: inout Witnesses) -> String? {
        guard let check = asset.verification, check.result == .clean,
            witnesses.isSame(asset.registered.actor, check.stamp.actor)
        else { return nil }
        return witnesses.name(of: asset.registered.actor)
    }

    /// - Parameter first: The first compromise; nil while it is not known.
    private static func distrust(
        _ item: String, for system: String, _ first: Timestamp?, _ facts: GateFacts, _ witnesses: inout Witnesses
    ) -> [MissingFact] {
        guard let asset = AssetID(item).flatMap({ facts.incident.recovery.asset($0) }) else {
            return [
                MissingFact(
                    "asset \(item) for \(system)",
                    "something to restore \(system) from: cordon recover asset \(facts.caseID) --help", system: system)
            ]
        }
        let id = asset.asset.id
        var missing: [MissingFact] = []
        let check =
            "cordon recover asset \(facts.caseID) --verify \(id) --hash \(asset.asset.sha256) --indicators TEXT "
            + "--integrity TEXT --result clean"
        if asset.verification == nil {
            missing.append(
                MissingFact(
                    "check of \(id) for \(system)", "the check of \(id) for indicators and integrity: \(check)",
                    system: system))
        }
        if let author = ownCheck(of: asset, &witnesses), witnesses.hasOther(than: [author]) {
            missing.append(
                MissingFact(
                    "own check of \(id) for \(system)",
                    "the check of \(id) by somebody other than \(author), who registered it: \(check)", system: system))
        }
        if asset.isInfected {
            missing.append(
                MissingFact(
                    "infected \(id) for \(system)",
                    "something else to restore \(system) from, for \(id) was found infected: "
                        + "cordon recover asset \(facts.caseID) --help", system: system))
        }
        if let reason = facts.incident.whyNoSource(asset.asset.sha256) {
            missing.append(
                MissingFact(
                    "evidence \(id) for \(system)",
                    "something else to restore \(system) from than \(id): \(reason): "
                        + "cordon recover asset \(facts.caseID) --help", system: system))
        }
        if first.map({ asset.asset.takenAt >= $0 }) ?? true {
            missing.append(
                MissingFact(
                    "date of \(id) for \(system)",
                    first.map {
                        "an asset taken before the first compromise (\($0)); \(id) is of \(asset.asset.takenAt)"
                    }
                        ?? "the time of the first compromise, to tell what is older: cordon recover since \(facts.caseID) "
                        + "\(ShellWord.quoted(system)) --at TIME --reason TEXT", system: system))
        }
        return missing
    }
}
