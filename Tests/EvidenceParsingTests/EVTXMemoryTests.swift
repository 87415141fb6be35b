import EvidenceParsing
import Testing
import Vocabulary
import Wire

@Suite("What is kept from portion to portion of event logs")
struct EVTXMemoryTests {
    /// Logs that share templates and differ in where their names stand.
    private static let portions: [[UInt8]] = {
        func log(_ names: [String], ids: ClosedRange<UInt64>) -> [UInt8] {
            var log = EVTXBuilder()
            for id in ids {
                for name in names {
                    let data = EVTXSamples.data(name, 4)
                    log.add(
                        id: id, template: name, EVTXSamples.event(.element("EventData", [], [data])),
                        values: EVTXSamples.systemValues + [.string("\(name) \(id)")])
                }
            }
            return log.finishedChunk()
        }
        var damaged = log(["Image", "User"], ids: 1...2)
        for place in stride(from: 700, to: 1400, by: 97) { damaged[place] ^= 0x55 }
        let mixed = log(["Image"], ids: 1...3) + log(["User", "Image"], ids: 4...5)
        return [mixed, log(["Image", "User"], ids: 6...9), damaged, log(["User"], ids: 1...1), mixed]
    }()

    private static func lines(_ parsed: ParsedPortion, _ writer: inout RecordJSON) -> String {
        var out: [UInt8] = []
        writer.append(parsed.batch, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    @Test("a portion gives the same, whatever was read before it")
    func sameResult() {
        var memory = ParserMemory()
        var kept = RecordJSON(.evtx)
        for bytes in Self.portions {
            let portion = EvidencePortion(bytes: bytes, offset: 4096)
            var fresh = RecordJSON(.evtx)
            let alone = EVTXParser().parse(portion)
            let after = EVTXParser().parse(portion, with: &memory)

            #expect(Self.lines(after, &kept) == Self.lines(alone, &fresh))
            #expect(after.issues == alone.issues)
            #expect(after.batch.records.map(\.position) == alone.batch.records.map(\.position))
        }
    }

    @Test("a batch grows out of the catalogue of the one before")
    func catalogue() {
        var memory = ParserMemory()
        let catalogues = Self.portions.map {
            EVTXParser().parse(EvidencePortion(bytes: $0, offset: 4096), with: &memory).batch.catalogue.fields
        }

        #expect(zip(catalogues, catalogues.dropFirst()).allSatisfy { $1.starts(with: $0) })
    }

    @Test("fields without end are forgotten between portions, and every portion may bring as many again")
    func manyFields() {
        var memory = ParserMemory()
        for round in 0..<3 {
            let chunks = (0..<16).flatMap { chunk in
                var log = EVTXBuilder()
                let elements = (0..<700).map { EVTXBuilder.Node.element("N\(round)x\(chunk)x\($0)", [], []) }
                log.add(id: 1, template: "t", [.element("Event", [], elements)])
                return log.finishedChunk()
            }

            let parsed = EVTXParser().parse(EvidencePortion(bytes: chunks, offset: 4096), with: &memory)

            #expect(parsed.batch.count == 16)
            #expect(parsed.batch.catalogue.count <= 2 * 16 * 700)
        }
    }
}
