import Vocabulary

extension Gate {
    /// A major incident is learned from by everybody who was part of it.
    static let questions = Gate(
        id: "GATE-QUESTIONS",
        statement:
            "For a major incident the nine questions are answered and a meeting was held soon after; what was once "
            + "major stays so.",
        citation: "NIST SP 800-61r2 section 3.4.1 and table 3-5 step 9",
        guards: [.close],
        override: .standard(longest: .temporary),
        // The meeting may be late; the questions can be answered by anybody at any time.
        isOverridable: { $0.subject == "meeting" },
        missing: { facts in
            facts.incident.isMajor(by: facts.policy) ? unanswered(facts) + meeting(facts) : []
        },
        warnings: { facts in
            let open = facts.incident.isMajor(by: facts.policy) ? [] : unanswered(facts) + meeting(facts)
            return open.map { "not required, and not there: \($0.subject)" } + doubtful(facts)
        })

    private static func unanswered(_ facts: GateFacts) -> [MissingFact] {
        ReviewQuestion.allCases.filter { facts.incident.review.answer(to: $0) == nil }.map { question in
            MissingFact(
                "question \(question.rawValue)",
                "the answer to question \(question.rawValue), \(question.text): "
                    + "cordon lessons answer \(facts.caseID) \(question.rawValue) --text TEXT")
        }
    }

    private static func meeting(_ facts: GateFacts) -> [MissingFact] {
        let days = facts.policy.meetingDays
        let command = "cordon lessons meeting \(facts.caseID) --help"
        guard let begun = facts.incident.review.begun else {
            return [MissingFact("meeting", "the review meeting, which follows when the case is under review")]
        }
        let last = facts.incident.review.due(days: days)
        let held = facts.incident.review.meetings.filter { meeting in
            begun <= meeting.heldAt && last.map { meeting.heldAt <= $0 } ?? true
        }
        // Who turned out to be one person did not meet.
        let isHeld = held.contains { meeting in
            Set(meeting.attendees.map { facts.organisation.name(of: Principal(account: $0)) }).count > 1
        }
        guard !isHeld else { return [] }
        return [
            MissingFact(
                "meeting",
                "a review meeting of two people at least, held since \(begun) and within \(days) days"
                    + (last.map { ", by \($0)" } ?? "") + ": \(command)"
            )
        ]
    }

    private static func doubtful(_ facts: GateFacts) -> [String] {
        let review = facts.incident.review
        let begun = facts.incident.review.begun ?? .earliest
        return ReviewQuestion.allCases.compactMap { question in
            guard let answer = review.answer(to: question) else { return nil }
            if answer.isSuggestion { return "the answer to question \(question.rawValue) is what was suggested" }
            return answer.stamp.time < begun ? "question \(question.rawValue) was answered before the review" : nil
        }
    }
}
