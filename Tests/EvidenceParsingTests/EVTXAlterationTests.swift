import EvidenceParsing
import Testing
import Vocabulary

@Suite("Event logs cut or altered at every byte")
struct EVTXAlterationTests {
    private let log = EVTXSamples.log(1...4)

    @Test("wherever a log is cut, every whole record before the cut is read, and the cut is told")
    func everyCut() {
        let header = Array("ElfFile\0".utf8) + [UInt8](repeating: 0, count: 4088)
        let file = header + log.finishedChunk()[..<(log.chunk.count + 40)]
        let ends = log.recordStarts.dropFirst().map { 4096 + $0 } + [4096 + log.chunk.count]
        for cut in 0...file.count {
            let parsed = EVTXParser().parse(EvidencePortion(bytes: Array(file[..<cut]), offset: 0))
            let whole = ends.prefix { $0 <= cut }.count
            guard EVTXSamples.numbers(parsed) == Array((1...4).prefix(whole)),
                cut == 0 || cut == 4096 || parsed.issues.contains(where: { $0.kind != .badChecksum })
            else {
                Issue.record("cut at \(cut): \(EVTXSamples.numbers(parsed)), \(parsed.issues)")
                return
            }
        }
    }

    @Test("whatever is written over a byte, all other records are read", arguments: [0x00, 0xFF, 0x5C] as [UInt8])
    func everyByte(value: UInt8) {
        // Less to check for each byte: the empty rest of the chunk is cut off.
        let chunk = Array(log.finishedChunk()[..<(log.chunk.count + 64)])
        let bounds = log.recordStarts + [log.chunk.count]
        // Altered magic makes it no chunk; the first record holds the template of all.
        for place in Array(8..<512) + Array(bounds[1]..<chunk.count) {
            var altered = chunk
            altered[place] = altered[place] == value ? ~value : value
            let parsed = EVTXSamples.parse(altered)
            let hit = (0..<4).first { bounds[$0]..<bounds[$0 + 1] ~= place }
            let others = (0..<4).filter { $0 != hit }.map { UInt64($0 + 1) }
            let isTold = parsed.issues.allSatisfy { (4096...UInt64(4096 + chunk.count)).contains($0.offset) }
            guard Set(EVTXSamples.numbers(parsed)).isSuperset(of: others), isTold,
                EVTXSamples.numbers(parsed).count <= 4
            else {
                Issue.record("\(value) at \(place): \(EVTXSamples.numbers(parsed)), \(parsed.issues)")
                return
            }
        }
    }

    @Test("a record whose size reaches over the next is read up to that")
    func sizeOverNext() {
        var chunk = log.finishedChunk()
        let size = log.recordStarts[2] - log.recordStarts[1]
        chunk[log.recordStarts[1] + 4] = UInt8(2 * size)

        let parsed = EVTXSamples.parse(chunk)

        #expect(EVTXSamples.numbers(parsed) == [1, 2, 3, 4])
        #expect(parsed.issues.contains { $0.offset == UInt64(4096 + log.recordStarts[1] + 4) })
    }
}
