import Vocabulary

extension Gate {
    /// A part is contained only when waiting is worse, and nobody takes it for the whole.
    static let emergency = Gate(
        id: "GATE-EMERGENCY",
        statement:
            "A part, never the whole, is contained only with evidence of harm to it, with everything left out named, and with a second "
            + "person's word within 4 hours; the rest follows.",
        citation: "NIST SP 800-61r2 section 3.3.1 (partial containment); CSF 2.0 RS.MI-01",
        guards: [.containPart, .eradicate],
        override: .never(instead: "this is the way around the others: cordon contain go CASE --emergency --help"),
        missing: { facts in
            switch (facts.step.kind, facts.claims.emergency) {
            case (.eradicate, _): unconfirmed(facts, isOver: false) + unfinished(facts)
            case (_, let claim?): said(claim, facts) + unconfirmed(facts, isOver: true)
            // What an emergency still owes, when somebody wants to settle its debt.
            case (_, nil): unfinished(facts) + unseen(facts)
            }
        },
        warnings: { facts in
            let late = facts.incident.containment.orders.filter(\.isConfirmedLate).map { order in
                "emergency order \(order.number) was confirmed late"
                    + (order.confirmation.map { " by \(facts.organisation.name(of: $0.actor)), on \($0.time)" } ?? "")
                    + "; it was due by \(order.confirmationDue)"
            }
            guard let claim = facts.claims.emergency else { return late }
            let count = facts.incident.containment.orders.count(where: \.isEmergency)
            let again = count > 0 ? ["emergency number \(count + 1) of this case"] : []
            let critical = claim.targets.filter(facts.incident.isTierZero).map { "\($0) is of tier 0" }
            let elsewhere = facts.otherCases.map(\.warning)
            return late + again + critical + elsewhere + claim.unrelated(in: facts.incident)
                + claim.unexamined(in: facts.incident)
        })

    private static func said(_ claim: EmergencyClaim, _ facts: GateFacts) -> [MissingFact] {
        var missing: [MissingFact] = []
        if !Text.answers(claim.emergency.reason) { missing.append(MissingFact("reason", "a reason: --reason TEXT")) }
        if claim.emergency.impact.isEmpty {
            missing.append(
                MissingFact("impact", "a finding or record that shows the harm: --impact F-1, or <sha256>#<record>"))
        }
        missing += claim.emergency.impact.compactMap { reference in
            facts.incident.objection(to: reference, containing: claim.targets).map {
                MissingFact("impact \(reference)", $0)
            }
        }
        let open = claim.targets.filter { facts.incident.responseState(of: $0) < .isolating }
        if open.isEmpty { missing.append(MissingFact("targets", "something to contain that is not: --only NAME")) }
        missing += claim.targets.compactMap { target in
            let verdict = facts.incident.verdict(of: target)
            guard verdict != .confirmed, !verdict.isSuspected else { return nil }
            return MissingFact("verdict \(target)", "a verdict on \(target): confirm or suspect it first")
        }
        if !claim.leftOut.isEmpty, !Text.answers(claim.emergency.leftOutReason ?? "") {
            missing.append(MissingFact("left out reason", "why the rest is left out: --left-out-reason TEXT"))
        }
        return missing + leftOut(claim, facts)
    }

    /// What is left out is what is confirmed, suspected or not judged, not contained by this order, and by no order
    /// before.
    private static func leftOut(_ claim: EmergencyClaim, _ facts: GateFacts) -> [MissingFact] {
        let rest = facts.incident.confirmedTargets.union(facts.incident.suspectedTargets)
            .union(facts.incident.scopeIndex.unsettled).subtracting(claim.targets)
            .filter { facts.incident.responseState(of: $0) < .isolating }
        let named = Set(claim.leftOut)
        guard !rest.isEmpty || !named.isEmpty else {
            return [
                MissingFact(
                    "part",
                    "a part: this order leaves nothing out, and to contain everything that is known is ordinary containment: "
                        + "cordon contain go \(facts.caseID)")
            ]
        }
        return rest.subtracting(named).sorted().map {
            MissingFact(
                "left out \($0)",
                "\($0), knowingly left out: "
                    + ShellWord.option($0.kind == .system ? "--left-out" : "--left-out-account", $0.name))
        }
            + named.subtracting(rest).sorted().map {
                MissingFact("left out \($0)", "a list without \($0), which is not left out by this order")
            }
    }

