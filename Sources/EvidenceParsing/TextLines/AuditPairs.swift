/// The fields of one line of the audit log.
///
/// Values stand in double quotes, in single quotes where they hold fields of their own, or bare. What auditd adds in
/// clear words stands behind the byte 0x1D; some tools lose that byte on the way, and `res=1UID="root"` is left.
struct AuditPairs {
    /// How a value was written.
    enum Form {
        case bare
        case quoted
        /// Words that belong to no field: `avc: denied { read } for`.
        case words
    }

    struct Pair {
        let key: Range<Int>
        let value: Range<Int>
        let form: Form
    }

    private var place: Int
    private let end: Int
    /// What stood directly behind a value, without a blank between.
    private var pending: Range<Int>?

    init(_ body: Range<Int>) {
        place = body.lowerBound
        end = body.upperBound
    }

    @inline(__always)
    mutating func next(_ bytes: Span<UInt8>) -> Pair? {
        while place < end, Self.isBetween(bytes[place]) { place += 1 }
        guard place < end else { return nil }
        let start = place
        var stop = pending?.lowerBound ?? place
        pending = nil
        var wordEnd: Int?
        while stop < end, bytes[stop] != UInt8(ascii: "=") {
            if Self.isBetween(bytes[stop]) {
                wordEnd = stop
                while stop < end, Self.isBetween(bytes[stop]) { stop += 1 }
                // The words end where a key begins.
                if Self.isKey(bytes, from: stop, end) { break }
                continue
            }
            stop += 1
        }
        if let wordEnd, stop == end || bytes[stop] != UInt8(ascii: "=") {
            place = stop
            return Pair(key: start..<start, value: start..<(stop == end ? end : wordEnd), form: .words)
        }
        guard stop < end else {
            place = end
            return Pair(key: start..<start, value: start..<end, form: .words)
        }
        return value(bytes, key: start..<stop)
    }

    @inline(__always)
    private mutating func value(_ bytes: Span<UInt8>, key: Range<Int>) -> Pair {
        let start = key.upperBound + 1
        if start < end, bytes[start] == UInt8(ascii: "\"") {
            let close = bytes.first(UInt8(ascii: "\""), in: start + 1..<end)
            place = min(close + 1, end)
            return Pair(key: key, value: start + 1..<close, form: .quoted)
        }
        if start < end, bytes[start] == UInt8(ascii: "'") {
            // The fields inside are read as those around them.
            place = start + 1
            return next(bytes) ?? Pair(key: key, value: end..<end, form: .bare)
        }
        var stop = start
        var equals: Int?
        while stop < end, !Self.isBetween(bytes[stop]) {
            if bytes[stop] == UInt8(ascii: "="), equals == nil { equals = stop }
            stop += 1
        }
        place = stop
        if let equals, let split = Self.enrichedKey(bytes, start..<equals) {
            place = split
            return Pair(key: key, value: start..<split, form: .bare)
        }
        return Pair(key: key, value: start..<stop, form: .bare)
    }

    @inline(__always)
    private static func isBetween(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x1D || byte == UInt8(ascii: "'")
    }

    /// Whether a word with `=` in it begins here.
    private static func isKey(_ bytes: Span<UInt8>, from start: Int, _ end: Int) -> Bool {
        var place = start
        while place < end, !isBetween(bytes[place]) {
            if bytes[place] == UInt8(ascii: "=") { return place > start }
            place += 1
        }
        return false
    }

    /// Names of the fields that can come first among those that auditd adds, longest first.
    private static let enriched: [StaticString] = [
        "OLD-AUID", "SYSCALL", "SADDR", "AUID", "OUID", "ARCH", "UID", "GID",
    ]

    private static func enrichedKey(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Int? {
        for name in enriched where text.count > name.utf8CodeUnitCount {
            let start = text.upperBound - name.utf8CodeUnitCount
            if bytes.starts(start..<text.upperBound, with: name) { return start }
        }
        return nil
    }
}
