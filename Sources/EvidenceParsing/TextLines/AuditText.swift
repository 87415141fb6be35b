import Vocabulary

/// The time and serial number of an audit event, `1696431255.037:8272`.
struct AuditStamp {
    var moment: Timestamp?
    var serial: UInt64 = 0
    /// What stands before the number.
    let time: Range<Int>

    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let colon = bytes.last(UInt8(ascii: ":"), in: range) ?? range.upperBound
        if colon < range.upperBound, let number = bytes.number(colon + 1..<range.upperBound) { serial = UInt64(number) }
        time = range.lowerBound..<colon
        let point = bytes.first(UInt8(ascii: "."), in: range.lowerBound..<colon)
        // auditd writes milliseconds, other readers of the same records up to nanoseconds.
        guard let seconds = bytes.number(range.lowerBound..<point), (2...10).contains(colon - point),
            let fraction = bytes.number(point + 1..<colon)
        else { return }
        let scale = (0..<10 - (colon - point)).reduce(1) { scale, _ in scale * 10 }
        moment = Timestamp(unixSeconds: Int64(seconds), nanoseconds: Int64(fraction * scale))
    }
}

/// Text that the kernel wrote as hexadecimal digits, since it holds quotes, blanks or control characters.
enum AuditText {
    /// The fields that the kernel or a program writes so (audit-userspace, `auparse/typetab.h`: type `ESCAPED`).
    private static let names: [StaticString] = [
        "proctitle", "name", "comm", "exe", "cwd", "cmd", "path", "acct", "key", "data", "dir", "file", "ocomm",
        "watch",
        "device", "cgroup", "grp", "new_group", "old-disk", "new-disk", "old-fs", "new-fs", "vm", "vm-ctx", "img-ctx",
        "reason", "root_dir", "saddr_path",
    ]

    /// Whether a value without quotes is such text.
    ///
    /// - Parameter isCommand: The field is one of `EXECVE`, whose `a0` .. are text; those of `SYSCALL` are numbers.
    @inline(__always)
    static func isEncoded(_ bytes: Span<UInt8>, _ key: Range<Int>, _ value: Range<Int>, isCommand: Bool) -> Bool {
        guard value.count >= 2, value.count % 2 == 0 else { return false }
        if isCommand {
            guard bytes[key.lowerBound] == UInt8(ascii: "a"), key.count >= 2, bytes[key.lowerBound + 1].isDigit,
                bytes.first("_len", in: key) == nil
            else { return false }
        } else {
            guard names.contains(where: { bytes.equals(key, $0) }) else { return false }
        }
        for place in value where !bytes[place].isDigit && !(0x41...0x46).contains(bytes[place]) { return false }
        return true
    }

    /// Decodes digits; the zeros between the arguments of `proctitle` become blanks.
    static func decode(_ bytes: Span<UInt8>, _ value: Range<Int>, to text: inout [UInt8]) {
        text.removeAll(keepingCapacity: true)
        var place = value.lowerBound
        while place + 1 < value.upperBound {
            let byte = (bytes[place].hexadecimal ?? 0) << 4 | (bytes[place + 1].hexadecimal ?? 0)
            text.append(byte == 0 ? 0x20 : byte)
            place += 2
        }
    }
}