    /// - Parameter isOver: Only those whose time for a second person is over.
    private static func unconfirmed(_ facts: GateFacts, isOver: Bool) -> [MissingFact] {
        facts.incident.containment.orders.filter {
            $0.isEmergency && !$0.isConfirmed(in: facts.organisation) && (!isOver || facts.now >= $0.confirmationDue)
        }.map { order in
            MissingFact(
                "confirmation of order \(order.number)",
                "a second person's word on emergency order \(order.number), due at \(order.confirmationDue): "
                    + "cordon contain confirm \(facts.caseID)")
        }
    }

    private static func unfinished(_ facts: GateFacts) -> [MissingFact] {
        facts.incident.containment.openEmergencies.map { order in
            let left =
                order.allLeftOut.isEmpty
                ? "" : "; left out: \(order.allLeftOut.map(\.description).joined(separator: ", "))"
            return MissingFact(
                "rest of order \(order.number)",
                "the order for the whole set, after emergency order \(order.number) for a part\(left): "
                    + "cordon contain go \(facts.caseID)")
        }
    }

    private static func unseen(_ facts: GateFacts) -> [MissingFact] {
        facts.incident.targetIndex.targets(.unseen).sorted().map { target in
            MissingFact("unverified \(target)", "the observation that \(target) is contained")
        }
    }
}

extension Case {
    /// Why something that somebody names as evidence of harm is none; nil where it may be.
    ///
    /// - Parameter targets: What is to be contained: harm elsewhere is no reason to contain it.
    fileprivate func objection(to reference: String, containing targets: [Target]) -> String? {
        if containment.orders.contains(where: { $0.emergency?.impact.contains(reference) == true }) {
            return
                "other evidence than \(reference), which an earlier emergency rests on: harm that goes on leaves more"
        }
        if let id = FindingID(reference) {
            guard findings.indices.contains(id.number - 1) else { return "a finding of this case; \(id) is none" }
            let host = findings[id.number - 1].sighting.host
            guard let system = try? known(.system(host)),
                verdict(of: system) == .confirmed || verdict(of: system).isSuspected
            else { return "a finding on a system that is confirmed or suspected; \(id) is on \(host)" }
            return shows([host], findings[id.number - 1].sighting.evidence, targets)
                ? nil : "a finding on a system that this order contains; \(id) is on \(host)"
        }
        guard let record = EvidenceReference(reference), let reading = readings[record.evidence],
            record.record < reading.records
        else { return "a finding (F-1) or a record (<sha256>#<record>) of this case; \(reference) is neither" }
        let hosts = origins(of: record)
        guard hosts.count < 2 || findings.contains(where: { $0.sighting.evidence.contains(record) }) else {
            return
                "a finding, or a record of a file of one system; \(reference) is of a file of \(hosts.joined(separator: ", "))"
        }
        guard !hosts.isEmpty else {
            return "whose record \(reference) is: cordon evidence custody \(id) "
                + "\(record.evidence.hex.prefix(Self.fewestDigits)) --hostname NAME"
        }
        return shows(hosts, [record], targets)
            ? nil
            : "a record of a system that this order contains; \(reference) is of \(hosts.joined(separator: ", "))"
    }

