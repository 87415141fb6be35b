import EvidenceParsing
import Testing
import Vocabulary

@Suite("Files that are not read")
struct UnreadContentTests {
    private func content(_ bytes: [UInt8], isWhole: Bool = true) -> UnreadContent {
        UnreadRecognition.content(of: bytes, isWhole: isWhole)
    }

    /// Zeros with bytes at some places.
    private func file(_ size: Int, _ pieces: (Int, [UInt8])...) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        for (place, piece) in pieces { bytes.replaceSubrange(place..<place + piece.count, with: piece) }
        return bytes
    }

    private func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private func wide(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }

    @Test("every mark of the table names its own kind, or one that is known more sharply")
    func marks() {
        for row in HeldContent.all {
            for mark in row.marks {
                let length = mark.map { $0.offset + $0.bytes.count }.max() ?? 0
                var bytes = [UInt8](repeating: 0, count: length + 64)
                for piece in mark {
                    bytes.replaceSubrange(piece.offset..<piece.offset + piece.bytes.count, with: piece.bytes)
                }
                guard length <= EvidenceFormats.headLength else { continue }
                #expect(content(bytes) == .held(kind: row.kind), "\(row.kind)")
            }
        }
    }

    @Test("every kind has its row, with a question and a reader")
    func rows() {
        #expect(
            HeldContent.all.map(\.kind).sorted { $0.rawValue < $1.rawValue }
                == HeldKind.allCases.sorted { $0.rawValue < $1.rawValue })
        for row in HeldContent.all {
            #expect(row.question.hasSuffix("?"))
            #expect(!row.reader.isEmpty && (0...1).contains(row.value))
        }
    }

    @Test("no mark is that of a format that is read")
    func apart() {
        for row in HeldContent.all {
            for mark in row.marks {
                var bytes = [UInt8](repeating: 0, count: 4096)
                for piece in mark where piece.offset + piece.bytes.count <= bytes.count {
                    bytes.replaceSubrange(piece.offset..<piece.offset + piece.bytes.count, with: piece.bytes)
                }
                #expect(EvidenceFormats.parser(for: bytes) == nil, "\(row.kind)")
                #expect(ContainerFormat(head: bytes) == nil, "\(row.kind)")
            }
        }
    }

    @Test("a hive that names itself Amcache is told from others")
    func amcache() {
        let hive = file(4096, (0, Array("regf".utf8)), (48, wide("\\AppCompat\\Programs\\Amcache.hve")))
        #expect(content(hive) == .held(kind: .amcache))
        #expect(
            content(file(4096, (0, Array("regf".utf8)), (48, wide("\\Config\\SYSTEM")))) == .held(kind: .registryHive))
    }

    @Test("a program of Windows is known where its two headers are, not by its first two letters")
    func programs() {
        let program = file(512, (0, Array("MZ".utf8)), (60, little(128, 4)), (128, Array("PE".utf8)))
        #expect(content(program) == .held(kind: .windowsProgram))
        #expect(
            content(
                Array(
                    "MZ is what the file begins with, and it is text all the same, long enough to hold an address\n"
                        .utf8)
            ).heldKind == nil)
    }

    @Test("a change journal is known by records in a row, behind zeros of any length")
    func changeJournal() {
        let name = wide("a.exe")
        let length = (60 + name.count + 7) / 8 * 8
        var record = file(
            length, (0, little(length, 4)), (4, little(2, 2)), (56, little(name.count, 2)), (58, little(60, 2)))
        record.replaceSubrange(60..<60 + name.count, with: name)
        #expect(content(file(4096) + record + record) == .held(kind: .changeJournal))
        #expect(content(record) == .held(kind: .changeJournal))
        record[58] = 61
        #expect(content(file(4096) + record + record).heldKind == nil)
    }

    @Test("jump lists, deleted files and disks are known by how they are built")
    func structures() {
        let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        #expect(content(file(2048, (0, ole), (1024, wide("DestList")))) == .held(kind: .jumpList))
        #expect(content(file(2048, (0, ole))) == .held(kind: .compoundDocument))
        #expect(
            content(file(512, (0, little(2, 4)), (4, little(1, 4)), (40, HeldContent.shellLinkClass)))
                == .held(kind: .jumpList))
        let path = wide("C:\\a.txt\0")
        let deleted =
            file(28, (0, little(2, 8)), (16, little(0x01DC_A000_0000_0000, 8)), (24, little(path.count / 2, 4))) + path
        #expect(content(deleted) == .held(kind: .recycleBin))
        #expect(content(deleted, isWhole: false).heldKind == nil)
        let partition: [UInt8] = [0x80, 0, 0, 0, 7, 0, 0, 0] + little(2048, 4) + little(4096, 4)
        #expect(content(file(1024, (446, partition), (510, [0x55, 0xAA]))) == .held(kind: .diskImage))
        #expect(content(file(1024, (446, [1]), (510, [0x55, 0xAA]))).heldKind == nil)
    }

    @Test("a log behind more zeros than a head holds is read, and the zeros are named")
    func zeros() throws {
        let log = Array("Mar  1 10:00:00 web sshd[7]: one\nMar  1 10:00:01 web sshd[7]: two\n".utf8)
        let zeros = EvidenceFormats.headLength + 5000
        let bytes = [UInt8](repeating: 0, count: zeros) + log
        var parser = try #require(EvidenceFormats.parser(behindZerosOf: bytes))
        #expect(parser.format == .syslog)
        var (start, positions, issues, account) = (0, [UInt64](), [ParseIssue](), EvidenceAccount())
        while start < bytes.count {
            let length = parser.portionLength(of: bytes[start...], at: UInt64(start), isLast: true)
            let portion = EvidencePortion(bytes: Array(bytes[start..<start + length]), offset: UInt64(start))
            let parsed = parser.parse(portion)
            parser = parser.following(portion)
            positions += parsed.batch.records.map(\.position)
            issues += parsed.issues
            if let part = parsed.account { account.add(part) }
            start += length
        }
        #expect(positions == [UInt64(zeros), UInt64(zeros + 33)])
        #expect(issues.first?.kind == .damagedHeader && issues.first?.detail.contains("\(zeros)") == true)
        #expect(account.bytes == bytes.count && account.recordBytes == log.count)
        #expect(EvidenceFormats.parser(behindZerosOf: file(zeros)) == nil)
        #expect(EvidenceFormats.parser(behindZerosOf: file(zeros) + [1, 2, 3, 4]) == nil)
        #expect(EvidenceFormats.parser(behindZerosOf: log) == nil)
    }

    @Test("what is not known says why: empty, filled, text with its first line, mixed, or binary with its first bytes")
    func reasons() {
        #expect(content([]) == .empty)
        #expect(content(file(5000)) == .filled(byte: 0))
        #expect(content(file(EvidenceFormats.headLength), isWhole: false) == .begunWith(byte: 0))
        #expect(content(Array("\n  once upon a time\nthere was\n".utf8)) == .text(line: "once upon a time"))
        #expect(content([0xEF, 0xBB, 0xBF] + Array("hello\n".utf8)) == .text(line: "hello"))
        #expect(content([0xFF, 0xFE] + wide("hello\r\nworld")) == .text(line: "hello"))
        #expect(
            content(Array(String(repeating: "a", count: 200).utf8) + [0x62])
                == .text(line: String(repeating: "a", count: 80) + "…"))
        #expect(content([0, 1, 2, 3, 0x80]) == .binary(start: "0001020380"))
        var state: UInt64 = 1
        let random = (0..<4096).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(state >> 56)
        }
        #expect(content([0] + random) == .mixed)
    }

    @Test("any bytes get a reason, whatever they are cut to")
    func hostile() {
        for row in HeldContent.all {
            for mark in row.marks {
                let length = mark.map { $0.offset + $0.bytes.count }.max() ?? 0
                var bytes = [UInt8](repeating: 0xFF, count: min(length, 600) + 80)
                for piece in mark where piece.offset + piece.bytes.count <= bytes.count {
                    bytes.replaceSubrange(piece.offset..<piece.offset + piece.bytes.count, with: piece.bytes)
                }
                for count in stride(from: 0, to: bytes.count, by: 7) {
                    _ = content(Array(bytes.prefix(count)), isWhole: count % 2 == 0)
                }
            }
        }
    }
}
