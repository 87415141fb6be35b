import EvidenceParsing
import Testing
import Vocabulary

@Suite("Files of event logs")
struct EVTXFileTests {
    private let parser = EVTXParser()
    private let header = Array("ElfFile\0".utf8) + [UInt8](repeating: 0, count: 4096 - 8)

    @Test("an event log is known by its first bytes, or by a chunk's header where a sector begins")
    func recognition() {
        let chunk = EVTXBuilder().finishedChunk()
        let zeros = [UInt8](repeating: 0, count: 4096)
        let heads =
            ["ElfFile\0", "ElfChnk\0", "ElfFil", "{}", ""].map { Array($0.utf8) } + [
                zeros + chunk, Array((zeros + zeros[..<512] + chunk).prefix(65_536)), zeros + [0] + chunk,
                zeros + chunk[..<40], zeros + Array("ElfChnk\0".utf8) + zeros,
            ]

        #expect(heads.map(parser.recognises) == [true, true, false, false, false, true, true, false, false, false])
        #expect(EvidenceFormats.parser(for: heads[0])?.format == .evtx)
        #expect(EvidenceFormats.parser(for: [0x4D, 0x5A, 0, 0, 1, 2, 3])?.format == nil)
    }

    @Test("a portion ends where a header or chunk does, and holds a mebibyte of them where it can")
    func portions() {
        let chunks = [UInt8](repeating: 1, count: 65_536 * 20)
        let portion = ParsingLimits.chunksPerPortion * 65_536

        #expect(parser.portionLength(of: header[...], at: 0, isLast: false) == 4096)
        #expect(parser.portionLength(of: header[..<100], at: 0, isLast: false) == 0)
        #expect(parser.portionLength(of: header[..<100], at: 0, isLast: true) == 100)
        #expect(parser.portionLength(of: chunks[...], at: 4096, isLast: false) == portion)
        #expect(parser.portionLength(of: chunks[..<65_540], at: 4096, isLast: false) == 0)
        #expect(parser.portionLength(of: chunks[..<65_540], at: 4096, isLast: true) == 65_540)
        #expect(parser.portionLength(of: chunks[..<65_535], at: 4096, isLast: false) == 0)
        #expect(parser.portionLength(of: chunks[..<65_535], at: 4096, isLast: true) == 65_535)
        #expect(parser.portionLength(of: [], at: 4096, isLast: true) == 0)
    }

    @Test("a file header has no records; a wrong checksum and a cut are issues")
    func fileHeader() {
        var fitting = header
        let sum = EVTXBuilder.little(EVTXBuilder.crc(header[..<120]))
        for place in 0..<4 { fitting[124 + place] = sum[place] }
        let issues = [fitting, header, Array(header[..<200])].map {
            parser.parse(EvidencePortion(bytes: $0, offset: 0)).issues.map(\.kind)
        }

        #expect(issues == [[], [.badChecksum], [.truncated]])
    }

    @Test("chunks of one portion share their fields and keep their order")
    func severalChunks() {
        var chunks: [UInt8] = []
        for id in 1...3 as ClosedRange<UInt32> {
            var log = EVTXBuilder()
            let body: [EVTXBuilder.Node] = [.element("Event", [], [.element("X", [], [.value(0)])])]
            log.add(id: UInt64(id), time: 1, template: "t", body, values: [.uint32(id)])
            chunks += log.finishedChunk()
        }

        let parsed = EVTXSamples.parse(chunks)

        #expect(EVTXSamples.fields(parsed) == [["X=1"], ["X=2"], ["X=3"]])
        #expect(parsed.batch.records.map(\.position) == [4_608, 70_144, 135_680] as [UInt64])
        #expect(parsed.batch.catalogue.ids(named: "X").count == 1)
    }
}
