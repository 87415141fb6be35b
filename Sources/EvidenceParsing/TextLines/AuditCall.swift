/// The system call of an audit event, as far as it says whose the address of its socket is.
struct AuditCall {
    enum Peer { case source, destination, own }

    private var number = 0..<0
    private var architecture = 0..<0

    @inline(__always)
    mutating func note(_ bytes: Span<UInt8>, _ key: Range<Int>, _ value: Range<Int>) {
        if key.count == 7, bytes.equals(key, "syscall") { number = value }
        if key.count == 4, bytes.equals(key, "arch") { architecture = value }
    }

    /// Calls that take what another end sent, and those that name the own end; all others, most of them `connect`, name
    /// the end that is called. By name, and by the numbers of x86-64, 64-bit ARM and x86 (asm/unistd.h).
    private static let names: [(name: StaticString, peer: Peer)] = [
        ("accept", .source), ("accept4", .source), ("recvfrom", .source), ("recvmsg", .source), ("bind", .own),
        ("getsockname", .own),
    ]
    private static let numbers: [(architecture: StaticString, source: [Int], own: [Int])] = [
        ("c000003e", [43, 288, 45, 47], [49, 51]), ("c00000b7", [202, 242, 207, 212], [200, 204]),
        ("40000003", [364, 371, 372], [361, 367]),
    ]

    func peer(_ bytes: Span<UInt8>) -> Peer {
        if let known = Self.names.first(where: { bytes.equals(number, $0.name) }) { return known.peer }
        guard let call = bytes.number(number),
            let known = Self.numbers.first(where: { bytes.equals(architecture, $0.architecture) })
        else { return .destination }
        return known.source.contains(call) ? .source : known.own.contains(call) ? .own : .destination
    }
}
