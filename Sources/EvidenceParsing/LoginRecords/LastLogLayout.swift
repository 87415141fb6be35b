/// Where the parts of an entry of lastlog are (glibc's `struct lastlog`), little-endian.
struct LastLogLayout: Sendable {
    /// Of the seconds since 1970.
    let seconds: Range<Int>

    var line: Range<Int> { seconds.upperBound..<seconds.upperBound + 32 }
    var host: Range<Int> { line.upperBound..<line.upperBound + 256 }
    /// Bytes of an entry.
    var size: Int { host.upperBound }

    /// x86-64, and all others where times have 32 bits to be the same for programs of both widths.
    static let narrowTime = LastLogLayout(seconds: 0..<4)
    /// 64-bit ARM.
    static let wideTime = LastLogLayout(seconds: 0..<8)
}
