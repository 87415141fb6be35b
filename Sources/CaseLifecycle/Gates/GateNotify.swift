extension Gate {
    /// Others are told who have a right to be.
    static let notify = Gate(
        id: "GATE-NOTIFY",
        statement:
            "Every duty to notify has been met towards each recipient, or counsel has waived it or found that there "
            + "is none; or it is said why nobody needs to be told.",
        citation: "NIST SP 800-61r2 section 3.2.7 and table 3-5 step 3; CSF 2.0 RS.CO-02",
        guards: [.close],
        override: .by([.legal], longest: .permanent),
        missing: { facts in
            let book = facts.incident.notifications
            return (book.namesDuties ? [] : word(book, facts))
                + book.openDuties.flatMap { duty in
                    duty.recipientsLeft.map { recipient in
                        MissingFact(
                            "duty \(duty.id) to \(recipient)",
                            "the notification of \(recipient) under \(duty.regime) (\(duty.id), due \(duty.due)): "
                                + "cordon clock notify \(facts.caseID) \(duty.id) "
                                + "\(ShellWord.option("--recipient", recipient)) --reference TEXT; or counsel waives it: "
                                + "cordon clock waive \(facts.caseID) \(duty.id) --reason TEXT",
                            about: recipient)
                    }
                }
        },
        warnings: { facts in
            let book = facts.incident.notifications
            let words = book.duties.compactMap(\.release?.stamp) + [book.noDuty?.stamp].compactMap(\.self)
            return book.duties.flatMap { $0.warnings(at: facts.now) } + facts.freshRoles(ofActorsOf: words)
        })

    /// Where no duty is known, somebody says that there is none.
    private static func word(_ book: NotificationBook, _ facts: GateFacts) -> [MissingFact] {
        guard !facts.incident.isNoDutyOutdated else {
            return [
                MissingFact(
                    "duties",
                    "a new word on whether anybody must be told: since it was said that nobody must, the impact "
                        + "on information was rated: cordon clock none \(facts.caseID) --reason TEXT; or cordon clock "
                        + "start \(facts.caseID) --help")
            ]
        }
        if let speaker = book.noDuty?.stamp.actor {
            // Said while there was no counsel, it is not what counsel says who is there by now.
            guard facts.incident.isForCounsel(in: facts.organisation),
                facts.organisation.person(of: speaker)?.roles.contains(.legal) != true
            else { return [] }
            return [
                MissingFact(
                    "duties",
                    "counsel's word that nobody must be told of a breach of privacy, which "
                        + "\(facts.organisation.name(of: speaker)) said: cordon clock none \(facts.caseID) --reason TEXT, "
                        + "by counsel")
            ]
        }
        return [
            MissingFact(
                "duties",
                "the duties to notify\(facts.sinceReopened): cordon clock start \(facts.caseID) --help; or counsel's or the "
                    + "lead's word that there are none: cordon clock none \(facts.caseID) --reason TEXT")
        ]
    }
}
