import Testing
import Vocabulary

@testable import EvidenceParsing

@Suite("Bytes around containers")
struct ContainerEndTests {
    typealias Samples = ContainerSamples

    static let log = Array(String(repeating: Samples.authLog, count: 40).utf8)

    private static func tar(_ name: String, _ bytes: [UInt8] = [1]) -> [UInt8] {
        Samples.tar([Samples.tarEntry(name, bytes)])
    }

    // MARK: tar

    @Test("tars that stand one behind the other are read as one, whatever zeros are between them")
    func joinedTars() throws {
        let zeros = [UInt8](repeating: 0, count: 9 * 512)
        let joined = Self.tar("a") + zeros + Self.tar("b") + Self.tar("c") + zeros + [0, 0, 0]
        for bytes in [joined, Samples.gzip(joined), Self.tar("outer", joined)] {
            let unpacked = try Unpacked(bytes)
            #expect(unpacked.entries.map { $0.suffix(4) } == ["a: \u{1}", "b: \u{1}", "c: \u{1}"])
            #expect(unpacked.missed == [])
        }
    }

    @Test("thousands of joined tars are all read")
    func manyTars() throws {
        let unpacked = try Unpacked(Array((0..<3000).map { Self.tar("\($0)") }.joined()))

        #expect(unpacked.entries.count == 3000)
        #expect(unpacked.missed == [])
    }

    @Test("what was appended to a tar is named with its length", arguments: [1, 80, 512, 3279, 1 << 20])
    func behindTar(length: Int) throws {
        let tail = Array((0...length / Self.log.count).map { _ in Self.log }.joined().prefix(length))
        let bytes = Self.tar("a") + tail
        for (bytes, place) in [(bytes, ""), (Samples.gzip(bytes), "evidence!/"), (Self.tar("b", bytes), "b!/")] {
            let unpacked = try Unpacked(bytes)
            #expect(unpacked.entries.count == 1)
            #expect(unpacked.missed == ["\(place)(the rest): damagedRecord \(length) bytes that are no entry of it"])
        }
    }

    @Test("bytes between the entries of a tar are named once, and what follows them is read")
    func withinTar() throws {
        let bytes = Samples.tar([
            Samples.tarEntry("a", [1]), [UInt8](repeating: 0x41, count: 40 * 512), Samples.tarEntry("b", [1]),
        ])
        let unpacked = try Unpacked(bytes)

        #expect(unpacked.entries.count == 2)
        #expect(unpacked.missed == ["(between entries): damagedRecord 20480 bytes that are no entry of it"])
    }

    @Test("an entry behind a damaged header, or behind bytes that are none, is read to its end")
    func behindDamage() throws {
        let long = Array(String(repeating: Samples.authLog, count: 20_000).utf8)
        var damaged = Samples.tarEntry("b", [1])
        damaged[150] ^= 1
        let stray = [UInt8](repeating: 7, count: 512)
        for between in [damaged, stray] {
            let bytes = Samples.tar([Samples.tarEntry("a", [1]), between, Samples.tarEntry("c", long)])
            for bytes in [bytes, Samples.gzip(bytes)] {
                let unpacked = try Unpacked(bytes)
                #expect(unpacked.entries.count == 2)
                #expect(unpacked.bytes == 1 + long.count)
                #expect(unpacked.missed.count == 1)
            }
        }
    }

    @Test(
        "what follows a member of gzip that has another checksum or length is read, and the fault is told",
        arguments: [4, 8])
    func membersBehindDamage(fromEnd: Int) throws {
        var damaged = Samples.gzip(Self.log)
        damaged[damaged.count - fromEnd] ^= 1
        let bytes = Samples.gzip(Self.log) + damaged + Samples.gzip(Self.log)

        let unpacked = try Unpacked(bytes)

        #expect(unpacked.bytes == 3 * Self.log.count)
        #expect(unpacked.entries.map { $0.hasSuffix("[badChecksum]") } == [true])
    }

