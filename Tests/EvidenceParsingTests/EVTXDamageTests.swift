import EvidenceParsing
import Testing
import Vocabulary

@Suite("Damaged and hostile event logs")
struct EVTXDamageTests {
    /// Three records of one template, numbered 1 to 3.
    private let log: EVTXBuilder = {
        var log = EVTXBuilder()
        for id in 1...3 {
            log.add(
                id: UInt64(id), time: EVTXSamples.tenOClock, template: "t",
                [.element("Event", [], [.element("X", [], [.value(0)])])], values: [.uint32(UInt32(id))])
        }
        return log
    }()

    /// Offset in the file of record `index`.
    private func offset(_ index: Int) -> UInt64 { UInt64(4096 + log.recordStarts[index]) }

    @Test("a checksum that does not fit is an issue, and everything is read")
    func checksums() {
        var chunk = log.finishedChunk()
        chunk[53] ^= 1

        let parsed = EVTXSamples.parse(chunk)

        #expect(EVTXSamples.numbers(parsed) == [1, 2, 3])
        #expect(parsed.issues.map(\.kind) == [.badChecksum, .badChecksum])
        #expect(parsed.issues.map(\.offset) == [4096, 4096 + 52])
    }

    @Test("after a record with an absurd size, reading goes on at the next record")
    func resync() {
        var chunk = log.finishedChunk()
        chunk[log.recordStarts[1] + 7] = 0xFF

        let parsed = EVTXSamples.parse(chunk)

        #expect(EVTXSamples.numbers(parsed) == [1, 3])
        #expect(parsed.issues.filter { $0.kind == .damagedRecord }.map(\.offset) == [offset(1)])
    }

    @Test("a record whose contents are damaged is missing, the others are read")
    func damagedRecord() {
        var chunk = log.finishedChunk()
        // The place of the template's definition, behind header, fragment header, token, byte and id.
        let place = log.recordStarts[1] + 24 + 4 + 6
        chunk[place] = 0xFF
        chunk[place + 1] = 0xFF

        let parsed = EVTXSamples.parse(chunk)

        #expect(EVTXSamples.numbers(parsed) == [1, 3])
        #expect(parsed.issues.filter { $0.kind == .damagedRecord }.map(\.offset) == [offset(1)])
    }

    @Test("zeros where a record should begin end the chunk with an issue")
    func zeroedRecord() {
        var chunk = log.finishedChunk()
        for place in log.recordStarts[1]..<log.recordStarts[2] { chunk[place] = 0 }

        let parsed = EVTXSamples.parse(chunk)

        #expect(EVTXSamples.numbers(parsed) == [1])
        #expect(parsed.issues.filter { $0.kind == .damagedRecord }.map(\.offset) == [offset(1)])
    }

    @Test("a header that does not say where records end costs an issue and no record")
    func freeSpace() {
        var chunk = log.finishedChunk()
        for place in 48..<52 { chunk[place] = 0 }

        let parsed = EVTXSamples.parse(chunk)

        #expect(EVTXSamples.numbers(parsed) == [1, 2, 3])
        #expect(parsed.issues.contains { $0.kind == .damagedHeader && $0.offset == 4096 + 48 })
    }

    @Test("a chunk that was never used is no issue, one without its mark is, and the chunk after it is read")
    func unusedAndUnmarked() {
        var unmarked = log.finishedChunk()
        unmarked[0] = 0

        let parsed = EVTXSamples.parse([UInt8](repeating: 0, count: 65_536) + unmarked + log.finishedChunk())

        #expect(EVTXSamples.numbers(parsed) == [1, 2, 3])
        #expect(parsed.issues.map(\.kind) == [.damagedHeader])
        #expect(parsed.issues.map(\.offset) == [4096 + 65_536])
    }

    @Test("of a chunk cut short, the whole records are read")
    func truncatedChunk() {
        let parsed = EVTXSamples.parse(Array(log.finishedChunk()[..<(log.recordStarts[2] + 30)]))

        #expect(EVTXSamples.numbers(parsed) == [1, 2])
        #expect(parsed.issues.contains { $0.kind == .truncated })
    }

    @Test("of a chunk cut short inside its header, nothing is read")
    func truncatedHeader() {
        let parsed = EVTXSamples.parse(Array(log.finishedChunk()[..<100]))

        #expect(parsed.batch.count == 0)
        #expect(parsed.issues.map(\.kind) == [.truncated])
    }

