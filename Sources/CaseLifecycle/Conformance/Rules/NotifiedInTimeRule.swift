import Vocabulary

extension ConformanceRule {
    /// Time rules for notifications.
    static let notifiedInTime = ConformanceRule(
        id: "NOTIFIED-IN-TIME", statement: "Whoever must be told of the incident is told within the time of the duty.",
        gates: ["GATE-NOTIFY"], severity: .serious,
        atEnd: { history in
            history.incident.notifications.duties.filter { $0.release == nil }.flatMap { duty -> [Finding] in
                let late =
                    duty.sent.filter { $0.time > duty.due }.map { sent in
                        finding(
                            "\(duty.id): \(sent.recipient) was told after \(duty.due)", sent.time, duty, history)
                    }
                    + duty.sentByWord.map { sent in
                        finding(
                            "\(duty.id): that \(sent.recipient) was told by \(duty.due) was entered only after it",
                            sent.stamp.time, duty, history)
                    }
                guard duty.isOpen, history.now > duty.due || history.isFinished else { return late }
                var open = finding(
                    "\(duty.id): \(duty.recipientsLeft.joined(separator: ", ")) was to be told by \(duty.due)",
                    history.now, duty, history)
                open.isBreach = history.isFinished
                return late + [open]
            }
        })

    /// What is late.
    private static func finding(
        _ text: String, _ moment: Timestamp, _ duty: NotificationDuty, _ history: CaseHistory
    ) -> Finding {
        var finding = Finding(text: text, versions: [], time: history.now)
        finding.lostSeconds = Int64(max(0, moment.seconds(since: duty.due)))
        finding.isBreach = false
        return finding
    }
}