    @Test("a compressed tar that is whole is no cause for complaint, wherever its blocks end")
    func wholeTar() throws {
        for blocks in [1, 125, 126, 128, 508, 509, 510, 511, 1021, 1022] {
            let unpacked = try Unpacked(Samples.gzip(Self.tar("a", [UInt8](repeating: 7, count: blocks * 512))))
            #expect(unpacked.entries.count == 1)
            #expect(unpacked.missed == [], "\(blocks)")
        }
    }

    @Test("that a compressed tar has another checksum is told, though the tar was read to its end")
    func checksumAroundTar() throws {
        var bytes = Samples.gzip(Self.tar("a", [UInt8](repeating: 7, count: 509 * 512)))
        bytes[bytes.count - 5] ^= 1

        #expect(try Unpacked(bytes).missed == ["evidence: badChecksum the checksum does not fit"])
    }

    // MARK: Compressed files

    static let tails: [[UInt8]] = [
        Array("junk".utf8), [0x0A], [0, 0, 0, 1], [0xFD, 0x37], [0x28, 0xB5, 0x2F], Array("PK\u{3}\u{4}".utf8),
        [UInt8](repeating: 0x42, count: 300_000), [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ]

    @Test(
        "what lies behind the end of a compressed file spoils none of it, and is named with its length",
        arguments: [ContainerFormat.gzip, .bzip2, .xz, .zstd])
    func behindCompressed(format: ContainerFormat) throws {
        let whole = try Unpacked(Samples.any(format)).entries
        for tail in Self.tails {
            let unpacked = try Unpacked(Samples.any(format) + tail)
            #expect(unpacked.entries == whole)
            #expect(unpacked.missed == ["(the rest): damagedRecord \(tail.count) bytes behind its end"])

            let inner = try Unpacked(Self.tar("e", Samples.any(format) + tail))
            #expect(inner.entries.count == 1 && inner.bytes == unpacked.bytes)
            #expect(inner.missed == ["e!/(the rest): damagedRecord \(tail.count) bytes behind its end"])
        }
    }

    @Test("zeros behind a file of gzip are padding", arguments: [1, 1024, ContainerLimits.blockLength * 3])
    func paddedGzip(count: Int) throws {
        let padded = Samples.gzip(Self.log) + [UInt8](repeating: 0, count: count)
        for bytes in [padded, Self.tar("e", padded)] {
            let unpacked = try Unpacked(bytes)
            #expect(unpacked.bytes == Self.log.count)
            #expect(unpacked.missed == [])
        }
        #expect(
            try Unpacked(padded + [7]).missed == ["(the rest): damagedRecord \(count + 1) bytes behind its end"])
    }

    @Test("streams of xz and zstd that were joined are one file, with or without what lies behind")
    func joinedStreams() throws {
        let zeros = [UInt8](repeating: 0, count: 8)
        let skipped: [UInt8] = [0x53, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 0x28, 0xB5, 0x2F]
        for joined in [Samples.xz + zeros + Samples.xz, Samples.zstd + skipped + Samples.zstd] {
            #expect(try Unpacked(joined).bytes == 2 * Samples.jsonLines.utf8.count)
            #expect(try Unpacked(joined).missed == [])
            let unpacked = try Unpacked(joined + Self.log)
            #expect(unpacked.bytes == 2 * Samples.jsonLines.utf8.count)
            #expect(unpacked.missed == ["(the rest): damagedRecord \(Self.log.count) bytes behind its end"])
        }
    }

    @Test(
        "a structure that lies of its lengths ends nothing early without a word", arguments: [Samples.xz, Samples.zstd])
    func lyingLengths(bytes: [UInt8]) throws {
        let joined = bytes + bytes
        let whole = try Unpacked(joined)
        for place in 0..<joined.count {
            for value: UInt8 in [0, 0xFF, joined[place] ^ 1] where value != joined[place] {
                var altered = joined
                altered[place] = value
                guard ContainerFormat(head: altered) != nil else { continue }
                let unpacked = try Unpacked(altered)
                let tells = !unpacked.missed.isEmpty || unpacked.entries.contains { $0.hasSuffix("]") }
                #expect(unpacked.bytes >= whole.bytes || tells, "\(place) \(value)")
            }
        }
    }

