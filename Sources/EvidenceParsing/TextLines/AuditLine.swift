/// The parts of a line of the audit log: `node=web type=SYSCALL msg=audit(1696431255.037:8272): arch=c000003e ..`.
///
/// `ausearch -i` writes it for the eye, with a date by the habit of a country and values without quotes:
/// `type=SYSCALL msg=audit(10/04/2023 14:54:15.037:8272) : arch=x86_64 ..`.
struct AuditLine {
    /// Where the line begins.
    let start: Int
    /// Empty where the line names no node.
    var node = 0..<0
    let type: Range<Int>
    /// `1696431255.037:8272`, which is the same in all lines of an event; empty where the line was kept without one.
    let stamp: Range<Int>
    let body: Range<Int>
    /// Numbers were replaced by what they mean, and values have no quotes.
    var isInterpreted = false

    /// A line of which time and number were not kept.
    init(type: Range<Int>, body: Range<Int>) {
        start = type.lowerBound
        self.type = type
        stamp = type.lowerBound..<type.lowerBound
        self.body = body
    }

    /// Nil where the line is no record of the audit system.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, _ line: Range<Int>) {
        start = line.lowerBound
        let end = line.upperBound
        var place = line.lowerBound
        if bytes.starts(line, with: "node=") {
            node = place + 5..<bytes.wordEnd(place + 5..<end)
            place = min(node.upperBound + 1, end)
        }
        guard bytes.starts(place..<end, with: "type=") else { return nil }
        type = place + 5..<bytes.wordEnd(place + 5..<end)
        place = type.upperBound + 1
        guard !type.isEmpty, place < end else { return nil }
        if bytes.starts(place..<end, with: "msg=") { place += 4 }
        // The kernel's own log has it without `msg=`.
        guard bytes.starts(place..<end, with: "audit(") else { return nil }
        place += 6
        let close = bytes.first(UInt8(ascii: ")"), in: place..<min(end, place + Self.longestStamp))
        guard close < end, bytes[close] == UInt8(ascii: ")"), bytes.first(UInt8(ascii: ":"), in: place..<close) < close
        else { return nil }
        stamp = place..<close
        isInterpreted = bytes.first(0x20, in: stamp) < close
        place = close + 1
        if isInterpreted, place < end, bytes[place] == 0x20 { place += 1 }
        if place < end, bytes[place] == UInt8(ascii: ":") { place += 1 }
        body = place..<end
    }

    /// Date and time of day, or seconds; milliseconds and a serial number of 64 bits.
    private static let longestStamp = 48

    /// A number for a stamp, by which it is found again; two stamps can share one.
    @inline(__always)
    static func key(_ bytes: Span<UInt8>, _ stamp: Range<Int>) -> UInt64 {
        var key: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in stamp { key = (key ^ UInt64(bytes[place])) &* 0x0000_0100_0000_01B3 }
        return key
    }

    @inline(__always)
    static func isSame(_ bytes: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        // The serial, at the end, differs first.
        var index = left.count - 1
        while index >= 0 {
            if bytes[left.lowerBound + index] != bytes[right.lowerBound + index] { return false }
            index -= 1
        }
        return true
    }
}
