import Vocabulary

extension Case {
    func decide(_ command: CustodyCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        let event: CustodyEvent?
        switch command {
        case .sign(let handler, let unknown): return try sign(handler, unknown: unknown, in: context)
        case .identify(let selection, let facts):
            let events = try identify(selection, facts, in: context)
            return events.isEmpty ? [] : signature(in: context) + events
        case .handle(let selection, let text, let location, let happened):
            event = try handle(selection, text: text, location: location, happened: happened, in: context)
        case .offer(let selection, let taker, let location, let reason):
            event = try offer(selection, to: taker, location: location, reason: reason, in: context)
        case .accept(let id): event = try accept(id, in: context)
        case .withdraw(let id, let reason): event = try withdraw(id, reason: reason, in: context)
        case .check(let intact, let damaged): return try check(intact, damaged)
        case .hold(let selection, let reason):
            let reason = try Text.reason(reason)
            let items = try living(selection)
            let free = items.filter { item in !item.holds.contains { $0.lifted == nil && $0.reason == reason } }
            event = free.isEmpty ? nil : .held(evidence: free.map(\.sealed.id), reason: reason)
        case .lift(let selection, let reason):
            try context.require([.legal], for: "lifting a legal hold")
            let items = try living(selection).filter(\.isHeld)
            if let placed = items.flatMap(\.holds).filter({ $0.lifted == nil }).map(\.placed.time).min() {
                try context.requireSettled(.legal, since: placed, for: "lifting a legal hold")
            }
            let held = items.map(\.sealed.id)
            guard !held.isEmpty else { throw .impossible("no legal hold is in force there") }
            event = .released(evidence: held, reason: try Text.reason(reason))
        case .retain(let selection, let until, let reason):
            event = try retain(selection, until: until, reason: reason, in: context)
        case .requestDestruction(let selection, let method, let reason):
            return try requestDestruction(selection, method: method, reason: reason, in: context)
        case .confirmDestruction(let selection): return try confirmDestruction(selection, in: context)
        case .recordDestruction(let id, let keptFor, let problem):
            return try recordDestruction(id, keptFor: keptFor, problem: problem)
        case .preserve(let target, let kind, let evidence, let acquired):
            return try preserve(target, kind, evidence: evidence, acquired: acquired, in: context)
        case .waive(let target, let category, let reason):
            return try waive(target, category, reason: reason, in: context)
        }
        guard let event else { return [] }
        return signature(in: context) + [.custody(event: event)]
    }

    private func identify(
        _ selection: EvidenceSelection, _ facts: [IdentifyingFact], in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        let items = try living(selection)
        guard !facts.isEmpty else { throw .missing(["a field: see cordon evidence custody --help"]) }
        guard Set(facts.map(\.field)).count == facts.count else { throw .impossible("a field is stated once") }
        let stated = try facts.map { (fact) throws(CaseRefusal) in try validated(fact) }
        if selection != .all {
            for item in items { try requireMayRestate(item, stated, in: context) }
        }
        // What is said of all fills gaps; it does not replace what somebody said of one.
        let groups = selection == .all ? stated.map { [$0] } : [stated]
        return groups.compactMap { facts in
            let news = items.filter { item in
                facts.contains { fact in
                    guard let former = item.stated(fact.field) else { return true }
                    return selection != .all && former != fact.stated
                }
            }
            return news.isEmpty ? nil : .custody(event: .identified(evidence: news.map(\.sealed.id), facts: facts))
        }
    }

    /// What is known of an item is said otherwise by who has it, or by somebody who responds; gaps are filled by anybody.
    private func requireMayRestate(
        _ item: CustodyItem, _ facts: [IdentifyingFact], in context: DecisionContext
    ) throws(CaseRefusal) {
        let restated = facts.filter { fact in item.stated(fact.field).map { $0 != fact.stated } ?? false }
        guard let field = restated.first?.field, let person = context.person,
            person.roles.isDisjoint(with: Role.responding.union(OverrideRule.approvers)),
            !context.organisation.isSamePerson(context.actor, item.holder)
        else { return }
        throw .roleNeeded(
            act: "saying otherwise than before what \(field.words) of \(item.sealed.id) is",
            roles: "who has it, \(context.organisation.name(of: item.holder)), or a handler, lead, deputy or executive",
            actor: person.name)
    }

    private func validated(_ fact: IdentifyingFact) throws(CaseRefusal) -> IdentifyingFact {
        let option = "--\(fact.field.option)"
        switch fact.stated {
        case .unknown(let reason):
            guard Text.answers(reason) else {
                throw .missing(["why \(fact.field.words) cannot be had: --unknown \(fact.field.option)=REASON"])
            }
            return fact
        case .known(let values):
            let values = Set(values).sorted()
            guard !values.isEmpty, values.allSatisfy({ Text.answers($0) && $0.lowercased() != "unknown" }) else {
                throw .missing(["\(fact.field.words): \(option) VALUE, or --unknown \(fact.field.option)=REASON"])
            }
            let isForm: (String) -> Bool =
                switch fact.field {
                case .macAddresses: NetworkAddress.isMAC
                case .ipAddresses: NetworkAddress.isIP
                default: { _ in true }
                }
            if let wrong = values.first(where: { !isForm($0) }) { throw .impossible("\(option): \(wrong) is none") }
            return IdentifyingFact(fact.field, .known(values: values))
        }
    }

