import Crypto
import Foundation
import Vocabulary

/// One event as the journal hashes and exports it: a line of JSON that has one form only.
///
///     {"sequence":7,"stream":"C-1","version":3,"time":"..","actor":{"account":"..","actingAs":null},
///      "previous":"..","previousInStore":"..","hash":"..","event":{..}}
///
/// The keys stand in this order, without white space. The hash covers every byte of the line except its own member.
struct JournalLine: Hashable, Sendable {
    /// What stands for the hash before the first event.
    static let noHash = String(repeating: "0", count: 64)

    /// Place in the store, from 1.
    var sequence: Int
    /// Never ``JournalStream/store``.
    var stream: JournalStream
    /// Place in the stream, from 1.
    var version: Int
    var time: Timestamp
    var actor: Principal
    /// Hash of the event before in the stream.
    var previous: String
    /// Hash of the event before in the store.
    var previousInStore: String
    /// The event's JSON, exactly as stored.
    var event: [UInt8]

    /// SHA-256 over the line without its hash, as hexadecimal digits.
    var hash: String { Hexadecimal.text(SHA256.hash(data: bytes(hash: nil))) }

    /// The line, without a line feed.
    ///
    /// - Parameter hash: What to put for its hash; nil leaves the member out, which is the form that is hashed.
    func bytes(hash: String?) -> [UInt8] { prefix(hash: hash) + event + [UInt8(ascii: "}")] }

    /// The actor's JSON, as it stands in the line and in the database.
    var actorText: String {
        var bytes: [UInt8] = []
        appendActor(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func prefix(hash: String?) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(contentsOf: "{\"sequence\":\(sequence),\"stream\":\"\(stream)\",\"version\":\(version)".utf8)
        bytes.append(contentsOf: ",\"time\":\"".utf8)
        time.append(to: &bytes, digits: 7)
        bytes.append(contentsOf: "\",\"actor\":".utf8)
        appendActor(to: &bytes)
        bytes.append(contentsOf: ",\"previous\":\"\(previous)\",\"previousInStore\":\"\(previousInStore)\"".utf8)
        if let hash { bytes.append(contentsOf: ",\"hash\":\"\(hash)\"".utf8) }
        bytes.append(contentsOf: ",\"event\":".utf8)
        return bytes
    }

    private func appendActor(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "{\"account\":".utf8)
        CanonicalJSON.append(actor.account, to: &bytes)
        bytes.append(contentsOf: ",\"actingAs\":".utf8)
        if let name = actor.actingAs {
            CanonicalJSON.append(name, to: &bytes)
        } else {
            bytes.append(contentsOf: "null".utf8)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}

extension JournalLine {
    private struct Fields: Decodable {
        let sequence: Int
        let stream: String
        let version: Int
        let time: Timestamp
        let actor: Principal
        let previous: String
        let previousInStore: String
        let hash: String
    }

    /// Reads a line and the hash it states; nil unless the line is, byte for byte, what would be written.
    static func parse(_ bytes: ArraySlice<UInt8>) -> (line: JournalLine, hash: String)? {
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(bytes)),
            let stream = JournalStream(fields.stream), stream != .store
        else { return nil }
        var line = JournalLine(
            sequence: fields.sequence, stream: stream, version: fields.version, time: fields.time,
            actor: fields.actor, previous: fields.previous, previousInStore: fields.previousInStore, event: [])
        let prefix = line.prefix(hash: fields.hash)
        guard bytes.starts(with: prefix), bytes.count > prefix.count + 1, bytes.last == UInt8(ascii: "}") else {
            return nil
        }
        line.event = Array(bytes.dropFirst(prefix.count).dropLast())
        return (line, fields.hash)
    }
}
