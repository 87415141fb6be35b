import EvidenceParsing
import Testing
import Vocabulary

@Suite("Event logs that lost or gained bytes")
struct EVTXPiecesTests {
    private let header: [UInt8] = {
        var header = Array("ElfFile\0".utf8) + [UInt8](repeating: 0, count: 4096 - 8)
        header[41] = 0x10
        let sum = EVTXBuilder.little(EVTXBuilder.crc(header[..<120]))
        for place in 0..<4 { header[124 + place] = sum[place] }
        return header
    }()

    /// A chunk of three records, numbered from `first`.
    private func chunk(_ first: UInt64) -> [UInt8] {
        var log = EVTXBuilder()
        for id in first..<first + 3 { log.add(id: id, template: "t", [.element("Event", [], [])]) }
        return log.finishedChunk()
    }

    /// Reads a file through windows of `size` bytes, that grow where more is asked for.
    private func read(_ file: [UInt8], window size: Int) -> (
        numbers: [UInt64], positions: [UInt64], issues: [ParseIssue]
    ) {
        let parser = EVTXParser()
        var result: (numbers: [UInt64], positions: [UInt64], issues: [ParseIssue]) = ([], [], [])
        var start = 0
        var length = size
        while start < file.count {
            let window = file[start...].prefix(length)
            let isLast = window.endIndex == file.count
            let count = parser.portionLength(of: window, at: UInt64(start), isLast: isLast)
            #expect(count <= window.count && (count > 0 || !isLast))
            length = count == 0 ? length + size : size
            guard count > 0 else { continue }
            let parsed = parser.parse(EvidencePortion(bytes: Array(window.prefix(count)), offset: UInt64(start)))
            result.numbers += EVTXSamples.numbers(parsed)
            result.positions += parsed.batch.records.map(\.position)
            result.issues += parsed.issues
            start += count
        }
        return result
    }

    private func passedOver(_ count: Int, at offset: UInt64) -> ParseIssue {
        ParseIssue(.damagedHeader, offset: offset, "\(count) bytes without a chunk's mark; they are not read")
    }

    @Test("with its header damaged or gone, all of a log is read", arguments: [50_000, 1 << 20])
    func damagedHeader(window: Int) {
        var damaged = header
        damaged[0] = 0
        let chunks = chunk(1) + chunk(4)

        #expect(read(damaged + chunks, window: window).numbers == [1, 2, 3, 4, 5, 6])
        #expect(read(damaged + chunks, window: window).issues == [passedOver(4096, at: 0)])
        let zeroed = read([UInt8](repeating: 0, count: 4096) + chunks, window: window)
        #expect(zeroed.numbers == [1, 2, 3, 4, 5, 6])
        #expect(zeroed.issues == [passedOver(4096, at: 0)])
    }

    @Test("bytes between chunks are passed over and named", arguments: [50_000, 1 << 20], [3, 20, 600, 70_000])
    func inserted(window: Int, count: Int) {
        let junk = [UInt8](repeating: 0x41, count: count)

        let result = read(header + junk + chunk(1) + junk + chunk(4), window: window)

        let sizes = [min(count, 65_536), count - 65_536].filter { $0 > 0 }
        let places = [UInt64(4096), UInt64(4096 + count + 65_536)]
        #expect(result.numbers == [1, 2, 3, 4, 5, 6])
        #expect(
            result.issues
                == places.flatMap { place in sizes.enumerated().map { passedOver($1, at: place + UInt64($0 * 65_536)) }
                })
        let first = UInt64(4096 + count + 512)
        #expect(result.positions.first == first)
    }

    @Test("a chunk that lost bytes is read as far as it can be, and the next ones are read whole")
    func removed() {
        var short = chunk(1)
        short.removeLast(100)
        let result = read(header + short + chunk(4) + chunk(7), window: 1 << 20)

        #expect(result.numbers == [1, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect(result.issues == [ParseIssue(.truncated, offset: 4096 + 65_436, "a chunk is cut short")])

        let shifted = read(header + chunk(1).dropFirst() + chunk(4), window: 1 << 20)
        #expect(shifted.numbers == [4, 5, 6])
        #expect(shifted.issues == [passedOver(65_535, at: 4096)])
    }

    @Test("logs that were joined are all read, also after one that was cut", arguments: [0, 700, 65_000])
    func joined(cut: Int) {
        let result = read(header + chunk(1) + chunk(4).dropLast(cut) + header + chunk(7), window: 1 << 20)

        #expect(result.numbers == [1, 2, 3, 4, 5, 6, 7, 8, 9].filter { cut < 65_000 || !(4...6).contains($0) })
        #expect(result.issues.contains { $0.kind == .truncated } == (cut > 0))
        #expect(!result.issues.contains { $0.kind == .damagedHeader })
    }

    @Test("the text of a mark inside of an event begins no chunk")
    func markInEvent() {
        var log = EVTXBuilder()
        log.add(id: 1, raw: [0x41] + Array("ElfChnk\0".utf8))
        var unmarked = chunk(4)
        unmarked[0] = 0

        let result = read(header + log.finishedChunk() + unmarked + chunk(7), window: 1 << 20)

        #expect(result.numbers == [7, 8, 9])
        #expect(result.issues.filter { $0.kind == .damagedHeader } == [passedOver(65_536, at: 4096 + 65_536)])
    }

    @Test("marks without end are bounded in their issues")
    func marksWithoutEnd() {
        var mark = Array("ElfChnk\0".utf8) + [UInt8](repeating: 0xFF, count: 505)
        mark.replaceSubrange(40..<44, with: [0x80, 0, 0, 0])
        let file = (0..<4_000).flatMap { _ in mark }

        let parsed = EVTXSamples.parse(Array(file[..<(1 << 20)]))

        #expect(parsed.batch.count == 0)
        #expect(parsed.issues.count == ParsingLimits.chunksPerPortion * ParsingLimits.issuesPerChunk)
        #expect(parsed.issues.last?.kind == .limit)
    }
}
