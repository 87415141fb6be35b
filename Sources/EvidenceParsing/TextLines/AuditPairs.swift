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

    /// How values are written.
    enum Style {
        case quoted
        /// For the eye: a value without quotes holds blanks, and ends where the next key begins.
        case interpreted
        /// The same of arguments `a0`, `a1` .., in which everything can stand.
        case interpretedArguments
    }

    private var place: Int
    private let end: Int
    private let style: Style
    /// The fields of a value in single quotes are read.
    private var isInside = false
    /// What stood directly behind a value, without a blank between.
    private var pending: Range<Int>?

    init(_ body: Range<Int>, _ style: Style = .quoted) {
        place = body.lowerBound
        end = body.upperBound
        self.style = style
    }

    @inline(__always)
    mutating func next(_ bytes: Span<UInt8>) -> Pair? {
        while place < end, Self.isBetween(bytes[place]) { place += 1 }
        if style != .quoted { skipClosingBraces(bytes) }
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
            isInside = true
            return next(bytes) ?? Pair(key: key, value: end..<end, form: .bare)
        }
        if style != .quoted { return interpretedValue(bytes, key: key) }
        var stop = start
        var equals: Int?
        while stop < end, !Self.isBetween(bytes[stop]) {
            if bytes[stop] == UInt8(ascii: "="), equals == nil { equals = stop }
            stop += 1
        }
        place = stop
        if let equals, let split = Self.enrichedKey(bytes, start..<equals) {
            place = split
            // Syslog writes the byte in digits.
            let value = bytes.ends(start..<split, with: "#035") ? start..<split - 4 : start..<split
            return Pair(key: key, value: value, form: .bare)
        }
        return Pair(key: key, value: start..<stop, form: .bare)
    }

    // MARK: Values for the eye

    @inline(never)
    private mutating func interpretedValue(_ bytes: Span<UInt8>, key: Range<Int>) -> Pair {
        place = endOfInterpreted(bytes, key, key.upperBound + 1)
        return Pair(key: key, value: bytes.trimmed(key.upperBound + 1..<place), form: .bare)
    }

    @inline(never)
    private mutating func skipClosingBraces(_ bytes: Span<UInt8>) {
        while place < end, Self.isBetween(bytes[place]) || isClosingBrace(bytes, place) { place += 1 }
    }

    /// Where a value without quotes ends.
    private func endOfInterpreted(_ bytes: Span<UInt8>, _ key: Range<Int>, _ start: Int) -> Int {
        // The words of a command hold anything, and nothing stands behind them.
        if bytes.equals(key, "proctitle") { return end }
        let argument = style == .interpretedArguments ? Self.argumentNumber(bytes, key) : nil
        var stop = start
        while stop < end {
            if isInside, bytes[stop] == UInt8(ascii: "'") { return stop }
            if bytes[stop] == 0x20 {
                var next = stop
                while next < end, bytes[next] == 0x20 { next += 1 }
                if argument == nil, isClosingBrace(bytes, next) { return stop }
                if let name = Self.key(bytes, from: next, end) {
                    guard let argument else { return stop }
                    if Self.argumentNumber(bytes, name).map({ $0 == argument || $0 == argument + 1 }) ?? false {
                        return stop
                    }
                }
                stop = next
            } else {
                stop += 1
            }
        }
        return end
    }

    /// 12 of `a12`, `a12_len` and `a12[3]`.
    private static func argumentNumber(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Int? {
        guard !key.isEmpty, bytes[key.lowerBound] == UInt8(ascii: "a") else { return nil }
        var stop = key.lowerBound + 1
        while stop < key.upperBound, bytes[stop].isDigit { stop += 1 }
        guard stop == key.upperBound || bytes[stop] == UInt8(ascii: "_") || bytes[stop] == UInt8(ascii: "[") else {
            return nil
        }
        return bytes.number(key.lowerBound + 1..<stop)
    }

    /// The name before `=` that begins here; nil where none does.
    private static func key(_ bytes: Span<UInt8>, from start: Int, _ end: Int) -> Range<Int>? {
        var place = start
        while place < end, place - start <= longestKey {
            let byte = bytes[place]
            if byte == UInt8(ascii: "=") { return place > start ? start..<place : nil }
            let fits =
                byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
            guard fits, place > start || byte.isLetter else { return nil }
            place += 1
        }
        return nil
    }

    /// Bytes of the name of a field; the longest known have some twenty.
    private static let longestKey = 64

    /// The end of the fields that an address stands for: `saddr={ saddr_fam=inet lport=22 }`.
    private func isClosingBrace(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
        place < end && bytes[place] == UInt8(ascii: "}")
            && (place + 1 == end || Self.isBetween(bytes[place + 1]))
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
