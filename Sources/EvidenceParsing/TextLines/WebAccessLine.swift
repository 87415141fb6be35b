import Vocabulary

/// A line of the common or combined log format: `[vhost[:port]] client identity user [time] "request" status bytes
/// ["referer" "agent" ..]`.
struct WebAccessLine {
    var host = 0..<0
    var port = 0..<0
    let client: Range<Int>
    let identity: Range<Int>
    let user: Range<Int>
    let time: LineTime
    let timeText: Range<Int>
    let request: Range<Int>
    let status: Range<Int>
    let bytes: Range<Int>
    var referer = 0..<0
    var agent = 0..<0
    var rest = 0..<0

    /// Nil where the line is of another form.
    @inline(__always)
    init?(_ text: Span<UInt8>, _ line: Range<Int>) {
        let open = text.first(UInt8(ascii: "["), in: line)
        guard open < line.upperBound, open >= line.lowerBound + 4,
            let time = LineTime.commonLog(text, open + 1..<line.upperBound), time.end < line.upperBound,
            text[time.end] == UInt8(ascii: "]")
        else { return nil }
        self.time = time
        timeText = open + 1..<time.end

        // Who asked: three words, or four with the virtual host before them.
        var first = line.lowerBound..<text.wordEnd(line.lowerBound..<open)
        // What a proxy says of where a request came from can be a list.
        while !first.isEmpty, first.upperBound + 1 < open, text[first.upperBound - 1] == UInt8(ascii: ",") {
            first = first.lowerBound..<text.wordEnd(first.upperBound + 1..<open)
        }
        let second = min(first.upperBound + 1, open)..<text.wordEnd(min(first.upperBound + 1, open)..<open)
        let third = min(second.upperBound + 1, open)..<text.wordEnd(min(second.upperBound + 1, open)..<open)
        let fourth = min(third.upperBound + 1, open)..<max(min(third.upperBound + 1, open), open - 1)
        guard !third.isEmpty else { return nil }
        if !fourth.isEmpty, !text.equals(second, "-") {
            let colon = text.last(UInt8(ascii: ":"), in: first)
            let isPort = colon.map { text.areDigits($0 + 1..<first.upperBound) } ?? false
            host = isPort ? first.lowerBound..<(colon ?? first.upperBound) : first
            if isPort, let colon { port = colon + 1..<first.upperBound }
            client = second
            identity = third
            user = fourth
        } else {
            client = first
            identity = second
            // A user's name may hold blanks.
            user = third.lowerBound..<max(third.upperBound, open - 1)
        }

        var place = time.end + 1
        guard let request = Self.quoted(text, &place, line.upperBound),
            let status = Self.word(text, &place, line.upperBound),
            text.areDigits(status) || text.equals(status, "-"),
            let bytes = Self.word(text, &place, line.upperBound),
            text.areDigits(bytes) || text.equals(bytes, "-")
        else { return nil }
        self.request = request
        self.status = status
        self.bytes = bytes
        if let referer = Self.quoted(text, &place, line.upperBound) {
            self.referer = referer
            if let agent = Self.quoted(text, &place, line.upperBound) { self.agent = agent }
        }
        rest = text.trimmed(min(place, line.upperBound)..<line.upperBound)
    }

    /// Whether a line that is cut off begins as one of this form.
    static func begins(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
        let open = text.first(UInt8(ascii: "["), in: line)
        guard open < line.upperBound, let time = LineTime.commonLog(text, open + 1..<line.upperBound) else {
            return false
        }
        return text.starts(time.end..<line.upperBound, with: "] \"")
    }

    @inline(__always)
    func add(_ text: Span<UInt8>, _ fields: WebRequestFields, into records: inout LineRecords) {
        if !host.isEmpty {
            records.add(fields.host, host)
            if !port.isEmpty { records.add(fields.port, port) }
        }
        fields.add(client: client, text, into: &records)
        records.add(fields.identity, identity)
        records.add(fields.user, user)
        fields.add(request: request, text, into: &records)
        records.add(fields.status, status)
        records.add(fields.bytes, bytes)
        if !referer.isEmpty { records.add(fields.referer, referer) }
        if !agent.isEmpty { records.add(fields.agent, agent) }
        if !rest.isEmpty { records.add(fields.rest, rest) }
    }

    /// What stands between the next quotes; servers write a quote inside as `\"`. A last value may have lost its end.
    @inline(__always)
    private static func quoted(_ text: Span<UInt8>, _ place: inout Int, _ end: Int) -> Range<Int>? {
        guard end - place >= 2, text[place] == 0x20, text[place + 1] == UInt8(ascii: "\"") else { return nil }
        let start = place + 2
        var stop = text.first(UInt8(ascii: "\""), in: start..<end)
        while stop < end, isEscaped(text, at: stop, from: start) {
            stop = text.first(UInt8(ascii: "\""), in: stop + 1..<end)
        }
        place = min(stop + 1, end)
        return start..<stop
    }

    @inline(__always)
    private static func isEscaped(_ text: Span<UInt8>, at quote: Int, from start: Int) -> Bool {
        var place = quote
        while place > start, text[place - 1] == UInt8(ascii: "\\") { place -= 1 }
        return (quote - place) % 2 == 1
    }

    @inline(__always)
    private static func word(_ text: Span<UInt8>, _ place: inout Int, _ end: Int) -> Range<Int>? {
        guard end - place >= 2, text[place] == 0x20 else { return nil }
        let word = place + 1..<text.wordEnd(place + 1..<end)
        place = word.upperBound
        return word
    }
}
