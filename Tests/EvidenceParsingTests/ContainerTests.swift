import Testing
import Vocabulary

@testable import EvidenceParsing

/// All that a reader gives of a container: `name: bytes` of each entry, and what was missed.
struct Unpacked: Equatable {
    var entries: [String] = []
    var missed: [String] = []
    var written: [Int64?] = []
    var bytes = 0

    init(_ bytes: [UInt8], name: String = "evidence") throws {
        let format = try #require(ContainerFormat(head: Array(bytes.prefix(EvidenceFormats.headLength))))
        let source = MemoryRoom()
        source.append(bytes)
        let reader = ContainerReader(format, name: name, source: source) { MemoryRoom() }
        while true {
            switch try reader.next() {
            case .end: return
            case .missed(let name, let issue): missed.append("\(name): \(issue.kind) \(issue.detail)")
            case .entry(let entry):
                var text: [UInt8] = []
                while case let block = try reader.read(), !block.isEmpty {
                    self.bytes += block.count
                    text += block.prefix(1 << 16)
                }
                let ending = reader.ending.map { " [\($0.kind)]" } ?? ""
                entries.append("\(entry.name): \(String(decoding: text.prefix(200), as: UTF8.self))\(ending)")
                written.append(entry.lastWritten)
            }
        }
    }
}

@Suite("Containers")
struct ContainerTests {
    typealias Samples = ContainerSamples

    static let three = [
        "a.jsonl: \(Samples.jsonLines)", "auth.log: \(Samples.authLog)", "note.bin: \(Samples.note)",
    ]

    @Test(
        "a compressed file is one entry, named as the file without its ending",
        arguments: [
            (Samples.gzip(Samples.jsonLines), "a.jsonl.gz"), (Samples.bzip2, "a.jsonl.bz2"), (Samples.xz, "A.jsonl.XZ"),
            (Samples.zstd, "folder/a.jsonl.zst"),
        ])
    func compressedFile(bytes: [UInt8], name: String) throws {
        let unpacked = try Unpacked(bytes, name: name)

        #expect(unpacked.entries.map { $0.lowercased() } == ["a.jsonl: \(Samples.jsonLines)".lowercased()])
        #expect(unpacked.missed == [])
    }

    @Test(
        "the entries of an archive come in its order, under their own names",
        arguments: [Samples.zip, Samples.sevenZip])
    func archive(bytes: [UInt8]) throws {
        let unpacked = try Unpacked(bytes)

        #expect(unpacked.entries == Self.three)
        #expect(unpacked.missed == [])
        #expect(unpacked.written == [1_772_409_600, 1_772_409_600, 1_772_409_600])
    }