    /// Whether one of these is a system to be contained, or what is known of an account to be contained rests on one of the
    /// records.
    private func shows(_ hosts: [String], _ records: [EvidenceReference], _ targets: [Target]) -> Bool {
        targets.isEmpty || hosts.contains { host in (try? known(.system(host))).map(targets.contains) ?? false }
            || targets.contains { target in
                guard target.kind == .account, let known = accounts[target.name]?.assessment else { return false }
                return !Set(known.evidence).isDisjoint(with: records)
            }
    }

    /// Whose a finding or record is, each system once.
    func hosts(of support: Support) -> [String] {
        switch support {
        case .finding(let id):
            findings.indices.contains(id.number - 1) ? distinct([findings[id.number - 1].sighting.host]) : []
        case .record(let record): origins(of: record)
        }
    }

    /// Whose record it is, each system once: by the findings that rest on it, or by what is recorded of its file.
    private func origins(of record: EvidenceReference) -> [String] {
        let found = findings.filter { $0.sighting.evidence.contains(record) }.map(\.sighting.host)
        guard found.isEmpty, let item = custody.items[record.evidence] else { return distinct(found) }
        var origins = [item.sealed.host].compactMap(\.self)
        if case .known(let names) = item.stated(.hostname) { origins += names }
        origins += item.preserves.filter { $0.kind == .system }.map(\.name).sorted()
        // Where all its records say who wrote them, and it was one, nobody has to say it.
        if origins.isEmpty, let writers = readings[record.evidence]?.writers, writers.count == 1 {
            origins = writers.map(\.host)
        }
        return distinct(origins)
    }

    /// The names by which the case knows these systems: what is said twice of one system speaks of one.
    private func distinct(_ hosts: [String]) -> [String] {
        var names: [String] = []
        for host in hosts {
            let name = (try? known(.system(host)))?.name ?? host
            if !names.contains(name) { names.append(name) }
        }
        return names
    }
}

extension EmergencyClaim {
    /// Findings that do not look like what they are said to show, in words. The second person decides.
    fileprivate func unrelated(in incident: Case) -> [String] {
        let techniques = emergency.kind.techniques
        return emergency.impact.compactMap { reference in
            guard let id = FindingID(reference), incident.findings.indices.contains(id.number - 1) else { return nil }
            let finding = incident.findings[id.number - 1]
            if techniques.isEmpty {
                return
                    "that \(id), \(finding.sighting.rule.title), shows \(emergency.kind.rawValue) is the word of who orders"
            }
            return finding.names(oneOf: techniques)
                ? nil : "\(id) names no technique of \(emergency.kind.rawValue)"
        }
    }
}

extension EmergencyClaim {
    /// Records that no finding rests on, in words: that they show harm is the word of who orders.
    fileprivate func unexamined(in incident: Case) -> [String] {
        let bare = emergency.impact.filter { reference in
            guard let record = EvidenceReference(reference) else { return false }
            return !incident.findings.contains { $0.sighting.evidence.contains(record) }
        }
        return bare.map { "no finding rests on \($0): whoever confirms looks at it" }
    }
}

extension Finding {
    /// Whether its rule is tagged with a technique of ATT&CK, or a sub-technique of one.
    ///
    /// - Parameter techniques: In small letters.
    func names(oneOf techniques: [String]) -> Bool {
        sighting.rule.tags.contains { tag in
            let tag = tag.lowercased()
            return techniques.contains { tag.hasPrefix("attack.\($0)") }
        }
    }
}

extension ContainmentOrder.Emergency.Kind {
    /// ATT&CK techniques that are this kind of harm; none where any evidence may show it.
    var techniques: [String] {
        switch self {
        case .encryption: ["t1486", "t1490"]
        case .wiper: ["t1485", "t1561", "t1490", "t1495"]
        case .massExfiltration: ["t1041", "t1048", "t1567", "t1537", "t1020", "t1030", "t1560"]
        case .domainControllerDestruction: ["t1485", "t1561", "t1490", "t1489", "t1531", "t1529"]
        case .actorAlerted: []
        }
    }
}
