import CaseLifecycle
import Foundation
import GRDB
import Vocabulary

extension CaseDatabase {
    /// Examines the journal of this store: both chains, the signed heads, the guardians and SQLite's own file.
    ///
    /// Open the store with ``Access/readOnly`` for this: a damaged one may not open otherwise.
    ///
    /// - Parameters:
    ///   - expectedHead: A head printed earlier: it must be the hash of one of the events. This is what finds an older
    ///     state of the store put in place of a newer one.
    ///   - expectedKey: The store's public key, 64 hexadecimal digits, where one is known from elsewhere.
    /// - Returns: What was found. A damaged journal is a result, not an error.
    package func verifyJournal(
        expectedHead: String? = nil, expectedKey: String? = nil
    ) throws(StorageError) -> JournalVerification {
        do {
            return try read(home) { database in
                var result = JournalVerification(stream: .store, publicKey: store, isExercise: isExercise)
                try examine(database, expectedHead: expectedHead, expectedKey: expectedKey, &result)
                return result
            }
        } catch {
            guard error.code == .damaged else { throw error }
            return JournalVerification(
                stream: .store, publicKey: store, isExercise: isExercise, problems: [JournalProblem(.damagedDatabase)])
        }
    }

    private func examine(
        _ database: Database, expectedHead: String?, expectedKey: String?, _ result: inout JournalVerification
    ) throws {
        var walk = ChainWalk(scope: .store)
        try CaseJournal(database: database).forEachRow(of: .store) { row in
            if let problem = step(&walk, row) {
                result.problems = [problem]
                return false
            }
            if walk.last.hash == expectedHead { result.expectedHeadAt = row.sequence }
            return true
        }
        result.events = walk.count
        result.head = walk.last.hash
        if result.isSound { result.problems = try Self.examineHeads(in: database, walk: walk, store: store) }
        if result.isSound, expectedHead != nil, result.expectedHeadAt == nil {
            result.problems.append(JournalProblem(.headNotFound, stream: JournalStream.store.description))
        }
        if let expectedKey, expectedKey != store { result.problems.append(JournalProblem(.unexpectedKey)) }
        do { try StoreKey.confirmPublished(store, in: HomeFolder(path: home)) } catch {
            result.problems.append(JournalProblem(.unpublishedKey))
        }
        if try !Schema.isGuarded(database) { result.problems.append(JournalProblem(.unguarded)) }
        if try String.fetchAll(database, sql: "PRAGMA integrity_check(1)") != ["ok"] {
            result.problems.append(JournalProblem(.damagedDatabase))
        }
    }

    private func step(_ walk: inout ChainWalk, _ row: JournalRow) -> JournalProblem? {
        guard let line = row.line else {
            return JournalProblem(.unreadable, stream: row.streamText, version: row.version, line: row.sequence)
        }
        if let problem = walk.step(line, hash: row.hashText, place: row.sequence) { return problem }
        guard line.sequence == 1 else { return nil }
        let event = try? CaseEventCoding().organisationEvent(line.event)
        return line.stream == .organisation && event == .storeCreated(store: store)
            ? nil : JournalProblem(.wrongStore, stream: line.stream.description, version: 1, line: 1)
    }

    /// Compares what was signed with the events that are there.
    private static func examineHeads(in database: Database, walk: ChainWalk, store: String) throws -> [JournalProblem] {
        var found = walk.heads
        found[.store] = walk.last
        var problems: [JournalProblem] = []
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT CAST(stream AS BLOB), count, CAST(hash AS BLOB), CAST(signature AS BLOB) FROM head
                ORDER BY stream = '*', stream
                """)
        for row in rows {
            let texts = [0, 2, 3].map { Data.fromDatabaseValue(row[$0]) ?? Data() }
            let name = String(decoding: texts[0], as: UTF8.self)
            guard let stream = JournalStream(name), stream.description.utf8.elementsEqual(texts[0]) else {
                problems.append(JournalProblem(.wrongHead, stream: name))
                continue
            }
            let signed = JournalHead(
                count: Int.fromDatabaseValue(row[1]) ?? 0, hash: String(decoding: texts[1], as: UTF8.self))
            let signature = String(decoding: texts[2], as: UTF8.self)
            let actual = found.removeValue(forKey: stream) ?? JournalHead()
            if !StoreKey.isValid(signature, over: signed.signedBytes(store: store, stream: stream), store: store) {
                problems.append(JournalProblem(.badSignature, stream: name))
            } else if signed.count > actual.count {
                problems.append(JournalProblem(.missing, stream: name, version: actual.count + 1))
            } else if signed != actual {
                problems.append(JournalProblem(.wrongHead, stream: name, version: signed.count + 1))
            }
        }
        // Events that nobody signed for.
        return problems
            + found.keys.map(\.description).sorted().map { JournalProblem(.wrongHead, stream: $0, version: 1) }
    }
}
