import Foundation
import Synchronization

/// Says of everything that this run prints that it comes from an exercise.
///
/// A run works on one store, so the mark is the run's: it is set where the store is opened and read where results are
/// printed, and no command can forget it. Standard error bears it always, standard output wherever its form has room:
/// a list of JSON stays a list.
enum ExerciseMark {
    private static let isSet = Atomic(false)

    private static let words = "EXERCISE: a made-up incident, by a clock of its own"

    /// From here on, this run is about an exercise.
    static func begin() {
        guard !isSet.exchange(true, ordering: .sequentiallyConsistent) else { return }
        StandardOutput.note(words)
    }

    /// Text for people, with the mark in its first line.
    static func on(_ text: String) -> String {
        isSet.load(ordering: .sequentiallyConsistent) ? "\(words)\n\(text)" : text
    }

    /// JSON for programs: an object has the member `"exercise":true` first.
    static func on(_ json: Data) -> Data {
        guard isSet.load(ordering: .sequentiallyConsistent), json.first == UInt8(ascii: "{") else { return json }
        let rest = json.dropFirst()
        return Data("{\"exercise\":true\(rest.first == UInt8(ascii: "}") ? "" : ",")".utf8) + rest
    }
}
