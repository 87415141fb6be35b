package import CaseLifecycle
package import Storage
package import Vocabulary

/// Makes stores for exercises, and runs their clock.
package struct ExerciseClockService: Sendable {
    let database: CaseDatabase
    let actor: Principal
    let now: @Sendable () -> Timestamp

    package init(database: CaseDatabase, actor: Principal, now: @escaping @Sendable () -> Timestamp) {
        self.database = database
        self.actor = actor
        self.now = now
    }

    /// Makes a store for an exercise in a folder that holds nothing.
    ///
    /// - Parameter start: What its clock shows at first; nil for the present.
    /// - Throws: ``CaseRefusal`` for a start that leaves no room for the exercise, or a failure of storage.
    package static func makeStore(
        in home: String, start: Timestamp?, actor: Principal, at time: Timestamp
    ) throws -> CaseDatabase {
        try Organisation.confirm(exerciseStart: start ?? time)
        return try CaseDatabase(newExercise: home, start: start ?? time, actor: actor, at: time)
    }

    /// What the clock of the store shows, and how it came to.
    ///
    /// - Throws: ``CaseRefusal/impossible(_:)`` in a store of real cases.
    package func reading() throws -> Reading {
        let organisation = try database.organisation()
        guard let exercise = organisation.exercise else {
            throw CaseRefusal.impossible("this is a store of real cases, whose clock is the server's")
        }
        return Reading(clock: exercise, shows: organisation.time(at: now()))
    }

    /// Puts the clock forward, for everybody who works with the store; the move is an event of the organisation.
    ///
    /// - Throws: ``CaseRefusal/impossible(_:)`` in a store of real cases, for a step back, and far beyond any exercise.
    package func advance(bySeconds seconds: Int64) throws {
        try database.write { transaction in
            let organisation = try transaction.organisation
            let actor = try AccessPolicy.admit(actor, organisation: organisation)
            _ = try transaction.appendOrganisation(
                try organisation.movingClock(bySeconds: seconds), actor: actor, at: organisation.time(at: now()))
        }
    }

    /// The clock of an exercise at a moment.
    package struct Reading: Sendable {
        package let clock: ExerciseClock
        package let shows: Timestamp
    }
}
