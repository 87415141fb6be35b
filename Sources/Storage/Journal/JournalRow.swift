import Foundation
import GRDB
import Vocabulary

/// A row of the table `event`, its texts as the bytes on disk: what is not what was written must not be smoothed over
/// on the way.
struct JournalRow {
    static let columns = """
        sequence, version, CAST(stream AS BLOB), CAST(time AS BLOB), CAST(actor AS BLOB), CAST(previous AS BLOB),
        CAST(previous_in_store AS BLOB), CAST(hash AS BLOB), CAST(event AS BLOB)
        """

    let sequence: Int
    let version: Int
    let stream: Data
    let time: Data
    let actor: Data
    let previous: Data
    let previousInStore: Data
    let hash: Data
    let event: Data

    init(_ row: Row) {
        sequence = Self.number(row[0])
        version = Self.number(row[1])
        stream = Self.bytes(row[2])
        time = Self.bytes(row[3])
        actor = Self.bytes(row[4])
        previous = Self.bytes(row[5])
        previousInStore = Self.bytes(row[6])
        hash = Self.bytes(row[7])
        event = Self.bytes(row[8])
    }

    /// Whoever can change the file can change the table, too: a column may hold anything. What is not a number is one
    /// that no event has, and what is missing is empty, so that the row has no line.
    private static func number(_ value: DatabaseValue) -> Int { Int.fromDatabaseValue(value) ?? 0 }

    private static func bytes(_ value: DatabaseValue) -> Data { Data.fromDatabaseValue(value) ?? Data() }

    var streamText: String { Self.text(stream) }
    var hashText: String { Self.text(hash) }

    /// The row's line; nil unless every column is, byte for byte, what would be written.
    var line: JournalLine? {
        guard let stream = JournalStream(streamText), stream != .store,
            let time = Timestamp(iso8601: Self.text(time)), let actor = principal
        else { return nil }
        let line = JournalLine(
            sequence: sequence, stream: stream, version: version, time: time, actor: actor,
            previous: Self.text(previous), previousInStore: Self.text(previousInStore), event: Array(event))
        let written: [(String, Data)] = [
            (stream.description, self.stream), (time.text(digits: 7), self.time), (line.actorText, self.actor),
            (line.previous, previous), (line.previousInStore, previousInStore), (hashText, hash),
        ]
        return written.allSatisfy { $0.utf8.elementsEqual($1) } ? line : nil
    }

    /// When it was appended; nil where the column is no moment.
    var moment: Timestamp? { Timestamp(iso8601: Self.text(time)) }

    /// Who appended it; nil where the column names nobody.
    var principal: Principal? { try? JSONDecoder().decode(Principal.self, from: actor) }

    private static func text(_ bytes: Data) -> String { String(decoding: bytes, as: UTF8.self) }
}
