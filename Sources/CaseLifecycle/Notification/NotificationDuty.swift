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

    package var recipientsLeft: [String] {
        let told = Set(sent.map { $0.recipient.lowercased() })
        return terms.recipients.filter { !told.contains($0.lowercased()) }
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
