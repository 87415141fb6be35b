/// A file or folder that was brought as evidence and could not be taken in.
///
/// Nothing of it is held, so nothing that is said of the case speaks of it.
package struct MissedFile: Hashable, Sendable, Codable {
    /// Where it lies, as it was brought.
    package let origin: String
    /// Why it could not be taken in.
    package let reason: String

    package init(origin: String, reason: String) {
        self.origin = origin
        self.reason = reason
    }
}

extension Case {
    /// Files told in one event, at most.
    private static let missedInEvent = 1_000

    /// Those that the case does not know of yet.
    func recordMissed(_ files: [MissedFile]) -> [CaseEvent] {
        let news = files.filter { missed[$0.origin] != $0.reason }
        return stride(from: 0, to: news.count, by: Self.missedInEvent).map { start in
            .evidenceMissed(files: Array(news[start..<min(news.count, start + Self.missedInEvent)]))
        }
    }

    /// What was brought as evidence, could not be taken in, and has not been taken in since; by the place.
    package var missedFiles: [MissedFile] {
        missed.map { MissedFile(origin: $0.key, reason: $0.value) }.sorted { $0.origin < $1.origin }
    }
}
