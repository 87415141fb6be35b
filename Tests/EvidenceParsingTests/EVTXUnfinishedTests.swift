import EvidenceParsing
import Testing
import Vocabulary

@Suite("Event logs that were copied while they were written to, and chunks used again")
struct EVTXUnfinishedTests {
    private let log = EVTXSamples.log(1...5)

    @Test("records that the header of their chunk leaves out are read, where they follow by their numbers")
    func staleHeader() {
        let chunk = log.finishedChunk(end: log.recordStarts[2])

        let parsed = EVTXSamples.parse(chunk)

        #expect(EVTXSamples.numbers(parsed) == [1, 2, 3, 4, 5])
        #expect(
            parsed.issues == [
                ParseIssue(.damagedHeader, offset: 4096 + 48, "a chunk's header leaves out its last records")
            ])
    }

    @Test("a record that its chunk's header ends in the middle is read whole")
    func headerInsideOfRecord() {
        let parsed = EVTXSamples.parse(log.finishedChunk(end: log.recordStarts[4] + 30))

        #expect(EVTXSamples.numbers(parsed) == [1, 2, 3, 4, 5])
        #expect(parsed.issues.map(\.kind) == [.damagedHeader])
    }

    @Test("what an earlier use of a chunk left behind its records is not taken for records of the log")
    func usedAgain() {
        let log = EVTXSamples.log([101, 102, 7, 8])

        let parsed = EVTXSamples.parse(log.finishedChunk(end: log.recordStarts[2]))

        #expect(EVTXSamples.numbers(parsed) == [101, 102])
        #expect(parsed.issues == [])
    }

    @Test("a record whose template was written over is missing, and does not get the names of another")
    func templateGone() {
        var log = EVTXBuilder()
        log.add(id: 1, template: "t", [.element("Event", [], [.element("Secret", [], [.value(0)])])], values: [.null])
        log.add(id: 2, template: "t", [], values: [.string("s")])
        var chunk = log.finishedChunk()
        // The definition's id, behind the header of the record, that of the fragment, the token and the reference.
        chunk[EVTXBuilder.recordsBegin + 24 + 4 + 10 + 4] = 8

        let parsed = EVTXSamples.parse(chunk)

        #expect(parsed.batch.count == 0)
        #expect(
            parsed.issues.filter { $0.kind == .damagedRecord }.map(\.offset)
                == log.recordStarts.map { UInt64(4096 + $0) })
    }

    @Test("a record whose template has a name that was written over is missing")
    func nameGone() {
        var chunk = log.finishedChunk()
        // The first letter of the name of the document's element, the first of the chunk's names.
        let body = EVTXBuilder.recordsBegin + 24 + 4 + 10 + 24
        chunk[body + 4 + 7 + 4 + 8] ^= 1

        let parsed = EVTXSamples.parse(chunk)

        #expect(parsed.batch.count == 0)
        #expect(parsed.issues.filter { $0.kind == .damagedRecord }.count == 5)
    }

    @Test("a log that went on at its first chunk is read in the order of the file, and has no gap")
    func rolled() {
        let chunks = EVTXSamples.log(11...13).finishedChunk() + EVTXSamples.log(5...10).finishedChunk()

        let parsed = EVTXSamples.parse(chunks)

        #expect(EVTXSamples.numbers(parsed) == [11, 12, 13, 5, 6, 7, 8, 9, 10])
        #expect(RecordNumbers(parsed.batch).gaps == [])
    }

    @Test("numbers that no record has are gaps, across the chunks and portions of a log")
    func gaps() {
        var numbers = RecordNumbers()
        for part in [[20, 21, 25], [1, 2, 5], [3, 3, UInt64.max], [26]] as [[UInt64]] {
            var builder = RecordBatchBuilder()
            for number in part {
                builder.beginRecord(position: 0, number: number)
                builder.endRecord()
            }
            numbers.add(RecordNumbers(builder.finish()))
        }

        #expect(numbers.gaps == [4...4, 6...19, 22...24, 27...UInt64.max - 1])
    }

    @Test("gaps without end are kept to the widest")
    func manyGaps() {
        var builder = RecordBatchBuilder()
        for number in 0..<100_000 as Range<UInt64> {
            builder.beginRecord(position: 0, number: number < 50_000 ? 2 * number : 1_000_000 + 10 * number)
            builder.endRecord()
        }

        let gaps = RecordNumbers(builder.finish()).gaps

        #expect(gaps.count < 1 << 16)
        #expect(gaps.contains(99_999...1_499_999))
    }
}
