/// Finds the next sound record behind a damaged one.
///
/// A record is known by its first key: those of one program begin alike, and what is nested in the damaged one begins
/// otherwise.
struct JSONResumption {
    /// The first key of a sound record.
    private var key: String?
    /// Bytes that may still be looked at: hostile documents could make every byte the start of a long search.
    private var budget: Int

    /// - Parameter length: Bytes of the portion.
    init(length: Int) { budget = 8 * length + 65_536 }

    mutating func learn(from bytes: Span<UInt8>, recordAt place: Int) {
        if key == nil { key = JSONDocumentShape.firstKey(in: bytes, from: place)?.name }
    }

    /// Where to go on behind the damaged record at `start`: the end of the bytes where nothing sound is found.
    mutating func place(in bytes: Span<UInt8>, behind start: Int, with reader: inout JSONLineReader) -> Int {
        let end = JSONStructure.endOfValue(in: bytes, from: start)
        budget -= (end ?? bytes.count) - start
        if let end, isBetweenRecords(bytes, end) { return end }
        var place = start + 1
        while place < bytes.count, budget > 0 {
            budget -= 1
            if bytes[place] == UInt8(ascii: "{"), follows(bytes, place), isRecord(bytes, place, &reader) {
                return place
            }
            place += 1
        }
        return bytes.count
    }

    /// Whether the list goes on or ends here.
    private func isBetweenRecords(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
        var scanner = JSONScanner(place..<bytes.count)
        scanner.skipBlanks(in: bytes)
        guard !scanner.atEnd else { return true }
        switch bytes[scanner.place] {
        case UInt8(ascii: "]"), UInt8(ascii: "}"): return true
        case UInt8(ascii: ","):
            scanner.advance()
            scanner.skipBlanks(in: bytes)
            return begins(bytes, scanner.place)
        default: return begins(bytes, scanner.place)
        }
    }

    private func begins(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "{") else { return false }
        return key.map { $0 == JSONDocumentShape.firstKey(in: bytes, from: place)?.name } ?? true
    }

    /// Whether a comma, a bracket, a brace or a line break stands before this place.
    private func follows(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
        var before = place - 1
        while before >= 0, bytes[before] == 0x20 || bytes[before] == 0x09 || bytes[before] == 0x0D { before -= 1 }
        guard before >= 0 else { return true }
        switch bytes[before] {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: ":"), 0x0A: return true
        default: return false
        }
    }

    private mutating func isRecord(_ bytes: Span<UInt8>, _ place: Int, _ reader: inout JSONLineReader) -> Bool {
        guard begins(bytes, place) else { return false }
        do throws(JSONDamage) {
            budget -= try reader.readItem(bytes, place..<bytes.count) - place
            return true
        } catch {
            // How far it was read is not known; it is looked at byte by byte again in any case.
            budget -= 256
            return false
        }
    }
}