    @Test("folders are no entries; links and what is no file are named and not followed")
    func tar() throws {
        let unpacked = try Unpacked(
            Samples.tar([
                Samples.tarEntry("d/", [], kind: 5), Samples.tarEntry("d/../../a.log", Array(Samples.authLog.utf8)),
                Samples.tarEntry("soft", [], kind: 2), Samples.tarEntry("hard", [], kind: 1),
                Samples.tarEntry("null", [], kind: 3), Samples.tarEntry("empty", []),
            ]))

        #expect(unpacked.entries == ["d/../../a.log: \(Samples.authLog)", "empty: "])
        #expect(
            unpacked.missed == [
                "soft: notRead a link", "hard: notRead a link",
                "null: notRead a device, or another thing that is no file",
            ])
    }

    @Test("containers inside of containers are unpacked, too, whether or not they can be read from front to back")
    func nested() throws {
        let inner = Samples.tar([
            Samples.tarEntry("b.zip", Samples.zip), Samples.tarEntry("c.7z", Samples.sevenZip),
            Samples.tarEntry("auth.log.2.gz", Samples.gzip(Samples.authLog)),
        ])

        let unpacked = try Unpacked(Samples.gzip(inner), name: "all.tgz")

        let expected = ["b.zip", "c.7z"].flatMap { name in Self.three.map { "all.tar!/\(name)!/\($0)" } }
        #expect(unpacked.entries == expected + ["all.tar!/auth.log.2.gz!/auth.log.2: \(Samples.authLog)"])
        #expect(unpacked.missed == [])
    }

    @Test("the last level of containers is unpacked, and the one below it is named")
    func depth() throws {
        var bytes = Array(Samples.authLog.utf8)
        for _ in 0..<ContainerLimits.depth { bytes = Samples.gzip(bytes) }
        #expect(try Unpacked(bytes).entries.count == 1)

        let unpacked = try Unpacked(Samples.gzip(bytes))

        #expect(unpacked.entries == [])
        let name = Array(repeating: "evidence", count: ContainerLimits.depth).joined(separator: "!/")
        #expect(unpacked.missed == ["\(name): limit a container inside of \(ContainerLimits.depth) others"])
    }

    @Test("members of gzip that were joined are one file")
    func joinedMembers() throws {
        let bytes = Samples.gzip("one ") + Samples.gzip("two ") + Samples.gzip("three")

        #expect(try Unpacked(bytes).entries == ["evidence: one two three"])
    }

    @Test("gzip says when the file was written, where it knows")
    func writtenByGzip() throws {
        #expect(try Unpacked(Samples.gzip([1], written: 77)).written == [77])
        #expect(try Unpacked(Samples.gzip([1])).written == [nil])
    }

    @Test("bytes behind the end of a compressed file are told")
    func behindTheEnd() throws {
        let unpacked = try Unpacked(Samples.gzip("text") + Array("junk".utf8))

        #expect(unpacked.entries == ["evidence: text"])
        #expect(unpacked.missed == ["(the rest): damagedRecord 4 bytes behind its end"])
    }

    @Test("a checksum of gzip that does not fit is told, and all bytes are read")
    func checksum() throws {
        var bytes = Samples.gzip("text")
        bytes[bytes.count - 5] ^= 1

        #expect(try Unpacked(bytes).entries == ["evidence: text [badChecksum]"])
    }

    @Test("what is encrypted is named")
    func encrypted() throws {
        let unpacked = try Unpacked(Samples.encryptedZip)

        #expect(unpacked.entries == [])
        #expect(unpacked.missed == ["a.jsonl: notRead it is encrypted"])
    }

    @Test(
        "a method of compression that is not supported is named, and no damage",
        arguments: [(9, "Deflate64 (method 9)"), (97, "WavPack (method 97)"), (77, "method 77")])
    func unknownMethod(number: UInt8, words: String) throws {
        var zip = ContainerSamples.zip
        let table = try #require((0..<zip.count - 4).first { zip[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 1, 2]) })
        zip[8] = number
        zip[table + 10] = number

        let unpacked = try Unpacked(zip)

        #expect(unpacked.entries.count == 2)
        #expect(unpacked.missed == ["a.jsonl: notRead its method of compression is not supported: \(words)"])
    }

    @Test("a codec of 7z that is not supported is named by its number, or its name where it has one")
    func unknownCodec() {
        #expect(CompressionMethod(message: "Unknown codec ID: 4f71101")?.words == "Zstandard (codec 4F71101)")
        #expect(CompressionMethod(message: "Unknown codec ID: 7")?.words == "codec 7")
        #expect(CompressionMethod(message: "Truncated 7-Zip file body") == nil)
    }

    @Test("a bomb is unpacked up to the limit, and the limit is told with the entry")
    func bomb() throws {
        let unpacked = try Unpacked(Array(repeating: Samples.zerosInZstd, count: 80).joined().map { $0 }, name: "b.zst")

        #expect(unpacked.bytes <= Int(ContainerLimits.freeBytes))
        #expect(
            unpacked.entries.count == 1
                && unpacked.entries.allSatisfy { $0.hasPrefix("b: ") && $0.hasSuffix(" [limit]") })
    }

    @Test("a bomb inside of another container counts for the outermost")
    func nestedBomb() throws {
        let bomb = Array(Array(repeating: Samples.zerosInZstd, count: 40).joined())
        let unpacked = try Unpacked(Samples.tar((0..<8).map { Samples.tarEntry("\($0).zst", bomb) }))

        #expect(unpacked.bytes <= Int(ContainerLimits.freeBytes))
        #expect(unpacked.entries.last?.hasSuffix("[limit]") == true)
    }

    @Test("a long name is cut")
    func longName() throws {
        let path = "./" + String(repeating: "x", count: 3_000)
        let record = "\(path.utf8.count + 11) path=\(path)\n"
        let extended = Samples.tarEntry("pax", Array(record.utf8), kind: 0).enumerated().map { $0.element }
        var header = extended
        header[156] = UInt8(ascii: "x")
        var sum = 0
        for place in 0..<512 { sum += (148..<156).contains(place) ? 0x20 : Int(header[place]) }
        let digits = String(sum, radix: 8)
        header.replaceSubrange(148..<154, with: Array((String(repeating: "0", count: 6 - digits.count) + digits).utf8))

        let unpacked = try Unpacked(Samples.tar([header, Samples.tarEntry("short", [1])]))

        #expect(unpacked.entries.count == 1)
        #expect(unpacked.entries.first.map { $0.utf8.count < ContainerLimits.nameLength + 20 } == true)
    }

    @Test(
        "cut off at any place, a container gives what came before and says that it is not whole",
        arguments: ContainerFormat.allCases)
    func truncation(format: ContainerFormat) throws {
        let bytes = Samples.any(format)
        let whole = try Unpacked(bytes)
        let last = bytes.lastIndex { $0 != 0 } ?? 0
        for length in 1..<last where ContainerFormat(head: Array(bytes.prefix(length))) != nil {
            let cut = try Unpacked(Array(bytes.prefix(length)))
            let isWhole = cut.entries == whole.entries && cut.bytes == whole.bytes
            let tells = !cut.missed.isEmpty || cut.entries.contains { $0.hasSuffix("]") }
            // The end marks of tar and zip say nothing of the entries.
            #expect(isWhole || tells, "\(length) of \(bytes.count)")
            #expect(cut.bytes <= whole.bytes)
        }
    }

    @Test("a gzip file that was cut off gives every byte before the cut")
    func truncatedGzip() throws {
        let bytes = Samples.gzip(Samples.authLog)
        let unpacked = try Unpacked(Array(bytes.prefix(bytes.count - 30)))

        #expect(unpacked.bytes == Samples.authLog.utf8.count - 22)
    }

    @Test("any byte changed harms no more than what it is in: nothing traps, and what is named keeps its place")
    func everyByte() throws {
        for sample in ContainerFormat.allCases.map(Samples.any) {
            for place in 0..<sample.count {
                for value: UInt8 in [0, 0xFF, sample[place] ^ 0x55] where value != sample[place] {
                    var bytes = sample
                    bytes[place] = value
                    guard ContainerFormat(head: bytes) != nil else { continue }
                    #expect(try Unpacked(bytes).entries.count <= 4)
                }
            }
        }
    }

    @Test(
        "what only resembles a container is none",
        arguments: [[], [0x1F], Array("PK".utf8), [UInt8](repeating: 0, count: 1024), Array("BZh9 is not bzip2".utf8)])
    func noContainer(bytes: [UInt8]) {
        #expect(ContainerFormat(head: bytes) == nil)
    }
}
