import Vocabulary

extension ConformanceRule {
    /// Time rules for notifications.
    static let notifiedInTime = ConformanceRule(
        id: "NOTIFIED-IN-TIME", statement: "Whoever must be told of the incident is told within the time of the duty.",
        gates: ["GATE-NOTIFY"], severity: .serious,
        atEnd: { history in
            let duties = history.incident.notifications.duties
            let versions = history.versions(of: Set(duties.map { Proof(.duty($0.id)) }))
            func late(_ duty: NotificationDuty) -> [Finding] {
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
                let isOver = history.now > duty.due
                var open = finding(
                    "\(duty.id): \(duty.recipientsLeft.joined(separator: ", ")) \(isOver ? "was" : "is") to be told by "
                        + "\(duty.due)\(isOver ? "" : ", and the case was closed before")",
                    history.now, duty, history)
                open.isBreach = history.isFinished
                return late + [open]
            }
            return duties.flatMap { duty in
                late(duty).map { finding in
                    var finding = finding
                    finding.versions = versions[Proof(.duty(duty.id))] ?? []
                    return finding
                }
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
        // Where the limit is yet to come no time is lost.
        finding.lostSeconds = moment > duty.due ? Int64(moment.seconds(since: duty.due)) : nil
        finding.isBreach = false
        return finding
    }
}