    @Test("the list of issues of a chunk is bounded and says so")
    func issueLimit() {
        var log = EVTXBuilder()
        for id in 1...100 { log.add(id: UInt64(id), raw: [0x33, 0x33]) }

        let parsed = EVTXSamples.parse(log.finishedChunk())

        #expect(parsed.batch.count == 0)
        #expect(parsed.issues.count == ParsingLimits.issuesPerChunk)
        #expect(parsed.issues.last?.kind == .limit)
    }

    @Test("elements nested too deeply are refused")
    func deepElements() {
        var node = EVTXBuilder.Node.text("x")
        for _ in 0..<ParsingLimits.elementDepth + 1 { node = .element("E", [], [node]) }

        #expect(EVTXSamples.parse(node, values: []).issues.map(\.kind) == [.limit])
    }

    @Test("a template that uses itself is refused")
    func recursiveTemplate() {
        // Its body begins 24 bytes behind its definition; the instance in it names that definition again.
        var log = EVTXBuilder()
        let definition = UInt32(EVTXBuilder.recordsBegin + 24 + 4 + 10)
        let again = [0x0C, 1, 7, 0, 0, 0] + EVTXBuilder.little(definition) + [0, 0, 0, 0]
        log.add(id: 1, template: "t", [.element("Event", [], [.raw(again), .raw(again)])])

        let parsed = EVTXSamples.parse(log.finishedChunk())

        #expect(parsed.batch.count == 0)
        #expect(parsed.issues.map(\.kind) == [.limit])
    }

    @Test("a template that repeats a large value cannot fill memory")
    func expansion() {
        let body = (0..<400).map { _ in EVTXBuilder.Node.element("E", [], [.value(0)]) }
        var log = EVTXBuilder()
        log.add(
            id: 1, template: "t", [.element("Event", [], body)],
            values: [.string(String(repeating: "A", count: 15_000))])

        let parsed = EVTXSamples.parse(log.finishedChunk())

        #expect(parsed.batch.count == 0)
        #expect(parsed.issues.map(\.kind) == [.limit])
    }

    @Test("an array of too many values is refused")
    func longArray() {
        let values = [EVTXBuilder.Value(0x84, [UInt8](repeating: 1, count: ParsingLimits.arrayItems + 1))]

        #expect(EVTXSamples.parse(.element("X", [], [.value(0)]), values: values).issues.map(\.kind) == [.limit])
    }

    @Test("no alteration of bytes stops the parser, and what it reads stays within its limits", arguments: 1...8)
    func mutations(seed: UInt64) {
        var noise = Noise(state: seed)
        var log = EVTXBuilder()
        for id in 1...6 {
            log.add(
                id: UInt64(id), template: "t",
                EVTXSamples.event(
                    .element("EventData", [], [EVTXSamples.data("Image", 4), EVTXSamples.data("List", 5)])),
                values: EVTXSamples.systemValues + [.string("C:\\a.exe"), .strings(["a", "b"])])
            log.add(
                id: UInt64(100 + id), template: "u", [.element("Event", [], [.element("UserData", [], [.value(1)])])],
                first: .null, inner: "v", [.element("Inner", [("P", .text("q"))], [.value(0), .text("z")])],
                innerValues: [.uint32(7)])
        }
        let original = log.finishedChunk()
        let used = log.chunk.count
        for _ in 0..<60 {
            var bytes = Array(original[..<(used + 64)])
            for _ in 0..<noise.next(below: 12) + 1 {
                let place = noise.next(below: used)
                switch noise.next(below: 3) {
                case 0: bytes[place] = UInt8(noise.next(below: 256))
                case 1: bytes[place] = UInt8(noise.next(below: 16)) | 0x40
                default: for near in place..<min(place + 4, used) { bytes[near] = 0xFF }
                }
            }
            let parsed = EVTXSamples.parse(bytes)
            let size = parsed.batch.records.reduce(0) { $0 + $1.fields.reduce(0) { $0 + $1.value.byteCount } }
            #expect(size <= ParsingLimits.expandedBytesPerChunk)
            #expect(parsed.issues.count <= ParsingLimits.issuesPerChunk)
            #expect(parsed.batch.records.allSatisfy { EVTXSamples.fields($0).count == $0.fields.count })
        }
    }

    /// The same pseudo-random numbers in every run (xorshift).
    private struct Noise {
        var state: UInt64

        mutating func next(below limit: Int) -> Int {
            state = state &* 0x9E37_79B9_7F4A_7C15 | 1
            state ^= state >> 29
            state ^= state << 13
            return Int((state >> 16) % UInt64(limit))
        }
    }
}
