import Vocabulary

extension Case {
    func decide(_ command: NotificationCommand, in context: DecisionContext) throws(CaseRefusal) -> [CaseEvent] {
        switch command {
        case .start(let terms, let time):
            try context.requireHuman(for: "recording a duty to notify")
            let terms = try said(terms)
            try requirePossible(terms.limit, from: time, in: context)
            let id = DutyID(number: notifications.duties.count + 1)
            return [.notification(event: .clockStarted(id: id, terms: terms, at: time))]
        case .move(let id, let time, let reason):
            try context.requireHuman(for: "moving the start of a clock")
            let duty = try unreleased(id)
            guard time != duty.starts.last?.time else { return [] }
            try requirePossible(duty.terms.limit, from: time, in: context)
            if time > duty.start { try context.require([.legal], for: "saying that a clock began later") }
            if let sent = duty.sent.map(\.time).min(), sent < time {
                throw .impossible("\(id) was sent at \(sent): it was known by then, and its clock ran")
            }
            let reason = try Text.answer(reason, "why the clock began at another moment")
            return [.notification(event: .clockMoved(id: id, to: time, reason: reason))]
        case .notify(let id, let recipient, let time, let reference, let lateReason):
            return try notify(id, recipient, time, reference, lateReason, in: context)
        case .acknowledge(let id, let recipient, let reference):
            let duty = try known(id)
            guard let sent = duty.sent.last(where: { PlainName.folded($0.recipient) == PlainName.folded(recipient) })
            else {
                throw .impossible("\(id) was not sent to \(recipient)")
            }
            let reference = try Text.answer(reference, "by what the acknowledgement can be found")
            return [.notification(event: .acknowledged(id: id, recipient: sent.recipient, reference: reference))]
        case .release(let id, let kind, let reason):
            try context.require([.legal], for: "saying that a notification is waived or not required")
            let duty = try unreleased(id)
            if let known = [duty.starts.first?.stamp.time, declaredAt].compactMap(\.self).min() {
                try context.requireSettled(.legal, since: known, for: "letting a duty go")
            }
            if let first = duty.starts.first?.stamp.actor {
                try context.requireOther(than: first, for: "letting a duty go")
            }
            return [
                .notification(
                    event: .released(
                        id: id, kind: kind, reason: try Text.answer(reason, "why nobody needs to be notified")))
            ]
        case .findNoDuty(let reason):
            try requireWord(ofNoDuty: context)
            if let declaredAt {
                try context.requireSettled(.legal, since: declaredAt, for: "saying that nobody must be notified")
            }
            guard declaredAt != nil else { throw refusal(needing: "a declared incident", in: .declared) }
            let open = notifications.openDuties.map(\.id.description)
            guard open.isEmpty else {
                throw .impossible(
                    "\(open.joined(separator: ", ")) is open: whoever must be told is told, or counsel lets the duty go: "
                        + "cordon clock waive \(id) \(open[0]) --reason TEXT")
            }
            let reason = try Text.answer(reason, "why nobody must be notified")
            return [.notification(event: .noDutyFound(reason: reason))]
        }
    }

    /// Where personal data was reached, whether somebody must be told is a question of law, as long as there is counsel.
    func isForCounsel(in organisation: Organisation) -> Bool {
        organisation.people.values.contains { $0.isActive && $0.roles.contains(.legal) }
            && impacts.contains { $0.assessment.information.contains(.privacyBreach) }
    }

    private func requireWord(ofNoDuty context: DecisionContext) throws(CaseRefusal) {
        guard isForCounsel(in: context.organisation) else {
            return try context.require([.legal, .lead], for: "saying that nobody must be notified")
        }
        try context.require([.legal], for: "saying that nobody must be notified of a breach of privacy")
    }

    /// What people type who have nobody in mind.
    private static let nobody: Set<String> = [
        "nobody", "noone", "niemand", "personne", "nadie", "nessuno", "tobenamed", "tobedecided", "tobedetermined",
        "tobeannounced", "tba", "later", "pending", "notknown", "nobodyyet", "nonenamed", "noneneeded", "offen",
        "nochoffen", "anybody", "anyone", "somebody", "someone", "whoever", "everybody", "everyone",
    ]

