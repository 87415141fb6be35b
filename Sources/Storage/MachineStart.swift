import GRDB
package import Vocabulary

/// When the machine started, as its clock tells it: the time of now less what the machine counted since.
///
/// As long as it runs, that is one and the same moment, however the clock is corrected little by little. It moves when
/// somebody sets the clock, or when the machine stood still as a whole.
package struct MachineStart: Hashable, Sendable {
    /// What tells this run of the machine from every other.
    package let boot: String
    package let time: Timestamp

    package init(boot: String, time: Timestamp) {
        self.boot = boot
        self.time = time
    }
}

extension CaseTransaction {
    /// By how many seconds the clock went ahead, since the last event of a case, of what the machine counted; negative where
    /// it stayed behind.
    ///
    /// - Parameter start: What the clock says now; nil where the machine does not count.
    /// - Returns: 0 where nothing is known: for the first event, and when the machine was started anew since.
    package func clockAhead(_ start: MachineStart?, of id: CaseID) throws(StorageError) -> Int64 {
        guard let start else { return 0 }
        return try StorageError.translating(id.description) {
            let known = try Int64.fetchOne(
                database, sql: "SELECT ticks FROM machine_start WHERE stream = ? AND boot = ?",
                arguments: [id.description, start.boot])
            return known.map { (start.time.ticks - $0) / Timestamp.ticksPerSecond } ?? 0
        }
    }

    /// Keeps what later events of a case are held against. It stays as it is while it moves by less than a minute, so that
    /// many small steps do not go unseen.
    package func keep(_ start: MachineStart?, of id: CaseID) throws(StorageError) {
        guard let start else { return }
        try StorageError.translating(id.description) {
            let tolerance = 60 * Timestamp.ticksPerSecond
            try database.execute(
                sql: """
                    INSERT INTO machine_start (stream, boot, ticks) VALUES (?1, ?2, ?3)
                    ON CONFLICT (stream) DO UPDATE SET boot = ?2, ticks = ?3 WHERE boot <> ?2 OR abs(ticks - ?3) > ?4
                    """, arguments: [id.description, start.boot, start.time.ticks, tolerance])
        }
    }
}
