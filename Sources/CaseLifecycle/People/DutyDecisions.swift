import Vocabulary

extension Organisation {
    /// How far ahead a shift is planned at most, in seconds: a year.
    private static var furthestPlanInSeconds: Int64 { 366 * 86_400 }

    func decideDuty(
        _ command: OrganisationCommand, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        try requireScheduler(context.actor, for: "saying who is on which duty")
        switch command {
        case .assign(let name, let duty, let from, let until):
            let person = try active(name, as: "who is put on a duty")
            let from = from ?? context.now
            try requireAhead(from, now: context.now)
            if let until {
                guard until > from else { throw .impossible("a shift ends after it begins, which is at \(from)") }
                guard until <= context.now.advanced(bySeconds: Self.furthestPlanInSeconds) else {
                    throw .impossible("a shift is planned for a year at most; one without end has no --until")
                }
            }
            let event = PeopleEvent.dutyAssigned(person: person.name, duty: duty, from: from, until: until)
            return try guardedDuty(event, of: person.name, in: context)
        case .release(let name, let moment):
            let person = try known(name)
            let moment = moment ?? context.now
            try requireAhead(moment, now: context.now)
            return try guardedDuty(.dutyEnded(person: person.name, at: moment), of: person.name, in: context)
        default: return []
        }
    }

    /// Hours are planned, never written down afterwards: nobody covers a time that has passed.
    private func requireAhead(_ moment: Timestamp, now: Timestamp) throws(CaseRefusal) {
        guard moment >= now else {
            throw .impossible(
                "a duty begins and ends now or later, and \(moment) has passed; leave the time out for now")
        }
        guard moment <= now.advanced(bySeconds: Self.furthestPlanInSeconds) else {
            throw .impossible("a duty is planned for a year ahead at most")
        }
    }

    private func guardedDuty(
        _ event: PeopleEvent, of name: String, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        var after = self
        after.apply(event, context.stamp)
        guard after.duties.shifts(of: name) != duties.shifts(of: name) else { return [] }
        return try guarded([.people(event: event)], relieving: name, in: context)
    }

    /// The events of an act, if it takes nobody off preparation or detection whom nobody follows, or if two people
    /// agreed on the gap; what is then owed is added.
    ///
    /// Cover counts for all time to come, not for some hours ahead only: else the last person could be taken off
    /// tomorrow, today.
    func guarded(
        _ events: [OrganisationEvent], relieving name: String, in context: OrganisationContext
    ) throws(CaseRefusal) -> [OrganisationEvent] {
        var after = self
        for event in events { after.apply(event, context.stamp) }
        var open = coverLost(in: after, from: context.now, leads: context.leads)
        var owed: [OrganisationEvent] = []
        for override in staffing.approved(for: name) {
            let rest = open.subtracting(spansOf: override)
            let used = open.subtracting(rest: rest)
            guard !used.isEmpty else { continue }
            owed.append(
                .staffing(
                    event: .debtIncurred(
                        id: DebtID(number: staffing.debts.count + owed.count + 1), override: override.id, spans: used,
                        owner: self.name(of: override.proposer.actor))))
            open = rest
        }
        guard open.isEmpty else { throw .gates([Gate.uncovered(open, without: name, at: context.now)]) }
        return events + owed
    }
}

extension [UncoveredSpan] {
    /// What of these an override does not let through.
    func subtracting(spansOf override: StaffingOverride) -> [UncoveredSpan] { subtracting(rest: override.spans) }

    /// The same, for spans of more than one duty.
    func subtracting(rest others: [UncoveredSpan]) -> [UncoveredSpan] {
        Duty.standing.flatMap { duty in
            filter { $0.duty == duty }.subtracting(others.filter { $0.duty == duty })
        }
    }
}
