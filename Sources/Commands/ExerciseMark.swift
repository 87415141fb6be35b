import Bootstrap
import Foundation
import Synchronization

/// Says of everything that this run prints that it comes from an exercise.
///
/// A run works on one store, so the mark is the run's: it is set where the store is opened and read where results are
/// printed, and no command can forget it. It stands in the result itself; where the form of that has no room for it, as
/// an empty list of JSON, and beside a refusal or a failure, it stands on standard error.
enum ExerciseMark {
    private static let isSet = Atomic(false)

    private static let words = "EXERCISE: a made-up incident, by a clock of its own"

    /// From here on, this run is about an exercise.
    static func begin() { isSet.store(true, ordering: .sequentiallyConsistent) }

    /// What is read without a store belongs to an exercise where the data directory does.
    static func beginWhereHomeIsExercise() {
        if Workspace.isExercise(home: nil) { begin() }
    }

    /// Whether the run is about an exercise.
    static var isOn: Bool { isSet.load(ordering: .sequentiallyConsistent) }

    /// The mark for what has room for a line of its own; nil where the run is about no exercise.
    static var line: String? { isOn ? words : nil }

    /// Says it on standard error.
    static func note() {
        if isOn { StandardOutput.note(words) }
    }

    /// Text for people, with the mark in its first line.
    static func on(_ text: String) -> String {
        isOn ? "\(words)\n\(text)" : text
    }

    /// JSON for programs: each object of it, alone, in a line of its own or in a list, has the member `"exercise":true`
    /// first.
    static func on(_ json: Data) -> Data {
        guard isOn else { return json }
        let marked = JSONMembers.adding(Array(#""exercise":true"#.utf8), to: Array(json))
        if marked.count == json.count { note() }
        return Data(marked)
    }
}
