import Testing
import Vocabulary

@Suite("Building a batch")
struct RecordBatchBuilderTests {
    static let image = FieldName("Image", path: [.element("EventData"), .namedData("Image")])
    static let computer = FieldName("Computer", path: [.element("System"), .element("Computer")])

    /// What a batch holds, in a form that can be compared.
    private static func content(_ batch: RecordBatch) -> [[String]] {
        batch.records.map { record in
            ["\(record.position)/\(record.number)"] + record.fields.map { "\($0.name.name)=\($0.value.text)" }
        }
    }

    @Test("records and values keep the order in which they came")
    func order() {
        var builder = RecordBatchBuilder()
        let (image, computer) = (builder.intern(Self.image), builder.intern(Self.computer))
        builder.beginRecord(position: 512, number: 7)
        builder.append(computer, .utf8, "WKS-1".utf8)
        builder.append(image, .utf8, "a.exe".utf8)
        builder.append(computer, .utf8, "".utf8)
        builder.endRecord()
        builder.beginRecord(position: .max, number: .max)
        builder.endRecord()
        let batch = builder.finish()

        #expect(
            Self.content(batch) == [
                ["512/7", "Computer=WKS-1", "Image=a.exe", "Computer="], ["18446744073709551615/18446744073709551615"],
            ])
        #expect(batch.records.map(\.index) == [0, 1])
    }

    @Test("a discarded record leaves nothing behind, whatever stood in it")
    func discard() {
        func build(discarding: Bool) -> RecordBatch {
            var builder = RecordBatchBuilder()
            let (image, computer) = (builder.intern(Self.image), builder.intern(Self.computer))
            for number in 1...3 as ClosedRange<UInt64> {
                if discarding {
                    builder.beginRecord(position: 99, number: 99)
                    builder.append(image, .utf16, [1, 2, 3, 4])
                    builder.mark(.host)
                    builder.setTime(.earliest, zone: .stated)
                    builder.discardRecord()
                }
                builder.beginRecord(position: number, number: number)
                builder.append(computer, .utf8, "WKS-\(number)".utf8)
                builder.endRecord()
            }
            return builder.finish()
        }
        let (with, without) = (build(discarding: true), build(discarding: false))

        #expect(Self.content(with) == Self.content(without))
        #expect(with.bytes == without.bytes)
        #expect(with.slots.count == without.slots.count)
        #expect(with.records.allSatisfy { $0.host == nil && $0.time == nil })
    }

    @Test("discarding, ending and adding outside of a record do nothing")
    func outside() {
        var builder = RecordBatchBuilder()
        let image = builder.intern(Self.image)
        builder.append(image, .utf8, "a".utf8)
        builder.mark(.host)
        builder.setTime(.earliest, zone: .stated)
        builder.endRecord()
        builder.discardRecord()
        builder.beginRecord(position: 0, number: 1)
        builder.endRecord()
        builder.append(image, .utf8, "b".utf8)
        builder.discardRecord()
        let batch = builder.finish()

        #expect(Self.content(batch) == [["0/1"]])
        #expect(batch.bytes.isEmpty)
    }

    @Test("a record that was not ended is not in the batch")
    func unfinished() {
        var builder = RecordBatchBuilder()
        builder.beginRecord(position: 0, number: 1)
        builder.append(builder.intern(Self.image), .utf8, "a".utf8)
        let batch = builder.finish()

        #expect(batch.count == 0)
        #expect(batch.bytes.isEmpty)
    }

    @Test("the first mark of each kind stays, and points at the value before it")
    func marks() {
        let kinds: [RecordBatchBuilder.Mark] = [.host, .channel, .provider, .eventCode, .originalTime]
        var builder = RecordBatchBuilder()
        let image = builder.intern(Self.image)
        builder.beginRecord(position: 0, number: 0)
        for kind in kinds { builder.mark(kind) }
        for round in ["first", "second"] {
            for (place, kind) in kinds.enumerated() {
                builder.append(image, .utf8, "\(round) \(place)".utf8)
                builder.mark(kind)
            }
        }
        builder.setTime(.earliest, zone: .assumed(offsetInMinutes: -90))
        builder.endRecord()
        let record = builder.finish()[0]

        #expect(record.host?.text == "first 0")
        #expect(record.channel?.text == "first 1")
        #expect(record.provider?.text == "first 2")
        #expect(record.eventCode?.text == "first 3")
        #expect(
            record.time
                == RecordTime(moment: .earliest, zone: .assumed(offsetInMinutes: -90), originalText: "first 4"))
    }

    @Test("marks belong to their record only")
    func marksPerRecord() {
        var builder = RecordBatchBuilder()
        let computer = builder.intern(Self.computer)
        for host in ["WKS-1", nil, "WKS-3"] {
            builder.beginRecord(position: 0, number: 0)
            builder.append(computer, .utf8, "-".utf8)
            if let host {
                builder.append(computer, .utf8, host.utf8)
                builder.mark(.host)
            }
            builder.endRecord()
        }

        #expect(builder.finish().records.map { $0.host?.text } == ["WKS-1", nil, "WKS-3"])
    }

    @Test("a record has the time that it was given, or none")
    func times() throws {
        let moment = try #require(Timestamp(iso8601: "2026-03-01T10:00:00.1234567Z"))
        var builder = RecordBatchBuilder()
        builder.beginRecord(position: 0, number: 0)
        builder.setTime(moment, zone: .stated)
        builder.endRecord()
        builder.beginRecord(position: 0, number: 0)
        builder.endRecord()
        let batch = builder.finish()

        #expect(batch[0].time == RecordTime(moment: moment, zone: .stated))
        #expect(batch[0].moment == moment)
        #expect(batch[1].time == nil)
        #expect(batch[1].moment == nil)
    }

    @Test("a value that is there but empty is null; one of no bytes is not")
    func nulls() {
        var builder = RecordBatchBuilder()
        let image = builder.intern(Self.image)
        builder.beginRecord(position: 0, number: 0)
        builder.appendNull(image)
        builder.append(image, .utf8, [])
        builder.endRecord()
        let values = builder.finish()[0].fields.map(\.value)

        #expect(values.map(\.isNull) == [true, false])
        #expect(values.map(\.text) == ["", ""])
    }

    @Test("a stretch of a larger buffer becomes a value")
    func stretch() {
        let source = Array("<Image>a.exe</Image>".utf8)
        var builder = RecordBatchBuilder()
        builder.beginRecord(position: 0, number: 0)
        builder.append(builder.intern(Self.image), .utf8, from: source.span, in: 7..<12)
        builder.endRecord()

        #expect(builder.finish()[0].value(named: "Image")?.text == "a.exe")
    }

    @Test("the builder begins anew after a batch and keeps only its names")
    func reuse() {
        var builder = RecordBatchBuilder()
        let image = builder.intern(Self.image)
        builder.beginRecord(position: 0, number: 1)
        builder.append(image, .utf8, "a".utf8)
        builder.endRecord()
        let first = builder.finish()

        #expect(builder.count == 0)
        #expect(builder.intern(Self.image) == image)
        builder.beginRecord(position: 9, number: 2)
        builder.append(image, .utf8, "b".utf8)
        builder.endRecord()

        #expect(Self.content(builder.finish()) == [["9/2", "Image=b"]])
        #expect(Self.content(first) == [["0/1", "Image=a"]])
    }

    @Test("names of an earlier batch keep their numbers in the next")
    func carriedCatalogue() {
        var first = RecordBatchBuilder()
        let image = first.intern(Self.image)
        var second = RecordBatchBuilder(catalogue: first.finish().catalogue)

        #expect(second.intern(Self.computer).index == 1)
        #expect(second.intern(Self.image) == image)
    }

    @Test("a value is found by its exact name; the first of several is taken")
    func valueByName() {
        var builder = RecordBatchBuilder()
        let image = builder.intern(Self.image)
        builder.beginRecord(position: 0, number: 0)
        builder.append(image, .utf8, "a".utf8)
        builder.append(image, .utf8, "b".utf8)
        builder.endRecord()
        let record = builder.finish()[0]

        #expect(record.value(named: "Image")?.text == "a")
        #expect(record.value(named: "image") == nil)
        #expect(record.value(named: "Computer") == nil)
    }
}
