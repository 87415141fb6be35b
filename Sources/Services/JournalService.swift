import CaseLifecycle
import Foundation
package import Storage
import Vocabulary

/// Proves and hands out the journal.
package struct JournalService: Sendable {
    let database: CaseDatabase

    package init(database: CaseDatabase) { self.database = database }

    /// Examines the journal of the store.
    ///
    /// - Parameters:
    ///   - head: A head printed earlier, which must be the hash of one of the events; nil to expect none.
    ///   - key: The public key that must have signed, known from elsewhere; nil to expect none.
    /// - Throws: A failure of storage. A damaged journal is a result, not an error.
    package func verify(head: String?, key: String? = nil) throws -> JournalExamination {
        JournalExamination(try database.verifyJournal(expectedHead: head, expectedKey: key), head: head, key: key)
    }

    /// Examines the journal of the store, and whether the lists that are made from it are what it says.
    ///
    /// - Parameters: Those of ``verify(head:key:)``.
    package func examine(head: String?, key: String? = nil) throws -> JournalExamination {
        var examination = try verify(head: head, key: key)
        guard examination.fault == nil else { return examination }
        let differing = try database.differingReadModels()
        if !differing.isEmpty { examination.find(differing: differing) }
        return examination
    }

    /// Examines a journal that was exported from this store: its key must have signed, unless another is given.
    package func verify(exported path: String, head: String?, key: String?) throws(ServiceFailure)
        -> JournalExamination
    { try Self.verify(file: path, head: head, key: key ?? database.store) }

    /// Examines an exported journal, without a store.
    package static func verify(file path: String, head: String?, key: String?) throws(ServiceFailure)
        -> JournalExamination
    {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ServiceFailure(code: "unreadable", subject: path, cause: "it is not there, or may not be read")
        }
        return JournalExamination(
            JournalVerifier.verify(Array(bytes), expectedHead: head, expectedKey: key), head: head, key: key)
    }

    /// Writes the journal of a case (`C-1`) or of the organisation (`ORG`) as JSON lines that end with a signed trailer.
    ///
    /// - Parameter write: Takes the bytes in order.
    /// - Throws: ``CaseRefusal/unknownCase(_:)`` where there is no such stream.
    package func export(_ stream: String, to write: ([UInt8]) throws -> Void) throws {
        guard let stream = JournalStream(stream), stream != .store, try database.head(of: stream).count > 0 else {
            throw CaseRefusal.unknownCase(stream)
        }
        try database.export(stream, to: write)
    }
}

/// What examining a journal found, for people and programs.
package struct JournalExamination: Sendable {
    /// The first event that is not as it was appended.
    package struct Fault: Sendable {
        package let stream: String?
        /// Place in the stream.
        package let version: Int?
        /// Line of the file, or sequence in the store.
        package let line: Int?
        package let reason: String
    }

    /// Events found to be in order.
    package let events: Int
    /// Hash of the last of them.
    package let head: String
    /// The key that signed it; nil where that cannot be told.
    package let publicKey: String?
    /// Whether that key was compared with one that is known from elsewhere.
    package let isKeyChecked: Bool
    /// Whether it comes from a store for exercises.
    package let isExercise: Bool
    /// Nil for a sound journal.
    package private(set) var fault: Fault?
    private let isHeadChecked: Bool

    /// - Parameters:
    ///   - head: The head that was expected, if any.
    ///   - key: Likewise the key.
    init(_ verification: JournalVerification, head: String?, key: String?) {
        isKeyChecked = key != nil
        isExercise = verification.isExercise
        isHeadChecked = head != nil
        events = verification.events
        self.head = verification.head
        publicKey = verification.publicKey
        fault = verification.problems.first.map {
            Fault(stream: $0.stream, version: $0.version, line: $0.line, reason: Self.reason($0.kind))
        }
    }

    /// The journal is sound, and tables that are made from it were changed.
    fileprivate mutating func find(differing tables: [String]) {
        fault = Fault(
            stream: nil, version: nil, line: nil,
            reason: "the journal is in order, but the lists made from it are not what it says "
                + "(\(tables.joined(separator: ", "))): cordon admin rebuild")
    }

    /// The result in a line or two.
    package var text: String {
        guard let fault else {
            // A history made anew and signed with a forger's own key is just as sound in itself.
            let doubt =
                isKeyChecked || isHeadChecked
                ? "" : ", which was compared with nothing: give --key, or --head from a printed report"
            return "sound: \(events) events, head \(head)" + (publicKey.map { ", signed by \($0)\(doubt)" } ?? "")
        }
        let place = [
            fault.stream.map { "stream \($0)" }, fault.version.map { "version \($0)" }, fault.line.map { "line \($0)" },
        ].compactMap(\.self).joined(separator: ", ")
        return "NOT sound: \(place.isEmpty ? "" : place + ": ")\(fault.reason); \(events) events before it are in order"
    }

    private static func reason(_ kind: JournalProblem.Kind) -> String {
        switch kind {
        case .unreadable: "the line is not one that was ever written"
        case .wrongHash: "the event is not the one that its hash was made for"
        case .wrongStream: "an event of another stream"
        case .missing: "an event is missing"
        case .outOfPlace: "an event stands where it does not belong"
        case .brokenLink: "the event does not follow the one before it in its stream"
        case .brokenStoreLink: "the event does not follow the one before it in the store"
        case .unknownEvent: "a kind of event that this release does not know"
        case .wrongStore: "the first event does not name the key of the store"
        case .cut: "the end of the file is missing"
        case .badTrailer: "the trailer is not one that was ever written"
        case .wrongHead: "the number of events or the last hash is not the one that was signed"
        case .wrongDigest: "the bytes before the trailer are not those that were exported"
        case .badSignature: "the signature was not made by the key of the store"
        case .trailingBytes: "something follows the trailer"
        case .headNotFound: "the expected head is not the hash of any event"
        case .unexpectedKey: "signed by another key than expected"
        case .unpublishedKey: "the public key beside the store is missing, or not the key that the journal names"
        case .unguarded: "the guards that keep events from being changed were removed"
        case .damagedDatabase: "the database file itself is damaged"
        }
    }
}
