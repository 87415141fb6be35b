import CaseLifecycle
import Vocabulary

extension SampleCase {
    /// What people record of a response, with the same text wherever a text can be.
    func process(_ file: EvidenceID) -> [CaseEvent] {
        let system = Target.system(text)
        let day = at(200_000)
        let impact = { (level: FunctionalImpact) in
            CaseEvent.impactAssessed(
                assessment: ImpactAssessment(
                    functionalNow: .low, functionalIfNotContained: level, information: [.privacyBreach],
                    recoverability: .notRecoverable, reason: text))
        }
        return [impact(.low), impact(.high)] + contained(system) + recovered(system, file) + reviewed(day) + [
            .people(
                event: .offered(
                    offer: Handover.Offer(
                        id: HandoverID(number: 1), kind: .lead, from: text, to: text, text: text, version: 1,
                        tasks: [], debts: [], clocks: []))),
            .custody(event: .handled(evidence: [file], text: text, location: text, happened: nil)),
            .custody(
                event: .identified(evidence: [file], facts: [IdentifyingFact(.hostname, .known(values: [text]))])),
            .task(event: .opened(id: TaskID(number: 1), text: text, owner: text, due: day)),
            .task(
                event: .entryAdded(
                    entry: LogEntry(kind: .communication, text: text, happenedAt: start, parties: [text]))),
        ]
    }

    private func contained(_ system: Target) -> [CaseEvent] {
        [
            .containment(
                event: .ordered(
                    number: 1, plan: nil, revision: nil, targets: [system], leftOut: [.account(text)],
                    emergency: .init(kind: .encryption, impact: [text], reason: text))),
            .containment(
                event: .observed(target: system, result: .contained, observed: text, from: text, happenedAt: at(99_999))
            ),
            .override(
                event: .debtIncurred(
                    id: DebtID(number: 1), gate: "GATE-EMERGENCY", override: nil, text: text, owner: text,
                    due: at(95_000))),
        ]
    }

    private func recovered(_ system: Target, _ file: EvidenceID) -> [CaseEvent] {
        let cause = CauseID(number: 1)
        let asset = AssetID(number: 1)
        return [
            .recovery(
                event: .causeNamed(
                    cause: Cause(id: cause, kind: .malware, text: text, seenOn: [system], evidence: [], rule: text))),
            .recovery(event: .cellNotApplicable(target: system, cause: cause, reason: text)),
            .recovery(event: .startCriteriaWritten(criteria: [text])),
            .recovery(event: .startCriterionMet(number: 1, answer: text, evidence: [])),
            .recovery(
                event: .assetRegistered(
                    asset: RestorationAsset(
                        id: asset, name: text, kind: .backup, sha256: file, takenAt: start, source: text))),
            .recovery(event: .assetVerified(id: asset, indicators: text, integrity: text, result: .clean)),
            .recovery(event: .restored(system: text, asset: asset, sha256: file, observed: text)),
            .recovery(event: .ownerConfirmed(system: text, tested: text)),
            .recovery(event: .monitoringBegun(until: at(300_000), signals: [text], owner: text)),
            .recovery(event: .resumed(criteria: [text])),
        ]
    }

    private func reviewed(_ day: Timestamp) -> [CaseEvent] {
        let statement = CauseStatement(
            vector: .email, text: text, roots: [.init(system: text, reason: text, evidence: [])],
            alternatives: [.init(text: text, reason: text)], whyFewerAlternatives: text)
        let terms = NotificationDuty.Terms(
            regime: text, kind: .aware, limit: .hours(count: 72), recipients: [text, text + "2"], content: [text])
        return [
            .review(event: .causeStated(cause: statement, files: 1)),
            .review(event: .questionAnswered(question: .sharing, text: text, isSuggestion: true)),
            .review(
                event: .meetingHeld(
                    meeting: ReviewMeeting(heldAt: day, attendees: [text], agreements: text, circulatedTo: [text]))),
            .review(
                event: .actionAdded(id: ActionID(number: 1), text: text, owner: text, due: day, lane: .detection)),
            .notification(event: .clockStarted(id: DutyID(number: 1), terms: terms, at: start)),
            .notification(
                event: .sent(id: DutyID(number: 1), recipient: text, at: day, reference: text, lateReason: text)),
            .cost(
                event: .recorded(
                    id: CostID(number: 1),
                    row: CostRow(
                        item: .external(vendor: text, invoice: text, stage: .recovery), price: nil, certainty: .actual,
                        pricedOn: start, source: text), replaces: [])),
            .cost(event: .labourNotRecordable(reason: text)),
        ]
    }
}
