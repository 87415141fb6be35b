package import Vocabulary

/// A duty to tell somebody, by law or contract. Whether it exists people decide; the program counts.
package struct NotificationDuty: Hashable, Sendable, Codable {
    /// When the clock began, as somebody said it at a moment. None is ever taken back.
    package struct Start: Hashable, Sendable, Codable {
        package let time: Timestamp
        /// Nil for the first.
        package let reason: String?
        package let stamp: Stamp
        /// It was moved later when the limit had passed already, and so moves no limit.
        package let isAfterLimit: Bool
        /// When the incident was known, where the clock is said to have begun only after that.
        package let knownBefore: Timestamp?
    }

    package struct Sent: Hashable, Sendable, Codable {
        package let recipient: String
        package let time: Timestamp
        /// By which the notification can be found again.
        package let reference: String
        /// Why it was sent, or entered, after the limit; nil where both were in time.
        package let lateReason: String?
        /// Who sent it.
        package let stamp: Stamp
        package internal(set) var acknowledgement: Acknowledgement?
    }

    package struct Acknowledgement: Hashable, Sendable, Codable {
        package let reference: String
        package let stamp: Stamp
    }

    /// Counsel's word that nobody needs to be told.
    package struct Release: Hashable, Sendable, Codable {
        package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
            /// The duty exists, and its holder or counsel lets it go.
            case waived
            /// The duty does not exist here.
            case notRequired

            var words: String { self == .waived ? "waived" : "found not to be required" }
        }

        package let kind: Kind
        package let reason: String
        package let stamp: Stamp
    }

    package let id: DutyID
    package let terms: Terms
    /// The one that holds last.
    package internal(set) var starts: [Start]
    package internal(set) var sent: [Sent] = []
    package internal(set) var release: Release?

    /// What a duty asks for.
    package struct Terms: Hashable, Sendable, Codable {
        /// The law or contract.
        package let regime: String
        package let kind: ClockStart
        package let limit: ClockLimit
        package let recipients: [String]
        /// What the notification must say.
        package let content: [String]

        package init(regime: String, kind: ClockStart, limit: ClockLimit, recipients: [String], content: [String]) {
            self.regime = regime
            self.kind = kind
            self.limit = limit
            self.recipients = recipients
            self.content = content
        }
    }

    package var regime: String { terms.regime }

    /// The start that the limit is counted from.
    package var start: Timestamp { starts.last { !$0.isAfterLimit }?.time ?? starts.first?.time ?? .earliest }

    /// The last moment that is in time.
    package var due: Timestamp { terms.limit.due(from: start) }

    /// What the limit would be from each start that was ever said, with the start; more than one shows a moved clock.
    package var deadlines: [(start: Start, due: Timestamp)] { starts.map { ($0, terms.limit.due(from: $0.time)) } }

    /// The start that holds, where it is later than what was said before; the limit is no longer what it was.
    package var postponed: (start: Start, due: Timestamp)? {
        guard let start = starts.last(where: { !$0.isAfterLimit }), start.reason != nil else { return nil }
        let earliest = starts.map { terms.limit.due(from: $0.time) }.min() ?? due
        return due > earliest ? (start, earliest) : nil
    }

    /// When the incident was known, where the clock is counted from a later moment than that.
    package var knownBefore: Timestamp? { starts.last { !$0.isAfterLimit }?.knownBefore }

    /// Counsel let the duty go only after its limit had passed with somebody still to be told.
    package var releasedLate: Release? {
        guard let release, release.stamp.time > due, !recipientsLeft.isEmpty else { return nil }
        return release
    }

    package var recipientsLeft: [String] {
        let told = Set(sent.map { PlainName.folded($0.recipient) })
        return terms.recipients.filter { !told.contains(PlainName.folded($0)) }
    }

    /// What was sent in time by the word of somebody who entered it after the limit.
    package var sentByWord: [Sent] { sent.filter { $0.time <= due && $0.stamp.time > due } }

    package var isOpen: Bool { release == nil && !recipientsLeft.isEmpty }

    /// How much of the time has passed, in percent; over 100 when it is late.
    package func elapsedPercent(at now: Timestamp) -> Int {
        let whole = due.seconds(since: start)
        guard whole > 0 else { return now >= due ? 100 : 0 }
        return Int(min(9_999, max(0, now.seconds(since: start) / whole * 100)))
    }

    /// What people should know of it: how far the clock is, and what is odd about its history.
    package func warnings(at now: Timestamp) -> [String] {
        let passed = isOpen ? [100, 75, 50].first { elapsedPercent(at: now) >= $0 } : nil
        let moved = starts.contains(where: \.isAfterLimit)
        let late = sent.filter { $0.time > due }.map(\.recipient)
        let entered = sentByWord.map(\.recipient)
        let silent = sent.filter { $0.acknowledgement == nil }.map(\.recipient)
        return [
            knownBefore.map {
                "\(id): the clock counts from \(start), after the incident was known (\($0)); counted from then, the limit "
                    + "is \(terms.limit.due(from: $0))"
            },
            postponed.map { "\(id): the limit was \($0.due) before the clock was said to have begun later" },
            releasedLate.map { "\(id): \($0.kind.words) at \($0.stamp.time), after the limit \(due) had passed" },
            passed.map {
                $0 == 100 ? "\(id): the limit \(due) has passed" : "\(id): \($0) % of the time until \(due) has passed"
            },
            moved ? "\(id): the start was moved after the limit had passed" : nil,
            late.isEmpty ? nil : "\(id): sent late to \(late.joined(separator: ", "))",
            entered.isEmpty
                ? nil : "\(id): entered after the limit as sent before it, to \(entered.joined(separator: ", "))",
            silent.isEmpty ? nil : "\(id): not acknowledged by \(silent.joined(separator: ", "))",
        ].compactMap(\.self)
    }
}
