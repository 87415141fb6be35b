import Vocabulary

extension Gate {
    /// Evidence is always with somebody, and the log of it is whole.
    static let custody = Gate(
        id: "GATE-CUSTODY",
        statement:
            "Evidence is used when its log is whole: what identifies it, who handled it, when, where it is kept, "
            + "every transfer signed by both parties, and its hash still that of the sealing.",
        citation: "NIST SP 800-61r2 section 3.3.2",
        guards: [.useEvidence],
        override: .never(instead: "a field that cannot be had is stated as unknown, with the reason"),
        missing: { facts in
            guard let id = facts.step.evidence else { return [] }
            guard let item = facts.incident.custody.items[id] else {
                return [
                    MissingFact(
                        "evidence \(id)", "evidence \(id) in this case: cordon evidence add \(facts.caseID) PATH")
                ]
            }
            return identification(item, facts) + handlers(item, facts) + holder(item, facts) + integrity(item, facts)
        },
        warnings: { facts in
            guard let item = facts.step.evidence.flatMap({ facts.incident.custody.items[$0] }) else { return [] }
            let days = facts.policy.custodyCheckDays
            let last = item.checks.last?.time ?? item.began.time
            guard last < facts.now.advanced(bySeconds: Int64(-days) * 86_400) else { return [] }
            return ["\(item.sealed.id) was hashed last at \(last), more than \(days) days ago"]
        })

    private static func short(_ item: CustodyItem) -> String { String(item.sealed.id.hex.prefix(Case.fewestDigits)) }

    private static func identification(_ item: CustodyItem, _ facts: GateFacts) -> [MissingFact] {
        IdentifyingField.allCases.filter { item.stated($0) == nil }.map { field in
            MissingFact(
                "\(field.rawValue) of \(item.sealed.id)",
                "\(field.words) of \(item.sealed.name): cordon evidence custody \(facts.caseID) \(short(item)) "
                    + "--\(field.option) VALUE, or --unknown \(field.option)=REASON")
        }
    }

    private static func handlers(_ item: CustodyItem, _ facts: GateFacts) -> [MissingFact] {
        var seen: Set<Principal> = []
        return item.handlings.compactMap { handling in
            let fields = facts.incident.custody.details(of: handling).missing.map(\.rawValue)
            guard !fields.isEmpty, seen.insert(handling.stamp.actor).inserted else { return nil }
            let name = facts.organisation.name(of: handling.stamp.actor)
            return MissingFact(
                "handler \(name)",
                "\(fields.joined(separator: ", ")) of \(name), who handled it: cordon staff roster add --help, then cordon "
                    + "evidence custody \(facts.caseID) \(ShellWord.option("--handler", name)), or with --unknown "
                    + "\(fields[0])=REASON")
        }
    }

    private static func holder(_ item: CustodyItem, _ facts: GateFacts) -> [MissingFact] {
        let transfer = "cordon evidence transfer \(facts.caseID)"
        if let pending = item.pendingTransfer, let taker = facts.incident.custody.transfers[pending]?.taker {
            return [
                MissingFact(
                    "transfer \(pending)", "the signature of \(taker): \(transfer) --accept \(pending), by \(taker)")
            ]
        }
        guard let person = facts.organisation.person(of: item.holder) else { return [] }
        if person.kind == .human, !person.isEnabled {
            return [
                MissingFact(
                    "holder of \(item.sealed.id)",
                    "somebody who has it, for it is with \(person.name), who is no longer there: \(transfer) \(short(item)) "
                        + "--to NAME --location PLACE --reason TEXT, by a lead or deputy")
            ]
        }
        guard person.kind != .human else { return [] }
        return [
            MissingFact(
                "holder of \(item.sealed.id)",
                "a person who has it, for it is with the \(person.kind.rawValue) account \(person.name): \(transfer) "
                    + "\(short(item)) --to NAME --location PLACE --reason TEXT, by a lead or deputy")
        ]
    }

    private static func integrity(_ item: CustodyItem, _ facts: GateFacts) -> [MissingFact] {
        if item.isDestroyed {
            return [MissingFact("evidence \(item.sealed.id)", "\(item.sealed.name), which was destroyed")]
        }
        guard let problem = item.checks.last?.problem else { return [] }
        return [
            MissingFact(
                "hash of \(item.sealed.id)",
                "\(item.sealed.name) as it was sealed; hashed last it was not: \(problem). Once the file is restored: "
                    + "cordon evidence verify \(facts.caseID) --record")
        ]
    }
}
