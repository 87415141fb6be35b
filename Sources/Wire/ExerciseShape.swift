package import CaseLifecycle
package import Vocabulary

/// What the clock of an exercise shows, and how it came to.
package struct ExerciseClockShape: Encodable {
    let home: String
    /// What it shows now.
    let clock: String
    /// What it showed when the exercise began.
    let start: String
    /// By how much it was put forward since, in seconds.
    let aheadSeconds: Int64

    package init(home: String, clock: ExerciseClock, shows: Timestamp) {
        self.home = home
        self.clock = shows.description
        start = clock.start.description
        aheadSeconds = clock.ahead
    }
}
