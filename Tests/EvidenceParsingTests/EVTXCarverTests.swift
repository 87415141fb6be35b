import EvidenceParsing
import Testing
import Vocabulary

@Suite("Carving event logs out of bytes of any kind")
struct EVTXCarverTests {
    private let chunk = EVTXSamples.log(1...5).finishedChunk()
    private let starts = EVTXSamples.log(1...5).recordStarts

    /// Bytes that hold no mark.
    private func noise(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) } }

    private func carve(_ bytes: [UInt8], window size: Int = 1 << 20) -> (
        numbers: [UInt64], positions: [UInt64], issues: [ParseIssue]
    ) {
        let carver = EVTXCarver()
        var memory = ParserMemory()
        var result: (numbers: [UInt64], positions: [UInt64], issues: [ParseIssue]) = ([], [], [])
        var start = 0
        var length = size
        while start < bytes.count {
            let window = bytes[start...].prefix(length)
            let isLast = window.endIndex == bytes.count
            let count = carver.portionLength(of: window, at: UInt64(start), isLast: isLast)
            #expect(count >= 0 && count <= window.count && (count > 0 || !isLast))
            length = count == 0 ? length + size : size
            guard count > 0 else { continue }
            let portion = EvidencePortion(bytes: Array(window.prefix(count)), offset: UInt64(start))
            let parsed = carver.parse(portion, with: &memory)
            result.numbers += EVTXSamples.numbers(parsed)
            result.positions += parsed.batch.records.map(\.position)
            result.issues += parsed.issues
            start += count
        }
        return result
    }

    @Test(
        "a chunk is found at any place, however the bytes are cut into windows", arguments: [70_001, 200_000, 1 << 20])
    func anyPlace(window: Int) {
        let bytes = noise(33_333) + chunk + noise(1_000_003) + chunk + noise(7)

        let carved = carve(bytes, window: window)

        let places = [33_333, 33_333 + 65_536 + 1_000_003]
        #expect(carved.numbers == [1, 2, 3, 4, 5, 1, 2, 3, 4, 5])
        #expect(carved.positions == places.flatMap { place in starts.map { UInt64(place + $0) } })
        #expect(carved.issues == [])
    }

    @Test(
        "records are read without the header of their chunk, and with its first bytes lost", arguments: [8, 500, 512])
    func withoutHeader(lost: Int) {
        let beginning = noise(100_001)

        let carved = carve(beginning + chunk[lost...] + noise(100))
        let alone = carve(Array(chunk[lost...]))

        #expect(carved.numbers == [1, 2, 3, 4, 5])
        #expect(carved.positions == starts.map { UInt64(100_001 + $0 - lost) })
        #expect(alone.numbers == [1, 2, 3, 4, 5])
        #expect(alone.positions == starts.map { UInt64($0 - lost) })
    }

    @Test("a hole among the records of a lost chunk costs only what was there")
    func hole() {
        var rest = Array(chunk[512...])
        for place in starts[2] - 512..<starts[3] - 512 { rest[place] = 0xEE }

        #expect(carve(noise(999) + rest).numbers == [1, 2, 4, 5])
    }

    @Test("records without the chunk that holds their template are named, not read")
    func strays() {
        let lost = chunk[starts[1]..<starts[3]]

        let carved = carve(noise(50) + lost + noise(50))

        #expect(carved.numbers == [])
        #expect(
            carved.issues == [
                ParseIssue(
                    .damagedRecord, offset: 50,
                    "\(lost.count) bytes of records without the chunk that holds their templates")
            ])
    }

    @Test("what an earlier use of a chunk left is read, with the template that is still there")
    func usedAgain() {
        let log = EVTXSamples.log([101, 102, 7, 8])
        let chunk = log.finishedChunk(end: log.recordStarts[2])

        #expect(carve(noise(10) + chunk).numbers == [101, 102, 7, 8])
    }

    @Test("what stands behind zeros among the records is read")
    func behindZeros() {
        var chunk = chunk
        for place in starts[1]..<starts[2] { chunk[place] = 0 }

        #expect(carve(chunk).numbers == [1, 3, 4, 5])
    }

    @Test("a chunk that another one was written over is read as far as it is left")
    func overwritten() {
        let carved = carve(Array(chunk[..<starts[3]]) + EVTXSamples.log(8...9).finishedChunk())

        #expect(carved.numbers == [1, 2, 3, 8, 9])
        #expect(carved.issues.contains { $0.kind == .truncated })
    }

    @Test("bytes without a trace of a log have no records and no issues", arguments: [0, 1, 100_000, 3 << 20])
    func nothing(count: Int) {
        let carved = carve([UInt8](repeating: 0x2A, count: count / 2) + noise(count - count / 2), window: 300_000)

        #expect(carved.numbers == [])
        #expect(carved.issues == [])
    }

    @Test("records that lie about their sizes and chunks are bounded in what they cost")
    func hostile() {
        // The smallest records there are, in rows and each on its own.
        let size = EVTXBuilder.little(UInt32(28))
        let record: [UInt8] = [0x2A, 0x2A, 0, 0] + size + [UInt8](repeating: 0, count: 16) + size
        let rows: [UInt8] = Array([[UInt8]](repeating: record, count: 20_000).joined())
        let single: [UInt8] = Array([[UInt8]](repeating: record + [0x2A], count: 20_000).joined())

        let carved = carve(rows + single)

        #expect(carved.numbers == [])
        #expect(!carved.issues.isEmpty)
        #expect(carved.issues.count <= 4 * ParsingLimits.chunksPerPortion * ParsingLimits.issuesPerChunk)
    }
}
