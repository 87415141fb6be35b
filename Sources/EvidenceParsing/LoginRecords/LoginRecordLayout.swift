/// Where the parts of an entry of utmp, wtmp and btmp are (glibc's `bits/types/struct_utmpx.h`), little-endian.
struct LoginRecordLayout: Sendable {
    /// Bytes of an entry.
    let size: Int
    /// Of the number of the session, and its bytes.
    let session: Range<Int>
    /// Of the seconds since 1970.
    let seconds: Range<Int>
    let microseconds: Range<Int>
    let address: Range<Int>

    /// Set aside, and zero.
    var unused: Range<Int> { address.upperBound..<size }

    static let type = 0..<2
    static let pid = 4..<8
    static let line = 8..<40
    static let id = 40..<44
    static let user = 44..<76
    static let host = 76..<332
    static let termination = 332..<334
    static let exit = 334..<336

    /// x86-64, and all others where times have 32 bits to be the same for programs of both widths.
    static let narrowTime = LoginRecordLayout(
        size: 384, session: 336..<340, seconds: 340..<344, microseconds: 344..<348, address: 348..<364)
    /// 64-bit ARM.
    static let wideTime = LoginRecordLayout(
        size: 400, session: 336..<344, seconds: 344..<352, microseconds: 352..<360, address: 360..<376)
}
