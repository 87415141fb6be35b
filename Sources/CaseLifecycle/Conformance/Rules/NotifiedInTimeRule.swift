import Vocabulary

extension ConformanceRule {
    /// Time rules for notifications.
    static let notifiedInTime = ConformanceRule(
        id: "NOTIFIED-IN-TIME", statement: "Whoever must be told of the incident is told within the time of the duty.",
        gates: ["GATE-NOTIFY"], severity: .serious,
        atEnd: { history in
            history.incident.notifications.duties.flatMap { duty -> [Finding] in
                let late =
                    oddStarts(duty, history)
                    + [duty.releasedLate].compactMap(\.self).map { release in
                        finding(
                            "\(duty.id): \(duty.recipientsLeft.joined(separator: ", ")) was to be told by \(duty.due), and "
                                + "the duty was let go only after it", release.stamp.time, duty, history)
                    }
                    + duty.sent.filter { $0.time > duty.due }.map { sent in
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

    /// A clock that begins later than it was said to begin first, or than the incident was known.
    private static func oddStarts(_ duty: NotificationDuty, _ history: CaseHistory) -> [Finding] {
        var odd: [Finding] = []
        if let (start, due) = duty.postponed {
            odd.append(
                finding(
                    "\(duty.id): the limit was \(due); that the clock began later was said at \(start.stamp.time)",
                    duty.due,
                    duty, history))
        }
        if let known = duty.knownBefore {
            odd.append(
                finding(
                    "\(duty.id) counts from \(duty.start); the incident was known at \(known)", duty.due, duty, history)
            )
        }
        return odd
    }

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
