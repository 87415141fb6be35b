import EvidenceParsing
import Testing
import Vocabulary

@testable import Services

@Suite("Cutting a file into portions")
struct PortionCutterTests {
    @Test("an event log is cut between chunks, and its portions are the whole file", arguments: [0, 1, 16, 17, 40])
    func eventLog(chunks: Int) throws {
        var bytes = Array("ElfFile\0".utf8) + [UInt8](repeating: 1, count: 4088)
        for number in 0..<chunks {
            bytes += Array("ElfChnk\0".utf8) + [UInt8](repeating: UInt8(number), count: 65_528)
        }
        bytes += [UInt8](repeating: 0xEE, count: 100)

        let portions = try Self.portions(of: bytes)

        #expect(portions.flatMap(\.bytes) == bytes)
        #expect(Self.offsetsAreConsecutive(portions))
        // Every cut is where a chunk begins or the chunks end.
        #expect(portions.dropFirst().allSatisfy { $0.offset % 65_536 == 4096 })
        #expect(portions.allSatisfy { $0.bytes.count <= 1 << 20 })
    }

    @Test("JSON lines are cut between lines, and the portions are the whole file")
    func jsonLines() throws {
        var text = ""
        for number in 0..<6_000 {
            text += #"{"n":\#(number),"padding":""# + String(repeating: "x", count: number * 7919 % 1_200) + "\"}\n"
        }
        text += #"{"last":"without line feed"}"#
        let bytes = Array(text.utf8)

        let portions = try Self.portions(of: bytes)

        #expect(portions.count > 3)
        #expect(portions.flatMap(\.bytes) == bytes)
        #expect(Self.offsetsAreConsecutive(portions))
        #expect(portions.dropLast().allSatisfy { $0.bytes.last == UInt8(ascii: "\n") && $0.bytes.count <= 1 << 20 })
    }

    @Test("a line that is longer than what is read at a time stays whole")
    func longLine() throws {
        let long = #"{"long":""# + String(repeating: "y", count: 3 << 20) + #""}"#
        let bytes = Array("{\"a\":1}\n\(long)\n{\"b\":2}\n".utf8)

        let portions = try Self.portions(of: bytes)

        #expect(portions.flatMap(\.bytes) == bytes)
        #expect(portions.map { $0.bytes.count { $0 == UInt8(ascii: "\n") } } == [1, 1, 1])
    }

    @Test(
        "a file of unknown format has no portions",
        arguments: [[], Array("no log".utf8), [0x50, 0x4B, 3, 4]] as [[UInt8]])
    func unknown(bytes: [UInt8]) throws {
        let folder = try TemporaryFolder()
        var cutter = try PortionCutter(try folder.write("file", bytes))

        #expect(cutter.parser == nil)
        #expect(try cutter.next() == nil)
    }

    @Test("a file that is not there is refused, with what the system said")
    func missing() throws {
        let folder = try TemporaryFolder()
        let file = EvidenceFile(path: folder.path + "/missing", name: "missing")

        #expect(throws: ServiceFailure(code: "unreadable", subject: file.path, cause: "No such file or directory")) {
            _ = try PortionCutter(file)
        }
    }

    private static func portions(of bytes: [UInt8]) throws -> [EvidencePortion] {
        let folder = try TemporaryFolder()
        var cutter = try PortionCutter(try folder.write("file", bytes))
        var portions: [EvidencePortion] = []
        while let portion = try cutter.next() { portions.append(portion) }
        return portions
    }

    private static func offsetsAreConsecutive(_ portions: [EvidencePortion]) -> Bool {
        var end: UInt64 = 0
        for portion in portions {
            guard portion.offset == end, !portion.bytes.isEmpty else { return false }
            end += UInt64(portion.bytes.count)
        }
        return true
    }
}
