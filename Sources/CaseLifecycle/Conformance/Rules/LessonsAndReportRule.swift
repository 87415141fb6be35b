import Vocabulary

extension ConformanceRule {
    /// existence(lessons, report), in time.
    static let lessonsAndReport = ConformanceRule(
        id: "LESSONS-AND-REPORT",
        statement:
            "A closed case has a final report and lessons; a major incident has every answer and a meeting in time.",
        gates: ["GATE-REPORT", "GATE-QUESTIONS"], severity: .serious,
        atEnd: { history in (history.isFinished ? missing(history) : []) + lateMeeting(history) })

    private static func missing(_ history: CaseHistory) -> [Finding] {
        let review = history.incident.review
        let closing = history.events.last {
            if case .stateEntered(.closed, _) = $0.event { true } else { false }
        }
        func finding(_ text: String, isBreach: Bool) -> Finding {
            var finding = Finding(text: text, versions: closing.map { [$0.version] } ?? [], time: history.now)
            finding.isBreach = isBreach
            return finding
        }
        var findings: [Finding] = []
        if review.report == nil { findings.append(finding("it was closed without a final report", isBreach: true)) }
        let isMajor = history.incident.isMajor(by: history.policy)
        let open = ReviewQuestion.allCases.count { review.answer(to: $0) == nil }
        if isMajor, open > 0 {
            findings.append(finding("it was closed with \(open) questions of the review open", isBreach: true))
        }
        if review.answers.isEmpty, review.actions.isEmpty, review.noAction == nil {
            findings.append(finding("it was closed without any lesson", isBreach: false))
        }
        return findings
    }

    /// The meeting on a major incident, held too late or not yet.
    private static func lateMeeting(_ history: CaseHistory) -> [Finding] {
        let review = history.incident.review
        guard history.incident.isMajor(by: history.policy), let begun = review.begun,
            let due = review.due(days: history.policy.meetingDays)
        else { return [] }
        let held = review.meetings.map(\.heldAt).filter { $0 >= begun }.min()
        let late = held ?? history.now
        guard late > due else { return [] }
        var finding = Finding(
            text: held == nil ? "no review meeting was held by \(due)" : "the review meeting was held after \(due)",
            versions: [], time: history.now)
        finding.lostSeconds = Int64(late.seconds(since: due))
        finding.isBreach = false
        return [finding]
    }
}
