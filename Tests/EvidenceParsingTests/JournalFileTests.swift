import EvidenceParsing
import Testing
import Vocabulary

@Suite("Files of the journal")
struct JournalFileTests {
    private func messages(_ bytes: [UInt8]) -> [String?] { WholeFile(bytes).values("MESSAGE") }

    /// Sizes are such that none, changed as below, ends where another object begins: that would go unnoticed.
    static func three(isCompact: Bool = false) -> [UInt8] {
        var file = JournalFileWriter(isCompact: isCompact)
        file.object(4, [UInt8](repeating: 0, count: 64))
        file.entry("_HOSTNAME=web", "SYSLOG_IDENTIFIER=sshd", "MESSAGE=one", seconds: 1_772_359_200)
        file.object(6, [UInt8](repeating: 5, count: 24))
        file.entry("_HOSTNAME=web", "SYSLOG_IDENTIFIER=sshd", "MESSAGE=two", "TWO=2", seconds: 1_772_359_201)
        file.entry("_HOSTNAME=web", "SYSLOG_IDENTIFIER=sshd", "MESSAGE=three", seconds: 1_772_359_202)
        return file.bytes
    }

    @Test("an entry is a record with the journal's names, wherever its fields stand", arguments: [false, true])
    func whole(isCompact: Bool) throws {
        var file = JournalFileWriter(isCompact: isCompact)
        file.entry(
            "_HOSTNAME=web", "SYSLOG_IDENTIFIER=sshd", "_PID=7", "SYSLOG_FACILITY=10",
            "MESSAGE=Invalid user tom from 10.0.0.5", seconds: 1_772_359_200)
        let whole = WholeFile(file.bytes)
        #expect(whole.format == .journalFile)
        #expect(whole.issues == [])
        #expect(
            LogText.describe(try #require(whole.records.first)) == """
                2026-03-01T10:00:00.000000Z web | auth | sshd | -
                  __CURSOR = s=dddddddddddddddddddddddddddddddd;i=1;b=eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee;m=4d;t=64bf38887c800;x=1234
                  __REALTIME_TIMESTAMP = 1772359200000000
                  __MONOTONIC_TIMESTAMP = 77
                  _BOOT_ID = eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee
                  _HOSTNAME = web
                  SYSLOG_IDENTIFIER = sshd
                  _PID = 7
                  SYSLOG_FACILITY = 10
                  MESSAGE = Invalid user tom from 10.0.0.5
                  ~program = sshd
                  ~pid = 7
                  ~message = Invalid user tom from 10.0.0.5
                  ~Channel = auth
                  src_ip = 10.0.0.5
                  user = tom
                  outcome = failure
                """)
    }

    @Test("fields compressed with LZ4, XZ and Zstandard are unpacked")
    func compression() {
        let text = "MESSAGE=" + String(repeating: "abc", count: 20)
        var file = JournalFileWriter()
        // "MESSAGE=abc" as it is, then 57 bytes from three bytes back; a last sequence of what is left.
        let block: [UInt8] = [0xBF] + Array("MESSAGE=abc".utf8) + [3, 0, 33] + [0x50] + Array("bcabc".utf8)
        let lz4 = JournalFileWriter.little(UInt64(text.utf8.count), 8) + block
        file.entry([file.data(lz4, flags: 2)], seconds: 1_772_359_200)
        file.entry([file.data(JournalSamples.zstd, flags: 4)], seconds: 1_772_359_201)
        file.entry([file.data(JournalSamples.xz, flags: 1)], seconds: 1_772_359_202)
        #expect(messages(file.bytes) == Array(repeating: String(text.dropFirst(8)), count: 3))
    }

    @Test("a compressed field that lies about its size or is cut costs itself, and its entry is kept")
    func lyingCompression() {
        for size: UInt64 in [0, 67, 69, 1 << 40, .max] {
            var file = JournalFileWriter()
            let packed = JournalFileWriter.little(size, 8) + [0xBF] + Array("MESSAGE=abc".utf8) + [3, 0, 38]
            file.entry([file.data(Array("A=1".utf8)), file.data(packed, flags: 2)], seconds: 1_772_359_200)
            let whole = WholeFile(file.bytes)
            #expect(whole.values("A") == ["1"])
            #expect(whole.issues.map(\.kind) == [.damagedRecord])
        }
        for (sample, flags): ([UInt8], UInt8) in [(JournalSamples.zstd, 4), (JournalSamples.xz, 1)] {
            for length in 0..<sample.count - 1 {
                var file = JournalFileWriter()
                file.entry(
                    [file.data(Array("A=1".utf8)), file.data(Array(sample.prefix(length)), flags: flags)],
                    seconds: 1_772_359_200)
                #expect(WholeFile(file.bytes).values("A") == ["1"])
            }
        }
    }

    @Test("a journal that was not closed says so, and is read all the same")
    func open() {
        var file = JournalFileWriter(state: 1)
        file.entry("MESSAGE=a", seconds: 1_772_359_200)
        let whole = WholeFile(file.bytes + [UInt8](repeating: 0, count: 4096))
        #expect(whole.values("MESSAGE") == ["a"])
        #expect(whole.issues.map { "\($0.kind) \($0.offset)" } == ["damagedHeader 16"])
    }

    @Test("fields are found in the portions before, however the file is cut")
    func portions() {
        var file = JournalFileWriter()
        for number in 0..<3000 {
            file.entry(
                "_HOSTNAME=web", "MESSAGE=number \(number)", "PADDING=\(String(repeating: "x", count: 400))\(number)",
                seconds: 1_772_359_200 + UInt64(number))
        }
        let expected = (0..<3000).map { "number \($0)" }
        for window in [1 << 18, 1 << 22] {
            let whole = WholeFile(file.bytes, window: window)
            #expect(whole.values("MESSAGE") == expected)
            #expect(whole.values("_HOSTNAME") == Array(repeating: "web", count: 3000))
            #expect(whole.issues == [])
        }
    }

    @Test("every cut of a file gives the entries before it")
    func truncation() {
        let bytes = Self.three()
        var before = 0
        for length in 8...bytes.count {
            let whole = WholeFile(Array(bytes.prefix(length)))
            #expect(whole.format == .journalFile)
            let texts = whole.values("MESSAGE")
            #expect(texts == Array(["one", "two", "three"].prefix(texts.count)))
            #expect(texts.count >= before)
            before = texts.count
        }
        #expect(before == 3)
    }

    @Test("a byte that is changed costs no more than the entry or the field that it hits", arguments: [false, true])
    func alteration(isCompact: Bool) {
        let bytes = Self.three(isCompact: isCompact)
        for place in 272..<bytes.count {
            for value: UInt8 in [0, 0xFF, bytes[place] ^ 0x55] {
                var altered = bytes
                altered[place] = value
                let whole = WholeFile(altered)
                let kept = Set(whole.values("MESSAGE").compactMap(\.self)).intersection(["one", "two", "three"])
                #expect(kept.count >= 2, "byte \(place) as \(value)")
                #expect(whole.issues.allSatisfy { $0.offset <= UInt64(bytes.count) })
            }
        }
    }

    @Test("references to nothing, to other objects and to later ones are lost fields, not lost entries")
    func references() {
        var file = JournalFileWriter()
        let message = file.data(Array("MESSAGE=a".utf8))
        file.entry([message, 0, 8, 272, message + 8, .max, 1 << 40], seconds: 1_772_359_200)
        file.entry([file.data(Array("no name".utf8)), file.data([]), message], seconds: 1_772_359_201)
        let whole = WholeFile(file.bytes)
        #expect(whole.values("MESSAGE") == ["a", "a"])
        #expect(whole.issues.map(\.kind) == [.damagedRecord, .damagedRecord])
    }

    @Test("an entry that names a field again and again is bounded")
    func repetition() {
        var file = JournalFileWriter(isCompact: true)
        let message = file.data(Array("MESSAGE=a".utf8))
        file.entry(Array(repeating: message, count: 100_000), seconds: 1_772_359_200)
        let whole = WholeFile(file.bytes)
        #expect(whole.records.count == 1)
        #expect(whole.issues.map(\.kind) == [.limit])
    }
}
