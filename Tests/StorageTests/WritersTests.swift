import CaseLifecycle
import Foundation
import GRDB
import Synchronization
import Testing
import Vocabulary

@testable import Storage

/// Sees the commits of a database, and can keep them from happening.
final class CommitObserver: TransactionObserver, Sendable {
    struct NoCommit: Error, Equatable {}

    let commits = Atomic(0)
    let refuses = Atomic(false)

    func observes(eventsOfKind kind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() throws {
        if refuses.load(ordering: .sequentiallyConsistent) { throw NoCommit() }
    }
    func databaseDidCommit(_ database: Database) { commits.add(1, ordering: .sequentiallyConsistent) }
    func databaseDidRollback(_ database: Database) {}
}

@Suite("Writers of one process")
struct WritersTests {
    static let threads = 64

    let folder: TemporaryFolder
    let database: CaseDatabase
    let observer = CommitObserver()

    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open()
        _ = try database.write {
            try $0.append([.opened(title: "busy")], to: .first, expected: 0, actor: .alice, at: .minute(0))
        }
        database.writer?.add(transactionObserver: observer, extent: .databaseLifetime)
    }

    private var commits: Int { observer.commits.load(ordering: .sequentiallyConsistent) }

    /// Runs `body` on threads of their own, all at once, and waits for every one.
    private func onThreads(_ body: @escaping @Sendable (Int) -> Void) {
        let done = DispatchGroup()
        for number in 0..<Self.threads {
            done.enter()
            Thread.detachNewThread {
                body(number)
                done.leave()
            }
        }
        done.wait()
    }

    /// Has every thread come before the first has had its turn.
    private func together(_ body: @escaping @Sendable (Int, CaseTransaction) throws -> Void) -> [Int: any Error] {
        let failures = Mutex<[Int: any Error]>([:])
        let isBegun = Atomic(false)
        let database = database
        onThreads { number in
            do {
                try database.write { transaction in
                    if !isBegun.exchange(true, ordering: .sequentiallyConsistent) {
                        while (database.writers?.waiting ?? 0) < Self.threads - 1 { usleep(100) }
                    }
                    try body(number, transaction)
                }
            } catch {
                failures.withLock { $0[number] = error }
            }
        }
        return failures.withLock(\.self)
    }

    private func notes() throws -> [String] { try database.loadCase(.first)?.notes ?? [] }

    @Test("who wait at the same time share one commit")
    func shared() throws {
        let failures = together { number, transaction in
            _ = try transaction.append(
                [.noteAdded(text: "\(number)")], to: .first, expected: nil, actor: .alice, at: .minute(1))
        }

        #expect(failures.isEmpty)
        #expect(commits == 1)
        #expect(try notes().compactMap { Int($0) }.sorted() == Array(0..<Self.threads))
        #expect(try database.verifyJournal().problems == [])
        #expect(try database.differingReadModels() == [])
    }

    @Test("who fails takes back his own and nobody else's")
    func failing() throws {
        let failures = together { number, transaction in
            _ = try transaction.append(
                [.noteAdded(text: "\(number)")], to: .first, expected: nil, actor: .alice, at: .minute(1))
            if number % 3 == 0 {
                _ = try transaction.append(
                    [.opened(title: "lost")], to: transaction.nextCaseID(), expected: 0, actor: .bob, at: .minute(1))
                throw CaseRefusal.missing(["\(number)"])
            }
        }

        let expected = Dictionary(
            uniqueKeysWithValues: stride(from: 0, to: Self.threads, by: 3).map { ($0, CaseRefusal.missing(["\($0)"])) })
        #expect(failures.compactMapValues { $0 as? CaseRefusal } == expected)
        #expect(commits == 1)
        #expect(try notes().compactMap { Int($0) }.sorted() == (0..<Self.threads).filter { $0 % 3 != 0 })
        #expect(try database.cases().map(\.title) == ["busy"])
        #expect(try database.verifyJournal().problems == [])
        #expect(try database.differingReadModels() == [])
        #expect(try database.write { try $0.nextCaseID() } == .second)
    }

    @Test("when the commit fails, everybody who shared it is told, nothing is kept, and work goes on")
    func uncommitted() throws {
        let before = try database.head(of: .store)
        observer.refuses.store(true, ordering: .sequentiallyConsistent)

        let failures = together { number, transaction in
            _ = try transaction.append(
                [.noteAdded(text: "\(number)")], to: .first, expected: nil, actor: .alice, at: .minute(1))
        }

        #expect(failures.count == Self.threads)
        #expect(failures.values.allSatisfy { $0 is CommitObserver.NoCommit })
        #expect(try database.head(of: .store) == before)
        observer.refuses.store(false, ordering: .sequentiallyConsistent)
        let next = try database.write {
            try $0.append([.noteAdded(text: "on")], to: .first, expected: 1, actor: .alice, at: .minute(2))
        }
        #expect(next.map(\.version) == [2])
        #expect(try notes() == ["on"])
        #expect(try database.verifyJournal().problems == [])
    }

    @Test("every acknowledged event of 64 threads is in the journal, in far fewer commits than appends")
    func many() throws {
        let rounds = 10
        let acknowledged = Mutex<[RecordedEvent]>([])
        let failures = Mutex<[any Error]>([])
        let database = database
        onThreads { number in
            // Some work on one case, some on cases of their own.
            let id = CaseID(number: number % 2 == 0 ? 1 : number + 1)
            for round in 0..<rounds {
                do {
                    let recorded = try database.write { transaction in
                        let version = try transaction.loadCase(id)?.version ?? 0
                        let event: CaseEvent =
                            version == 0 ? .opened(title: "\(id)") : .noteAdded(text: "\(number) \(round)")
                        return try transaction.append(
                            [event], to: id, expected: version, actor: .alice, at: .minute(round))
                    }
                    acknowledged.withLock { $0 += recorded }
                } catch {
                    failures.withLock { $0.append(error) }
                }
            }
        }

        #expect(failures.withLock { $0.isEmpty })
        let known = acknowledged.withLock { $0.sorted { $0.sequence < $1.sequence } }
        // Two events were there before: the store's and the first case's.
        #expect(known.map(\.sequence) == Array(3..<(3 + Self.threads * rounds)))
        let kept = try database.cases().flatMap { try database.events(of: $0.id) }.sorted { $0.sequence < $1.sequence }
        #expect(Array(kept.dropFirst()) == known)
        #expect(commits < Self.threads * rounds / 4)
        #expect(try database.verifyJournal().problems == [])
        #expect(try database.differingReadModels() == [])
    }
}
