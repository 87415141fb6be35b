import Foundation
import Synchronization

/// Says of everything that this run prints that it comes from an exercise.
///
/// A run works on one store, so the mark is the run's: it is set where the store is opened and read where results are
/// printed, and no command can forget it. It stands in the result itself; where the form of that has no room for it, as
/// a list of JSON, and beside a refusal or a failure, it stands on standard error.
enum ExerciseMark {
    private static let isSet = Atomic(false)

    private static let words = "EXERCISE: a made-up incident, by a clock of its own"

    /// From here on, this run is about an exercise.
    static func begin() { isSet.store(true, ordering: .sequentiallyConsistent) }

    /// Says it on standard error.
    static func note() {
        if isSet.load(ordering: .sequentiallyConsistent) { StandardOutput.note(words) }
    }

    /// Text for people, with the mark in its first line.
    static func on(_ text: String) -> String {
        isSet.load(ordering: .sequentiallyConsistent) ? "\(words)\n\(text)" : text
    }

    /// JSON for programs: an object has the member `"exercise":true` first.
    static func on(_ json: Data) -> Data {
        guard isSet.load(ordering: .sequentiallyConsistent) else { return json }
        guard json.first == UInt8(ascii: "{") else {
            note()
            return json
        }
        let rest = json.dropFirst()
        return Data("{\"exercise\":true\(rest.first == UInt8(ascii: "}") ? "" : ",")".utf8) + rest
    }
}
