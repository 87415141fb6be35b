import CaseLifecycle
import Foundation
import Vocabulary

/// The state of a system in JSON, as somebody collected it. Keys that are none of these are passed over.
///
///     {"host":"WEB-01","takenAt":"2026-01-10T02:00:00Z","kinds":{"files":{"/bin/sh":"9f.."},"accounts":{"root":"0"}}}
enum SnapshotJSON {
    /// Why it is no such state.
    struct Problem: Error, Hashable {
        let text: String
    }

    private struct Content: Decodable {
        let host: String?
        let takenAt: String?
        let kinds: [String: [String: String]]
    }

    static func read(_ bytes: [UInt8]) throws(Problem) -> SystemSnapshot {
        guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)) else {
            throw Problem(text: #"not of the form {"host":"..","takenAt":"..","kinds":{"files":{"PATH":"HASH"}}}"#)
        }
        // What stands there twice is read once, and the other one would go unseen.
        if let name = RepeatedName.first(in: bytes) { throw Problem(text: "\(name) stands there twice") }
        var snapshot = SystemSnapshot(host: content.host, kinds: [:])
        if let text = content.takenAt {
            guard let time = Timestamp(iso8601: text) else { throw Problem(text: "takenAt is no time of ISO 8601") }
            snapshot.takenAt = time
        }
        for (name, entries) in content.kinds {
            guard let kind = BaselineKind(rawValue: name) else {
                let known = BaselineKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem(text: "\(name) is no kind; there are \(known)")
            }
            guard let empty = entries.first(where: { !says($0.key) || !says($0.value) }) else {
                snapshot.kinds[kind] = entries
                continue
            }
            throw Problem(text: "an entry of \(name) says nothing: \(empty.key): \(empty.value)")
        }
        return snapshot
    }

    /// What names nothing, or has nothing to compare, would match another such for ever.
    private static func says(_ text: String) -> Bool { text.contains { $0.isLetter || $0.isNumber } }
}
