import Dispatch
import GRDB
import Synchronization

/// The writers of one process. Those who wait at the same time share one transaction, and so one wait for the disk.
///
/// They take turns on the store's only writing connection. The first begins a transaction; each works in a savepoint of
/// its own, so that one who fails takes back nothing but his own; and whoever finds nobody waiting behind him signs the
/// heads and commits for all. Nobody is answered before that commit is on the disk. A writer who is alone waits for
/// nobody. Between processes, SQLite's lock decides whose turn it is.
final class Writers: Sendable {
    /// The most turns in one transaction: enough that the disk is no longer what they wait for, and few enough that
    /// another process comes to its turn.
    static let largestGroup = 64

    private struct State {
        /// How many have come and not yet had their turn.
        var waiting = 0
        /// Those who have had their turn in the transaction that is open.
        var group: Group?
        /// What the turns of the open transaction hand on to each other.
        var work = JournalWork()
        /// The cases as the last commit left them.
        var known = KnownCases()
    }

    private let pool: DatabasePool
    let key: StoreKey
    private let state = Mutex(State())

    init(pool: DatabasePool, key: StoreKey) {
        self.pool = pool
        self.key = key
    }

    /// How many wait for their turn.
    var waiting: Int { state.withLock(\.waiting) }

    /// Runs `body` when its turn has come, and returns when what it wrote is on the disk.
    ///
    /// - Throws: What `body` throws, and nothing of it is kept; or what kept the transaction from being committed.
    func write<Value>(_ body: (Database, inout JournalWork) throws -> Value) throws -> Value {
        state.withLock { $0.waiting += 1 }
        let (result, group) = try pool.writeWithoutTransaction { database in
            let group = try join(database)
            var work = state.withLock(\.work)
            let result = Result {
                var value: Value?
                try database.inSavepoint {
                    value = try body(database, &work)
                    return .commit
                }
                return value
            }
            if case .success = result { state.withLock { $0.work = work } }
            if let end = end(of: result, database) { finish(group, database, end) }
            return (result, group)
        }
        let value = try result.get()
        try group.outcome()
        guard let value else { throw StorageError(.inputOutput, "savepoint") }
        return value
    }

    /// Why a transaction ends after a turn; nil where it goes on with the next.
    private enum End {
        case everybodyDone
        /// SQLite took the transaction back by itself, as it does when the disk is full: none of it is left.
        case lost(any Error)
    }

    private func end(of result: Result<some Any, any Error>, _ database: Database) -> End? {
        if case .failure(let error) = result, !database.isInsideTransaction { return .lost(error) }
        let isLast = state.withLock { $0.waiting == 0 || ($0.group?.turns ?? 0) >= Self.largestGroup }
        return isLast ? .everybodyDone : nil
    }

    /// Takes a turn in the open transaction, or begins one.
    private func join(_ database: Database) throws -> Group {
        let open = state.withLock { state in
            state.waiting -= 1
            return state.group
        }
        if let open { return open.joined() }
        try database.beginTransaction(.immediate)
        let group = Group()
        state.withLock { state in
            state.group = group
            state.work = JournalWork(known: state.known)
        }
        return group.joined()
    }

    /// Ends the transaction and tells everybody who had a turn in it.
    private func finish(_ group: Group, _ database: Database, _ end: End) {
        let work = state.withLock(\.work)
        let outcome: Result<Void, any Error> =
            switch end {
            case .everybodyDone:
                Result {
                    try work.heads.sign(in: database, key: key)
                    try database.commit()
                }
            case .lost(let error): .failure(error)
            }
        if case .failure = outcome, database.isInsideTransaction { try? database.rollback() }
        state.withLock { state in
            state.group = nil
            if case .success = outcome { state.known = work.known }
        }
        group.answer(outcome)
    }

    /// Those who share a transaction.
    private final class Group: Sendable {
        private let committed = DispatchSemaphore(value: 0)
        private let state = Mutex<(turns: Int, outcome: Result<Void, any Error>?)>((0, nil))

        var turns: Int { state.withLock(\.turns) }

        func joined() -> Group {
            state.withLock { $0.turns += 1 }
            return self
        }

        func answer(_ outcome: Result<Void, any Error>) {
            state.withLock { $0.outcome = outcome }
            committed.signal()
        }

        /// Waits for the end of the transaction.
        ///
        /// - Throws: What kept it from being committed.
        func outcome() throws {
            committed.wait()
            // Whoever is let in lets the next one in.
            committed.signal()
            try state.withLock(\.outcome)?.get()
        }
    }
}

/// What one turn of a transaction hands on to the next. A turn that fails hands on nothing of its own.
struct JournalWork: Sendable {
    var heads = HeadsInHand()
    var known = KnownCases()
}
