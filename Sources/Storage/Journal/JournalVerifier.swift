import Crypto
import Vocabulary

/// Examines an exported journal without a store: needs the file, and trusts nothing in it.
///
/// Any change of any bit is found, and any drop, insertion, reordering or cut. What cannot be found in the file alone
/// is a whole history made anew and signed with a key of the forger's: for that, say which head or key to expect.
package enum JournalVerifier {
    /// - Parameters:
    ///   - bytes: The file.
    ///   - expectedHead: A head printed earlier, as in a report: it must be the hash of one of the events.
    ///   - expectedKey: The store's public key, 64 hexadecimal digits.
    /// - Returns: What was found; the walk ends at the first problem.
    package static func verify(
        _ bytes: [UInt8], expectedHead: String? = nil, expectedKey: String? = nil
    ) -> JournalVerification {
        let trailer = lastLine(of: bytes).flatMap(JournalTrailer.parse)
        var result = JournalVerification(
            stream: trailer?.stream, publicKey: trailer?.publicKey, isExercise: trailer?.isExercise ?? false)
        var walk = ChainWalk(scope: trailer?.stream)
        var rest = bytes[...]
        var place = 0
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            place += 1
            if line.starts(with: JournalTrailer.opening) {
                let problem = examine(
                    trailer: line, before: bytes[..<line.startIndex], after: rest[(end + 1)...], walk: walk,
                    place: place, expectedKey: expectedKey)
                if let problem { result.problems = [problem] }
                if problem == nil, expectedHead != nil, result.expectedHeadAt == nil {
                    result.problems = [JournalProblem(.headNotFound, stream: result.stream?.description)]
                }
                return result
            }
            if let problem = step(&walk, line, place: place) {
                result.problems = [problem]
                return result
            }
            result.events = walk.count
            result.head = walk.last.hash
            if walk.last.hash == expectedHead { result.expectedHeadAt = place }
            rest = rest[(end + 1)...]
        }
        let next = walk.nextPlace
        result.problems = [JournalProblem(.cut, stream: next.stream, version: next.version, line: place + 1)]
        return result
    }

    private static func step(_ walk: inout ChainWalk, _ bytes: ArraySlice<UInt8>, place: Int) -> JournalProblem? {
        guard let (line, hash) = JournalLine.parse(bytes) else {
            let next = walk.nextPlace
            return JournalProblem(.unreadable, stream: next.stream, version: next.version, line: place)
        }
        return walk.step(line, hash: hash, place: place)
    }

    private static func examine(
        trailer bytes: ArraySlice<UInt8>, before: ArraySlice<UInt8>, after: ArraySlice<UInt8>, walk: ChainWalk,
        place: Int, expectedKey: String?
    ) -> JournalProblem? {
        guard let trailer = JournalTrailer.parse(bytes) else { return JournalProblem(.badTrailer, line: place) }
        let stream = trailer.stream.description
        guard after.isEmpty else { return JournalProblem(.trailingBytes, stream: stream, line: place + 1) }
        guard trailer.count <= walk.count else {
            return JournalProblem(.missing, stream: stream, version: walk.count + 1, line: place)
        }
        guard trailer.count == walk.count, trailer.head == walk.last.hash else {
            return JournalProblem(.wrongHead, stream: stream, line: place)
        }
        guard trailer.bytes == before.count, trailer.sha256 == Hexadecimal.text(SHA256.hash(data: Array(before)))
        else { return JournalProblem(.wrongDigest, stream: stream, line: place) }
        guard StoreKey.isValid(trailer.signature, over: trailer.signedBytes, store: trailer.publicKey) else {
            return JournalProblem(.badSignature, stream: stream, line: place)
        }
        if let expectedKey, expectedKey != trailer.publicKey {
            return JournalProblem(.unexpectedKey, stream: stream, line: place)
        }
        return nil
    }

    private static func lastLine(of bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard bytes.last == UInt8(ascii: "\n") else { return nil }
        let rest = bytes.dropLast()
        let start = rest.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return rest[start...]
    }
}
