/// One entry of utmp, wtmp or btmp, as numbers and ranges.
struct LoginEntry {
    let start: Int
    let type: Int
    let seconds: Int64
    let microseconds: Int64
    let line: Range<Int>
    let id: Range<Int>
    let user: Range<Int>
    let host: Range<Int>
    /// The strings hold text, the type is known, and the time can be one. Zeros can be an entry, too.
    let isPlausible: Bool
    /// It states a time, has zeros where nothing is ever written, and nothing else speaks against it. Who logs on chooses
    /// the name of the user, which may hold any bytes.
    let isCertain: Bool

    /// The kinds of entries, `ut_type` from 0 on.
    static let types: [StaticString] = [
        "EMPTY", "RUN_LVL", "BOOT_TIME", "NEW_TIME", "OLD_TIME", "INIT_PROCESS", "LOGIN_PROCESS", "USER_PROCESS",
        "DEAD_PROCESS", "ACCOUNTING",
    ]

    /// - Parameter start: Where an entry of `layout.size` bytes begins.
    init(_ bytes: Span<UInt8>, at start: Int, _ layout: LoginRecordLayout) {
        self.start = start
        type = Int(bytes.littleEndian(LoginRecordLayout.type, from: start))
        seconds = bytes.littleEndian(layout.seconds, from: start)
        microseconds = bytes.littleEndian(layout.microseconds, from: start)
        line = bytes.string(LoginRecordLayout.line, from: start)
        id = bytes.string(LoginRecordLayout.id, from: start)
        user = bytes.string(LoginRecordLayout.user, from: start)
        host = bytes.string(LoginRecordLayout.host, from: start)
        let isLikely = LoginEntry.likelySeconds.contains(seconds)
        let canBe =
            type < Self.types.count && (0..<1_000_000).contains(microseconds)
            && bytes.littleEndian(2..<4, from: start) == 0 && (seconds == 0 || isLikely) && bytes.isText(line)
        isCertain =
            canBe && type > 0 && isLikely && !(line.isEmpty && user.isEmpty && host.isEmpty)
            && bytes.isZero(start + layout.unused.lowerBound..<start + layout.unused.upperBound)
        isPlausible = isCertain || canBe && bytes.isText(user) && bytes.isText(host)
    }

    /// Whether it is about somebody at a terminal. Others put names of their own where users and peers stand: `reboot` and
    /// the version of the kernel.
    var isOfSession: Bool { (6...8).contains(type) }

    /// From 1990 on; times of 32 bits end in 2106.
    static let likelySeconds: Range<Int64> = 631_152_000..<4_294_967_296
}

extension Span<UInt8> {
    /// An unsigned number of up to eight bytes; of a longer one its lower part.
    func littleEndian(_ range: Range<Int>, from start: Int) -> Int64 {
        var number: UInt64 = 0
        for index in 0..<Swift.min(range.count, 8) {
            number |= UInt64(self[start + range.lowerBound + index]) << UInt64(8 * index)
        }
        return Int64(bitPattern: number)
    }

    /// The bytes up to the first zero.
    func string(_ range: Range<Int>, from start: Int) -> Range<Int> {
        let lower = start + range.lowerBound
        return lower..<first(0, in: lower..<start + range.upperBound)
    }

    func isZero(_ range: Range<Int>) -> Bool {
        for place in range where self[place] != 0 { return false }
        return true
    }

    /// Whether no byte is a control character.
    func isText(_ range: Range<Int>) -> Bool {
        for place in range where self[place] < 0x20 || self[place] == 0x7F { return false }
        return true
    }
}
