import EvidenceParsing
import Testing
import Vocabulary

@Suite("Login records")
struct LoginRecordsTests {
    private func number(_ value: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private func text(_ value: String, _ size: Int) -> [UInt8] {
        Array(value.utf8.prefix(size)) + Array(repeating: 0, count: max(0, size - value.utf8.count))
    }

    private func entry(
        type: Int = 7, user: String = "anna", host: String = "peer.example", seconds: Int = 1_772_359_200,
        address: [UInt8] = [10, 0, 0, 5], isWide: Bool = false
    ) -> [UInt8] {
        let times =
            isWide
            ? number(9, bytes: 8) + number(seconds, bytes: 8) + number(250_000, bytes: 8)
            : number(9, bytes: 4) + number(seconds, bytes: 4) + number(250_000, bytes: 4)
        let head = number(type, bytes: 2) + number(0, bytes: 2) + number(4242, bytes: 4) + text("pts/0", 32)
        let names = text("ts/0", 4) + text(user, 32) + text(host, 256) + number(1, bytes: 2) + number(2, bytes: 2)
        let peer = address + Array(repeating: 0, count: 16 - address.count)
        return head + names + times + peer + Array(repeating: 0, count: isWide ? 24 : 20)
    }

    @Test("an entry has the names of C's structure, in both of its sizes", arguments: [false, true])
    func whole(isWide: Bool) {
        let parsed = LogText.read(entry(isWide: isWide))
        #expect(
            parsed?.batch.records.map(LogText.describe) == [
                """
                2026-03-01T10:00:00.250000Z - | utmp | - | USER_PROCESS
                  ut_type = USER_PROCESS
                  ut_pid = 4242
                  ut_line = pts/0
                  ut_id = ts/0
                  ut_user = anna
                  ut_host = peer.example
                  ut_exit.e_termination = 1
                  ut_exit.e_exit = 2
                  ut_session = 9
                  ut_addr_v6 = 10.0.0.5
                  ~src_ip = 10.0.0.5
                  ~user = anna
                  ~src_host = peer.example
                  ~Channel = utmp
                """
            ])
    }

    @Test(
        "addresses of both kinds are written as people write them",
        arguments: [
            ([0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7] as [UInt8], "2001:db8::7"),
            ([0xFE, 0x80, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1], "fe80:0:0:1::1"), ([0, 0, 0, 0], nil),
            ([0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8], "1:2:3:4:5:6:7:8"),
        ])
    func addresses(bytes: [UInt8], expected: String?) {
        let parsed = LogText.read(entry(address: bytes))
        #expect(parsed?.batch.records.first?.value(named: "ut_addr_v6")?.text == expected)
    }

    @Test("starts of the system name no user and no peer")
    func starts() {
        let parsed = LogText.read(entry(type: 2, user: "reboot", host: "6.1.0-13", address: [0, 0, 0, 0]))
        #expect(parsed?.batch.records.first?.value(named: "user")?.text == nil)
        #expect(parsed?.batch.records.first?.eventCode?.text == "BOOT_TIME")
    }

    @Test("an entry that cannot be one is an issue, and so is a cut end; all others are read")
    func damage() {
        let bytes = entry() + entry(type: 99) + entry() + entry() + entry().prefix(100)
        let parsed = LogText.read(bytes)
        #expect(parsed?.batch.records.map(\.position) == [0, 768, 1152])
        #expect(
            parsed?.issues.map { "\($0.kind) \($0.offset)" } == ["damagedRecord 384", "truncated 1536"])
        let whole = LogText.records(bytes, window: bytes.count)
        for size in [1, 384, 500, 1000] { #expect(LogText.records(bytes, window: size) == whole) }
    }

    @Test(
        "between entries may be bytes of any length and kind: the entries before and behind them are read, and they are accounted",
        arguments: [1, 4, 100, 383, 384, 385, 5_000], [0x00, 0x41, 0xFF] as [UInt8])
    func junk(length: Int, byte: UInt8) {
        let junk = Array(repeating: byte, count: length)
        for (before, behind) in [(1, 5), (3, 3), (5, 1), (0, 4), (4, 0)] {
            let bytes =
                (0..<before).flatMap { entry(seconds: 1_772_359_200 + $0) } + junk
                + (0..<behind).flatMap { entry(seconds: 1_772_359_300 + $0) }
            let file = WholeFile(bytes)
            #expect(file.format == .loginRecords)
            let stated = file.records.filter { $0.moment != nil }
            #expect(
                stated.map { Int($0.position) } == (0..<before).map { 384 * $0 }
                    + (0..<behind).map { 384 * (before + $0) + length })
            #expect(file.account.recordBytes + file.account.skippedBytes == bytes.count)
            // Zeros of the length of an entry are an entry that says nothing.
            let zeros = byte == 0 ? length - length % 384 : 0
            #expect(file.account.skippedBytes == length - zeros)
            if length > zeros { #expect(file.issues.map(\.offset) == [UInt64(before * 384 + zeros)]) }
            for window in [100, 384, 500, 1_000] {
                #expect(WholeFile(bytes, window: window).records.map(\.position) == file.records.map(\.position))
            }
        }
    }

    @Test("a name of a user that holds control characters, as who logs on may choose it, is kept")
    func controlCharacters() {
        let file = WholeFile(entry() + entry(type: 6, user: "a\u{1}\n") + entry())
        #expect(file.values("user") == ["anna", "a\u{1}\n", "anna"])
        #expect(file.issues == [])
    }

    @Test("zeros and other bytes are not taken for login records")
    func others() {
        for bytes in [Array(repeating: 0, count: 4096), Array(repeating: 0x41, count: 4096), []] as [[UInt8]] {
            #expect(LogText.read(bytes)?.batch.count == nil)
        }
    }

    @Test("lastlog: the place of an entry is the user's number; users who never logged on are no records")
    func lastLog() {
        let empty = Array(repeating: UInt8(0), count: 292)
        let used = number(1_772_359_200, bytes: 4) + text("pts/0", 32) + text("10.0.0.5", 256)
        let parsed = LogText.read(empty + used + empty + used + [1, 2])
        #expect(
            parsed?.batch.records.map(LogText.describe)
                == [1, 3].map {
                    """
                    2026-03-01T10:00:00.000000Z - | lastlog | - | -
                      uid = \($0)
                      ll_line = pts/0
                      ll_host = 10.0.0.5
                      ~src_ip = 10.0.0.5
                      ~Channel = lastlog
                    """
                })
        #expect(parsed?.issues.map(\.kind) == [.truncated])
    }

    @Test("lastlog of processors whose times have 64 bits")
    func wideLastLog() {
        let empty = Array(repeating: UInt8(0), count: 296)
        let used = number(1_772_359_200, bytes: 8) + text("pts/0", 32) + text("peer.example", 256)
        let file = WholeFile(empty + used + empty + used + used, window: 700)
        #expect(file.format == .lastLog)
        #expect(file.values("uid") == ["1", "3", "4"])
        #expect(file.values("src_host") == ["peer.example", "peer.example", "peer.example"])
        #expect(file.issues == [])
    }
}