    private func handle(
        _ selection: EvidenceSelection, text: String, location: String, happened: ZonedTime?,
        in context: DecisionContext
    ) throws(CaseRefusal) -> CustodyEvent {
        try context.requireHuman(for: "handling evidence")
        let items = try living(selection)
        for item in items { try requireHolder(of: item, in: context) }
        if let happened {
            try context.requireHappened(happened.time, "what is recorded")
            try requireInCase(happened, in: context)
            for item in items {
                try requireCollected(item, by: happened)
                try requirePossession(of: item, at: happened, in: context)
            }
        }
        return .handled(
            evidence: items.map(\.sealed.id), text: try Text.answer(text, "what was done"),
            location: try Text.answer(location, "where the evidence is kept"), happened: happened)
    }

    /// Evidence of an intrusion is not handled before it, nor further back than any intrusion lasts.
    private func requireInCase(_ happened: ZonedTime, in context: DecisionContext) throws(CaseRefusal) {
        if let first = earliestCompromise {
            guard happened.time >= first else {
                throw .impossible(
                    "evidence was not handled at \(happened), before the first compromise of the case (\(first)); where "
                        + "there was an earlier one: cordon recover since \(id) SYSTEM --at TIME --reason TEXT")
            }
        } else if happened.time < context.now.advanced(bySeconds: -Self.longestIntrusionInSeconds) {
            throw .impossible("evidence was not handled at \(happened), before any intrusion of this case")
        }
    }

    /// What somebody did with an item was done while it was with them, as far as custody tells.
    private func requirePossession(
        of item: CustodyItem, at happened: ZonedTime, in context: DecisionContext
    ) throws(CaseRefusal) {
        guard happened.time >= item.began.time else { return }
        let taken = custody.transfers(of: item.sealed.id).last {
            $0.accepted.map { $0.time <= happened.time } ?? false
        }
        let holder = taken?.accepted?.actor ?? item.began.actor
        // Custody that a program began is everybody's until somebody takes it.
        guard context.organisation.isThere(holder), !context.organisation.isSamePerson(holder, context.actor) else {
            return
        }
        throw .impossible(
            "\(item.sealed.id) was with \(context.organisation.name(of: holder)) at \(happened)")
    }

    /// Nothing was done with what was not yet there.
    private func requireCollected(_ item: CustodyItem, by happened: ZonedTime) throws(CaseRefusal) {
        let taken = item.preserves.flatMap { custody.preservations[$0] ?? [] }
            .filter { $0.evidence == item.sealed.id }.map(\.acquired.time).min()
        if let taken, happened.time < taken {
            throw .impossible("\(item.sealed.id) was acquired at \(taken), and not handled before that, at \(happened)")
        }
    }

    private func check(_ intact: [EvidenceID], _ damaged: [DamagedEvidence]) throws(CaseRefusal) -> [CaseEvent] {
        for id in intact + damaged.map(\.evidence) where !holds(id) { throw .unknownItem("evidence \(id)") }
        guard !intact.isEmpty || !damaged.isEmpty else { return [] }
        return [
            .custody(
                event: .checked(intact: intact.sorted(), damaged: damaged.sorted { $0.evidence < $1.evidence }))
        ]
    }

    private func retain(
        _ selection: EvidenceSelection, until: Timestamp, reason: String, in context: DecisionContext
    ) throws(CaseRefusal) -> CustodyEvent? {
        try context.require([.lead, .deputy, .legal, .executive], for: "deciding how long evidence is kept")
        let reason = try Text.reason(reason, "the rule or reason that it is kept by")
        let latest = context.now.advanced(bySeconds: Self.longestRetentionInSeconds)
        guard until > context.now, until <= latest else {
            throw .impossible("evidence is kept until a moment after now and not after \(latest)")
        }
        let items = try living(selection)
        if let longer = items.first(where: { $0.retainedUntil.map { $0 > until } ?? false }),
            let end = longer.retainedUntil
        {
            throw .impossible("\(longer.sealed.id) is kept until \(end): that may be prolonged, never shortened")
        }
        let news = items.filter { $0.retainedUntil != until }
        return news.isEmpty ? nil : .retained(evidence: news.map(\.sealed.id), until: until, reason: reason)
    }

    /// A hundred years: the longest that anything is kept by law. Later dates are slips of the finger.
    private static let longestRetentionInSeconds: Int64 = 100 * 365 * 86_400
}
