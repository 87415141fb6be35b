import Vocabulary

/// What stands before the message of a line of syslog. A range is empty where the line lacks the part.
struct SyslogHeader {
    /// The number in `<38>`: facility times eight plus severity; or both as FreeBSD's `syslogd -v` writes them, `auth.info`.
    var priority = 0..<0
    var timeText = 0..<0
    /// Nil where RFC 5424 writes `-`.
    var time: LineTime?
    var host = 0..<0
    /// A severity in words behind the time, as ChromeOS writes it.
    var severity = 0..<0
    var program = 0..<0
    /// What stands in parentheses behind the program: `sshd(pam_unix)`.
    var module = 0..<0
    var pid = 0..<0
    /// RFC 5424: the kind of message.
    var messageID = 0..<0
    /// RFC 5424: the elements with their brackets.
    var structuredData = 0..<0
    var message = 0..<0
    /// Date and time of day are parted by a blank, as at the beginning of lines of many other logs.
    private var hasPartedDate = false

    /// Nil where the line is not one of syslog.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        var place = line.lowerBound
        let end = line.upperBound
        guard end - place >= 15 else { return nil }
        if bytes[place] == UInt8(ascii: "<") {
            // At most three digits: 24 facilities with eight severities.
            var close = place + 1
            while close < end, close - place <= 4, bytes[close].isDigit { close += 1 }
            guard close < end, close > place + 1, bytes[close] == UInt8(ascii: ">") else { return nil }
            priority = place + 1..<close
            place = close + 1
            if end - place > 2, bytes[place].isDigit, bytes[place + 1] == 0x20, readProtocol(bytes, place + 2..<end) {
                return
            }
        }
        // Cisco's devices mark times of a clock that was not set, or is not kept right.
        if place + 1 < end, bytes[place] == UInt8(ascii: "*") || bytes[place] == UInt8(ascii: "."),
            bytes[place + 1].isUpperLetter
        {
            place += 1
        }
        guard place < end else { return nil }
        let rest = place..<end
        let time =
            bytes[place].isDigit
            ? LineTime.iso(bytes, rest) ?? LineTime.yearAndBSD(bytes, rest) : LineTime.bsd(bytes, rest)
        guard let time else { return nil }
        hasPartedDate = bytes[place].isDigit && bytes[place + 10] == 0x20 && bytes[place + 4] == 0x2D
        self.time = time
        timeText = place..<time.end
        place = time.end
        guard place < end else { return nil }
        if bytes[place] == UInt8(ascii: ":"), !hasPartedDate {
            message = bytes.withoutIndent(place + 1..<end)
            return
        }
        guard bytes[place] == 0x20 else { return nil }
        place += 1
        if place < end, bytes[place] == UInt8(ascii: "<") { readNamedPriority(bytes, &place, end) }
        if readZone(bytes, &place, end) { return }
        readHost(bytes, &place, end)
        readTag(bytes, &place, end)
        if hasPartedDate, host.isEmpty || program.isEmpty { return nil }
        message = bytes.withoutIndent(place..<end)
    }

    /// Whether the line has the parts of which most lines of syslog have at least one.
    var isConvincing: Bool { hasPartedDate ? !pid.isEmpty : hasOwnParts }

    private var hasOwnParts: Bool { !program.isEmpty || !priority.isEmpty || !host.isEmpty && time?.hasYear == false }

    /// The number of the facility (RFC 5424, section 6.2.1); nil where none is stated, or one that is not known.
    func facility(_ bytes: Span<UInt8>) -> Int? {
        guard !priority.isEmpty else { return nil }
        if let number = bytes.number(priority) { return number / 8 }
        let name = priority.lowerBound..<bytes.first(UInt8(ascii: "."), in: priority)
        return bytes.number(name) ?? Self.facilities.firstIndex { bytes.equals(name, $0) }
    }

    private static let facilities: [StaticString] = [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp",
    ]

    // MARK: RFC 3164

    /// `<auth.info>` or `<4.6>` behind the time.
    private mutating func readNamedPriority(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) {
        let word = place..<bytes.wordEnd(place..<end)
        guard word.count >= 5, word.upperBound < end, bytes[word.upperBound - 1] == UInt8(ascii: ">") else { return }
        let inner = word.lowerBound + 1..<word.upperBound - 1
        guard bytes.first(UInt8(ascii: "."), in: inner) < inner.upperBound else { return }
        for place in inner where !bytes[place].isLetter && !bytes[place].isDigit && bytes[place] != UInt8(ascii: ".") {
            return
        }
        priority = inner
        place = word.upperBound + 1
    }

    /// The name of a zone behind a time without one: before a colon, as Cisco's devices write it, or before a host and a tag.
    ///
    /// - Returns: Whether the rest is message.
    @inline(__always)
    private mutating func readZone(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) -> Bool {
        guard time?.offset == nil, place < end, bytes[place].isUpperLetter else { return false }
        var stop = place
        while stop < end, stop - place < 5, bytes[stop].isUpperLetter { stop += 1 }
        guard stop < end, bytes[stop] == 0x20 || bytes[stop] == UInt8(ascii: ":"),
            ZoneName(bytes, place..<stop) != nil
        else { return false }
        if bytes[stop] == 0x20 {
            // A host can be called so, too.
            var behind = self
            var next = stop + 1
            behind.readHost(bytes, &next, end)
            behind.readTag(bytes, &next, end)
            guard !behind.host.isEmpty, !behind.program.isEmpty else { return false }
        } else {
            guard stop + 1 < end, bytes[stop + 1] == 0x20, bytes.first("%", in: stop..<min(end, stop + 4)) != nil else {
                return false
            }
        }
        _ = time?.take(zone: place..<stop, bytes)
        timeText = timeText.lowerBound..<stop
        place = stop + 1
        guard bytes[stop] == UInt8(ascii: ":") else { return false }
        message = bytes.withoutIndent(place..<end)
        return true
    }

    /// A word that is not itself the tag is the host.
    @inline(__always)
    private mutating func readHost(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) {
        while place < end, bytes[place] == 0x20 { place += 1 }
        let word = place..<bytes.wordEnd(place..<end)
        guard !word.isEmpty, word.upperBound < end, bytes[word.upperBound - 1] != UInt8(ascii: ":"),
            bytes.first(UInt8(ascii: "["), in: word) == word.upperBound,
            !bytes.starts(word, with: "CEF:"), !bytes.starts(word, with: "LEEF:"),
            bytes.first(UInt8(ascii: "="), in: word) == word.upperBound,
            // `--- last message repeated 2 times ---`, as macOS writes it, names no host.
            !bytes.starts(word, with: "---")
        else { return }
        if Self.isSeverity(bytes, word) { severity = word } else if !Self.isNoName(bytes, word) { host = word }
        place = word.upperBound + 1
    }

    /// `program[pid]:`, `program:` or `program[pid]`; other text is message.
    @inline(__always)
    private mutating func readTag(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) {
        while place < end, bytes[place] == 0x20 { place += 1 }
        var stop = place
        var module = 0..<0
        while stop < end {
            let byte = bytes[stop]
            if byte == 0x20 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "[") { break }
            if byte == UInt8(ascii: "("), module.isEmpty { module = stop..<stop + 1 }
            stop += 1
        }
        guard stop < end, stop > place else { return }
        let name = place..<stop
        if bytes[stop] == UInt8(ascii: "[") {
            let close = bytes.first(UInt8(ascii: "]"), in: stop..<end)
            guard close < end, close - stop <= 32 else { return }
            pid = stop + 1..<close
            stop = close + 1
            if stop < end, bytes[stop] == UInt8(ascii: ":") { stop += 1 }
        } else if bytes[stop] == UInt8(ascii: ":") {
            stop += 1
            // `10:05:16: ..` and `http://..` are no programs.
            guard stop == end || bytes[stop] == 0x20 else { return }
        } else {
            return
        }
        program = name
        if !module.isEmpty, bytes[name.upperBound - 1] == UInt8(ascii: ")") {
            program = name.lowerBound..<module.lowerBound
            self.module = module.upperBound..<name.upperBound - 1
        }
        place = stop
    }

    /// The levels of syslog, of ESXi and of the usual logging libraries, as they write them. `alert` and the like in small
    /// letters are names that computers have.
    private static func isSeverity(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        guard word.count <= 8 else { return false }
        if bytes[word.lowerBound].isUpperLetter {
            return bytes.equals(word, "INFO") || bytes.equals(word, "DEBUG") || bytes.equals(word, "WARNING")
                || bytes.equals(word, "ERR") || bytes.equals(word, "NOTICE") || bytes.equals(word, "CRIT")
                || bytes.equals(word, "ALERT") || bytes.equals(word, "EMERG") || bytes.equals(word, "ERROR")
                || bytes.equals(word, "WARN") || bytes.equals(word, "FATAL") || bytes.equals(word, "TRACE")
                || bytes.equals(word, "CRITICAL") || bytes.equals(word, "VERBOSE") || isLevelOfESXi(bytes, word)
        }
        return bytes.equals(word, "info") || bytes.equals(word, "warning") || bytes.equals(word, "error")
            || bytes.equals(word, "verbose") || bytes.equals(word, "debug") || bytes.equals(word, "notice")
            || bytes.equals(word, "trivia") || bytes.equals(word, "panic")
    }

    /// `In(166)`: two letters of the level and the priority, as ESXi writes them from version 8 on.
    private static func isLevelOfESXi(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        word.count >= 5 && bytes[word.lowerBound + 2] == UInt8(ascii: "(")
            && bytes[word.upperBound - 1] == UInt8(ascii: ")")
    }

    /// What no computer is called: `-`, `(main)`, `<info>`.
    private static func isNoName(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        let first = bytes[word.lowerBound]
        return first == UInt8(ascii: "(") || first == UInt8(ascii: "<")
            || (first == UInt8(ascii: "-") && word.count == 1)
    }

    // MARK: RFC 5424

    /// Reads what follows the version; false where it is not the syslog protocol.
    private mutating func readProtocol(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var place = range.lowerBound
        let end = range.upperBound
        func word() -> Range<Int>? {
            let word = place..<bytes.wordEnd(place..<end)
            place = min(word.upperBound + 1, end)
            return word.isEmpty ? nil : word
        }
        func absent(_ word: Range<Int>) -> Bool { word.count == 1 && bytes[word.lowerBound] == UInt8(ascii: "-") }
        guard let when = word() else { return false }
        if !absent(when) {
            guard let time = LineTime.iso(bytes, when), time.end == when.upperBound else { return false }
            self.time = time
            timeText = when
        }
        guard let host = word(), let program = word(), let pid = word(), let messageID = word() else { return false }
        if !absent(host) { self.host = host }
        if !absent(program) { self.program = program }
        if !absent(pid) { self.pid = pid }
        if !absent(messageID) { self.messageID = messageID }
        if place < end, bytes[place] == UInt8(ascii: "[") {
            let stop = StructuredData.end(bytes, place..<end)
            structuredData = place..<stop
            place = stop
        } else if place < end, bytes[place] == UInt8(ascii: "-") {
            place += 1
        }
        // A message in UTF-8 may begin with a byte order mark.
        while place < end, bytes[place] == 0x20 { place += 1 }
        if bytes.starts(place..<end, with: "\u{FEFF}") { place += 3 }
        message = bytes.withoutIndent(place..<end)
        return true
    }
}