    // MARK: zip and 7z

    @Test("what was appended to a zip or 7z is named with its length", arguments: [4, 3280, 20_000, 200_000])
    func behindArchive(length: Int) throws {
        let tail = Array((0...length / Self.log.count).map { _ in Self.log }.joined().prefix(length))
        for archive in [Samples.zip, Samples.sevenZip] {
            let unpacked = try Unpacked(archive + tail)
            #expect(unpacked.entries == ContainerTests.three)
            #expect(unpacked.missed == ["(the rest): damagedRecord \(length) bytes behind its end"])
            let inner = try Unpacked(Self.tar("z", archive + tail))
            #expect(inner.entries.count == 3)
            #expect(inner.missed == ["z!/(the rest): damagedRecord \(length) bytes behind its end"])
        }
    }

    @Test("zips that stand one behind the other are all read")
    func joinedZips() throws {
        for count in [2, 3] {
            let unpacked = try Unpacked(Array(Array(repeating: Samples.zip, count: count).joined()))
            #expect(unpacked.entries == Array(Array(repeating: ContainerTests.three, count: count).joined()))
            #expect(unpacked.missed == [])
        }
    }

    @Test("thousands of zips in front of each other end, and what was not opened is named with its length")
    func manyZips() throws {
        let unpacked = try Unpacked(Array(Array(repeating: Samples.zip, count: 1000).joined()))

        #expect(unpacked.entries.count == 3 * (JoinedZip.most + 1))
        let left = (1000 - JoinedZip.most - 1) * Samples.zip.count
        #expect(unpacked.missed == ["(in front): limit \(left) bytes before its beginning"])

        let ends = Array(Array(repeating: Samples.zip.suffix(22), count: 500).joined())
        #expect(try Unpacked(Samples.zip + ends).entries.count <= 3)
    }

    // MARK: Dates

    @Test("what writers write who know no date is none")
    func noDate() throws {
        func zip(date: [UInt8]) -> [UInt8] {
            var bytes = Samples.zip
            // Time and date, in each local header and in the table of contents.
            for place in bytes.indices.dropLast(30) where bytes[place...].starts(with: [0x50, 0x4B]) {
                if bytes[place + 2] == 3 { bytes.replaceSubrange(place + 10..<place + 14, with: date) }
                if bytes[place + 2] == 1 { bytes.replaceSubrange(place + 12..<place + 16, with: date) }
            }
            return bytes
        }
        #expect(try Unpacked(Samples.zip).written == [1_772_409_600, 1_772_409_600, 1_772_409_600])
        #expect(try Unpacked(zip(date: [0, 0, 0x21, 0])).written == [nil, nil, nil])
        #expect(try Unpacked(zip(date: [0, 0, 0, 0])).written == [nil, nil, nil])
        #expect(try Unpacked(Samples.tar([Samples.tarEntry("a", [1], written: 0)])).written == [nil])
        #expect(try Unpacked(Samples.tar([Samples.tarEntry("a", [1])])).written == [1_772_409_600])
    }

    @Test(
        "of a tar that is cut off or lies of a length, all bytes that are there are read",
        arguments: [1, 700, 100_000, 300_000])
    func cutTar(length: Int) throws {
        let log = Array((0...length / Self.log.count).map { _ in Self.log }.joined().prefix(length))
        let entry = Samples.tarEntry("a.log", log + log)
        let cut = Samples.tar([Samples.tarEntry("first", [1]), entry]).prefix(1024 + 512 + length)
        for bytes in [Array(cut), Samples.gzip(Array(cut))] {
            let unpacked = try Unpacked(bytes)
            #expect(unpacked.bytes == 1 + length)
            #expect(unpacked.entries.last?.hasSuffix("[damagedRecord]") == true)
        }
    }
}
