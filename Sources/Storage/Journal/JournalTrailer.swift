import Foundation

/// The last line of an exported journal: what the file must hold, signed by the store.
///
///     {"trailer":{"stream":"C-1","count":42,"head":"..","bytes":31337,"sha256":"..","publicKey":"..",
///      "signature":".."}}
///
/// The keys stand in this order, without white space. The signature covers the line without its own member. What comes
/// from a store for exercises has `"exercise":true` before the signature; what does not, has no such member.
struct JournalTrailer: Hashable {
    static let opening = Array("{\"trailer\":".utf8)

    let stream: JournalStream
    /// Number of events in the file.
    let count: Int
    /// The hash of the last of them.
    let head: String
    /// Number and SHA-256 of all bytes before the trailer.
    let bytes: Int
    let sha256: String
    let publicKey: String
    let isExercise: Bool
    var signature = ""

    /// The bytes that are signed.
    var signedBytes: [UInt8] { render(signature: nil) }

    /// The line, without a line feed.
    var line: [UInt8] { render(signature: signature) }

    private func render(signature: String?) -> [UInt8] {
        let text =
            "{\"trailer\":{\"stream\":\"\(stream)\",\"count\":\(count),\"head\":\"\(head)\",\"bytes\":\(bytes)"
            + ",\"sha256\":\"\(sha256)\",\"publicKey\":\"\(publicKey)\"" + (isExercise ? ",\"exercise\":true" : "")
            + (signature.map { ",\"signature\":\"\($0)\"" } ?? "") + "}}"
        return Array(text.utf8)
    }

    private struct Line: Decodable {
        struct Fields: Decodable {
            let stream: String
            let count: Int
            let head: String
            let bytes: Int
            let sha256: String
            let publicKey: String
            let exercise: Bool?
            let signature: String
        }

        let trailer: Fields
    }

    /// Reads a trailer; nil unless it is, byte for byte, what would be written.
    static func parse(_ bytes: ArraySlice<UInt8>) -> JournalTrailer? {
        guard let fields = (try? JSONDecoder().decode(Line.self, from: Data(bytes)))?.trailer,
            let stream = JournalStream(fields.stream)
        else { return nil }
        let trailer = JournalTrailer(
            stream: stream, count: fields.count, head: fields.head, bytes: fields.bytes, sha256: fields.sha256,
            publicKey: fields.publicKey, isExercise: fields.exercise ?? false, signature: fields.signature)
        return bytes.elementsEqual(trailer.line) ? trailer : nil
    }
}
