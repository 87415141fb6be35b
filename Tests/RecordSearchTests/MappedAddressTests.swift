import Testing
import Vocabulary

@testable import RecordSearch

@Suite("Addresses of IPv4 written as IPv6")
struct MappedAddressTests {
    private static let texts = [
        "10.0.0.5", "::ffff:10.0.0.5", "::FFFF:10.0.0.5", "::ffff:a00:5", "10.0.0.50", "::ffff:10.0.0.50", "fe80::1",
        "::10.0.0.5", "-", "10.0.0.5.example",
    ]

    private static func segments(_ name: String) throws -> [Segment] {
        var builder = RecordBatchBuilder()
        let id = builder.intern(FieldName(name, path: [.element(name)]))
        for text in texts {
            builder.beginRecord(position: 0, number: 0)
            builder.append(id, .utf8, Array(text.utf8))
            builder.endRecord()
        }
        return try SampleRecords.segments(
            of: builder.finish(), piece: 3, evidence: try #require(SampleRecords.evidence))
    }

    private static func found(_ query: String, _ name: String = "IpAddress") throws -> [String] {
        let sources = try segments(name).map { HitMerge.Source(segment: $0, group: 1) }
        var merge = HitMerge(sources, query: try Query(query), isReversed: false, after: nil)
        var texts: [String] = []
        while let hit = merge.next() { texts.append(try merge.record(of: hit).fields.map(\.text).joined()) }
        return texts.sorted()
    }

    @Test(
        "a common field of addresses finds the address in either form",
        arguments: [
            "source_address:10.0.0.5", "address:10.0.0.5", "address:(10.0.0.5 OR 1.1.1.1)",
            "source_address:::ffff:10.0.0.5",
        ])
    func common(query: String) throws {
        #expect(try Self.found(query) == ["10.0.0.5", "::FFFF:10.0.0.5", "::ffff:10.0.0.5", "::ffff:a00:5"].sorted())
    }

    @Test("a native field and quotation marks keep to the text")
    func native() throws {
        #expect(try Self.found("IpAddress:10.0.0.5") == ["10.0.0.5"])
        #expect(try Self.found(#"IpAddress:"::ffff:10.0.0.50""#) == ["::ffff:10.0.0.50"])
        #expect(try Self.found("destination_address:10.0.0.5") == [])
        #expect(try Self.found("destination_address:10.0.0.5", "DestinationIp").count == 4)
        #expect(try Self.found("source_address:10.0.0.5.example") == ["10.0.0.5.example"])
    }

    @Test("the top values of a common field count an address once; those of a native field count its texts")
    func top() throws {
        func top(_ name: String) throws -> [String: Int] {
            var top = TopValues(field: SearchField(name))
            for segment in try Self.segments("IpAddress") {
                try top.add(segment.records(matching: .everything), of: segment)
            }
            return Dictionary(uniqueKeysWithValues: top.top(100).map { ($0.value, $0.count) })
        }
        #expect(
            try top("source_address") == [
                "10.0.0.5": 4, "10.0.0.50": 2, "fe80::1": 1, "::10.0.0.5": 1, "10.0.0.5.example": 1,
            ])
        #expect(try top("IpAddress")["10.0.0.5"] == 1)
    }

    @Test("a found record says the address under the common name, and its text under its own")
    func shown() throws {
        let sources = try Self.segments("IpAddress").map { HitMerge.Source(segment: $0, group: 1) }
        var merge = HitMerge(sources, query: try Query(#""a00 5""#), isReversed: false, after: nil)
        let next = merge.next()
        let hit = try #require(next)
        let record = try merge.record(of: hit)
        #expect(record.common(.sourceAddress) == "10.0.0.5")
        #expect(record.values(of: SearchField("source_address")) == ["10.0.0.5"])
        #expect(record.values(of: SearchField("IpAddress")) == ["::ffff:a00:5"])
    }

    @Test("a record counts once for a value, whatever names and spellings it has it under")
    func oncePerRecord() throws {
        var builder = RecordBatchBuilder()
        let names = ["host", "Computer", "User", "TargetUserName"]
        let ids = names.map { builder.intern(FieldName($0, path: [.element($0)])) }
        for (native, account) in [("a", "anna"), ("a", "Anna"), ("B", "-\\-")] {
            builder.beginRecord(position: 0, number: 0)
            builder.append(ids[0], .utf8, Array(native.utf8))
            builder.append(ids[1], .utf8, Array(native.lowercased().utf8))
            builder.mark(.host)
            builder.append(ids[2], .utf8, Array(account.utf8))
            builder.append(ids[3], .utf8, Array("anna".utf8))
            builder.endRecord()
        }
        let segments = try SampleRecords.segments(
            of: builder.finish(), piece: 3, evidence: try #require(SampleRecords.evidence))
        func top(_ name: String) throws -> [String] {
            var top = TopValues(field: SearchField(name))
            for segment in segments { try top.add(segment.records(matching: .everything), of: segment) }
            return top.top(10).map { "\($0.count) \($0.value)" }
        }
        #expect(try top("host").map { $0.lowercased() } == ["2 a", "1 b"])
        #expect(try top("account") == ["3 anna"])
    }

    @Test("a name that means a common field beside another alone is asked only there")
    func companion() throws {
        func found(_ names: [String]) throws -> Int {
            var builder = RecordBatchBuilder()
            builder.beginRecord(position: 0, number: 0)
            for name in names {
                builder.append(builder.intern(FieldName(name, path: [.element(name)])), .utf8, Array("cmd.exe".utf8))
            }
            builder.endRecord()
            let segments = try SampleRecords.segments(
                of: builder.finish(), piece: 1, evidence: try #require(SampleRecords.evidence))
            return try segments.reduce(0) { try $0 + $1.records(matching: try Query("process:cmd.exe")).count }
        }
        #expect(try found(["FileName"]) == 0)
        #expect(try found(["FileName", "ProcessCommandLine"]) == 1)
    }
}