    private func notify(
        _ id: DutyID, _ recipient: String, _ time: Timestamp, _ reference: String, _ lateReason: String?,
        in context: DecisionContext
    ) throws(CaseRefusal) -> [CaseEvent] {
        try context.requireHuman(for: "recording a notification")
        let duty = try unreleased(id)
        let name = try Text.required(recipient, "the recipient")
        guard let recipient = duty.terms.recipients.first(where: { PlainName.folded($0) == PlainName.folded(name) })
        else {
            throw .impossible("\(id) is owed to \(duty.terms.recipients.joined(separator: ", ")), not to \(name)")
        }
        try context.requireHappened(time, "a notification")
        guard time >= duty.start else { throw .impossible("\(id) counts from \(duty.start): nothing was due before") }
        let reference = try Text.answer(reference, "by what the notification can be found again")
        // What is entered after the limit as sent before it rests on one person's word.
        let isLate = max(time, context.now) > duty.due
        if isLate, !Text.answers(lateReason ?? "") {
            throw .missing([
                "why it was \(time > duty.due ? "sent" : "entered") after the limit, \(duty.due): --late-reason TEXT"
            ])
        }
        return [
            .notification(
                event: .sent(
                    id: id, recipient: recipient, at: time, reference: reference,
                    lateReason: isLate ? lateReason : nil))
        ]
    }

    private func said(_ terms: NotificationDuty.Terms) throws(CaseRefusal) -> NotificationDuty.Terms {
        var recipients: [String] = []
        for recipient in terms.recipients {
            let name = try PlainName.new(try Text.answer(recipient, "the recipient"), "the recipient")
            guard !Self.nobody.contains(Text.folded(name)) else { throw .missing(["who is to be notified"]) }
            guard systems[MachineName.folded(name)] == nil else {
                throw .impossible("\(name) is a system of the case, and nobody who could be notified")
            }
            let affected = AffectedNames(self)
            if let own = affected.confirmed(in: name)?.description ?? affected.origin(in: name)
                ?? affected.commandChannel(in: name)
            {
                throw .impossible("\(name) is \(own), which is the intruder's, and nobody who could be notified")
            }
            guard !name.contains(",") else {
                throw .impossible("\(name) reads like several recipients: each is named with a --recipient of its own")
            }
            if !recipients.contains(where: { PlainName.folded($0) == PlainName.folded(name) }) {
                recipients.append(name)
            }
        }
        guard !recipients.isEmpty else { throw .missing(["who is to be notified"]) }
        return NotificationDuty.Terms(
            regime: try Text.answer(terms.regime, "the law or contract"), kind: terms.kind, limit: terms.limit,
            recipients: recipients, content: terms.content.filter(Text.says))
    }

    /// The longest that there may be to notify: a year.
    private static let longestLimitInDays = 366

    private func requirePossible(
        _ limit: ClockLimit, from start: Timestamp, in context: DecisionContext
    ) throws(CaseRefusal) {
        try context.requireHappened(start, "what a clock begins with")
        let isPossible =
            switch limit {
            case .hours(let count): 1...Self.longestLimitInDays * 24 ~= count
            case .calendarDays(let count, let offset):
                1...Self.longestLimitInDays ~= count && -12 * 60...14 * 60 ~= offset
            case .due(let moment):
                start < moment && moment <= start.advanced(bySeconds: Int64(Self.longestLimitInDays) * 86_400)
            }
        guard isPossible else { throw .impossible("a limit is after the start, and within a year of it") }
    }

    private func known(_ id: DutyID) throws(CaseRefusal) -> NotificationDuty {
        guard let duty = notifications.duty(id) else { throw .unknownItem("duty \(id)") }
        return duty
    }

    private func unreleased(_ id: DutyID) throws(CaseRefusal) -> NotificationDuty {
        let duty = try known(id)
        guard duty.release == nil else { throw .impossible("\(id) is \(duty.release?.kind.rawValue ?? "") already") }
        return duty
    }
}
