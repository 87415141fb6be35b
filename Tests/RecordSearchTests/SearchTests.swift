import Testing
import Vocabulary

@testable import RecordSearch

@Suite("Search in segments")
struct SearchTests {
    /// Queries made of pieces at random.
    private static func query(_ random: inout Random, depth: Int = 0) -> String {
        let fields = [
            "host", "event_id", "account", "process", "CommandLine", "ipaddress", "message", "LogonType", "straße",
            "EventCode", "command_line", "address", "nothere", "target_account",
        ]
        let values = [
            "WS5", "ws5.corp.example", "4624", "alice", "ALICE", "cmd.exe", "\"10.0.0.5\"", "10.0.0.*", "*", "?", "c*",
            "*e", "\"net user\"", "fail*", "[1 TO 5]", "{3 TO *]", ">=3", "[a TO c}", "\"\"", "-", "geändert", "GRÜN",
            "ärger", "x*", "\"long text long\"", "*text*long*", "0x10", "[cmd TO d]",
            "10.0.0.0/8", "10.0.0.0/28", "fe80::/10", "fe80::1", "[10.0.0.1 TO 192.168.1.10]", "[fe80::0 TO fe80::ff]",
            "/c.*e/", "/long( text)+/", "/ws-?5.*/", "/[^a]*e/", "/^[a-z]+$/", "/.*geänd.?rt/",
        ]
        switch random.below(depth > 2 ? 4 : 8) {
        case 0:
            return values.filter { !"[{>-\"".contains($0.first ?? " ") || $0.count > 3 && $0.first == "\"" }.randomly(
                &random)
        case 1, 2: return "\(random.pick(fields)):\(random.pick(values))"
        case 3:
            return random.pick([
                "time:[2026-01-01 TO 2026-01-02}", "time:2026-01-01T05", "_exists_:SubjectUserName", "NOT time:*",
            ])
        case 4: return "(\(query(&random, depth: depth + 1)) OR \(query(&random, depth: depth + 1)))"
        case 5: return "NOT (\(query(&random, depth: depth + 1)))"
        default: return "\(query(&random, depth: depth + 1)) \(query(&random, depth: depth + 1))"
        }
    }

    @Test("the index finds what a look at every record finds", arguments: [1, 2, 3, 4] as [UInt64])
    func equalToScan(seed: UInt64) throws {
        let batch = SampleRecords.random(300, seed: seed)
        let scan = PlainScan(batch: batch)
        let sources = try SampleRecords.segments(of: batch, piece: 40, evidence: try #require(SampleRecords.evidence))
            .map {
                HitMerge.Source(segment: $0, group: 1)
            }
        var random = Random(seed + 100)
        var asked = 0
        var found = 0
        while asked < 120 {
            let text = Self.query(&random)
            guard let query = try? Query(text) else { continue }
            asked += 1
            var merge = HitMerge(sources, query: query, isReversed: seed % 2 == 0, after: nil)
            var records: [Int] = []
            while let hit = merge.next() { records.append(hit.key.record) }
            #expect(merge.damage.isEmpty)
            let expected = scan.records(query)
            #expect(records.sorted() == expected, "\(text)")
            found += expected.isEmpty ? 0 : 1
        }
        #expect(found > 30)
    }

    @Test("hits come in the order of time, and pages lose and repeat nothing", arguments: [false, true])
    func pages(isReversed: Bool) throws {
        let first = SampleRecords.random(300, seed: 5)
        let second = SampleRecords.random(200, seed: 6)
        let sources =
            try SampleRecords.segments(of: first, piece: 50, evidence: try #require(SampleRecords.evidence)).map {
                HitMerge.Source(segment: $0, group: 1)
            }
            + SampleRecords.segments(of: second, piece: 30, evidence: try #require(SampleRecords.other)).map {
                HitMerge.Source(segment: $0, group: 1)
            }
            + SampleRecords.segments(of: second, piece: 40, evidence: try #require(SampleRecords.other)).map {
                HitMerge.Source(segment: $0, group: 2)
            }
        let query = try Query("NOT event_id:4625")
        func hits(after: HitKey?, limit: Int) -> [HitKey] {
            var merge = HitMerge(sources, query: query, isReversed: isReversed, after: after)
            var keys: [HitKey] = []
            while keys.count < limit, let hit = merge.next() { keys.append(hit.key) }
            return keys
        }
        let all = hits(after: nil, limit: .max)
        #expect(all == (isReversed ? all.sorted(by: >) : all.sorted()))
        #expect(Set(all).count == all.count)

        var paged: [HitKey] = []
        while true {
            let page = hits(after: paged.last.flatMap { HitKey(cursor: $0.cursor) }, limit: 7)
            if page.isEmpty { break }
            paged += page
        }
        #expect(paged == all)
    }

    @Test("a found record says what the evidence says")
    func stored() throws {
        let batch = SampleRecords.random(200, seed: 9)
        let sources = try SampleRecords.segments(of: batch, piece: 33, evidence: try #require(SampleRecords.evidence))
            .map { HitMerge.Source(segment: $0, group: 1) }
        var merge = HitMerge(sources, query: .everything, isReversed: false, after: nil)
        var seen = 0
        while let hit = merge.next() {
            let found = try merge.record(of: hit)
            let log = batch[found.reference.record]
            #expect(found.fields.map(\.name) == log.fields.filter { !$0.name.path.isEmpty }.map(\.name.name))
            #expect(found.fields.map(\.text) == log.fields.filter { !$0.name.path.isEmpty }.map(\.value.text))
            #expect(found.time == log.moment)
            #expect(found.time == nil || found.zone == log.time?.zone)
            #expect(found.host == log.host?.text)
            #expect(found.eventCode == log.eventCode?.text)
            seen += 1
        }
        #expect(seen == 200)
    }

    @Test(
        "the records without a time that a bound alone keeps out are told from the others",
        arguments: [
            ("event_id:4624", nil), ("_exists_:time", nil), ("NOT time:*", nil), ("time:2026", "*"),
            ("event_id:4624 time:2026", "event_id:4624"), ("event_id:4624 OR time:2026", "NOT event_id:4624"),
            ("event_id:4624 NOT time:2026-01-01", "event_id:nothere"),
            ("host:WS5 (time:2026-01-01 OR time:2026-01-02)", "host:WS5"),
        ])
    func leftOut(text: String, expected: String?) throws {
        let batch = SampleRecords.random(200, seed: 10)
        let query = try Query(text)
        guard let expected else {
            #expect(query.withoutTime == nil)
            return
        }
        let scan = PlainScan(batch: batch)
        let untimed = scan.records(try Query("(\(expected)) NOT time:*"))
        #expect(scan.records(try #require(query.withoutTime)) == untimed)
        #expect(untimed.isEmpty == (expected == "event_id:nothere"))
        let within = try Query("event_id:4624").within(TimeSpan(from: 1, before: nil))
        #expect(scan.records(try #require(within.withoutTime)) == scan.records(try Query("event_id:4624 NOT time:*")))
    }

    @Test("records without a computer belong to the host that was named")
    func defaultHost() throws {
        var builder = RecordBatchBuilder()
        let id = builder.intern(FieldName("msg", path: [.element("msg")]))
        builder.beginRecord(position: 0, number: 0)
        builder.append(id, .utf8, Array("hello".utf8))
        builder.endRecord()
        let segments = try SampleRecords.segments(
            of: builder.finish(), piece: 1, evidence: try #require(SampleRecords.evidence), host: "WEB-1")
        #expect(try segments[0].records(matching: Query("host:web-1 hello")).count == 1)
    }

    @Test("the top values of time are when records happened")
    func topTimes() throws {
        let batch = SampleRecords.random(500, seed: 11)
        let segments = try SampleRecords.segments(of: batch, piece: 100, evidence: try #require(SampleRecords.evidence))
        var top = TopValues(field: SearchField("Time"))
        for segment in segments { try top.add(try segment.records(matching: try Query("*")), of: segment) }
        var times: [String: Int] = [:]
        for record in batch.records {
            if let moment = record.moment { times[moment.description, default: 0] += 1 }
        }
        let counted = Dictionary(uniqueKeysWithValues: top.top(.max).map { ($0.value, $0.count) })
        #expect(counted == times && !times.isEmpty)
    }

    @Test("a histogram and the top values count every hit")
    func summaries() throws {
        let batch = SampleRecords.random(500, seed: 11)
        let segments = try SampleRecords.segments(of: batch, piece: 100, evidence: try #require(SampleRecords.evidence))
        let query = try Query("event_id:4624")
        var histogram = TimeHistogram(seconds: 86_400)
        var top = TopValues(field: SearchField("host"))
        for segment in segments {
            let set = try segment.records(matching: query)
            try histogram.add(set, of: segment)
            try top.add(set, of: segment)
        }
        let expected = PlainScan(batch: batch).records(query)
        var days: [Int64: Int] = [:]
        var hosts: [String: Int] = [:]
        var withoutTime = 0
        for record in expected {
            if let moment = batch[record].moment {
                days[moment.ticks - moment.ticks % (86_400 * 10_000_000), default: 0] += 1
            } else {
                withoutTime += 1
            }
            hosts[batch[record].host?.text ?? "", default: 0] += 1
            if let name = batch[record].value(named: "host")?.text { hosts[name, default: 0] += 1 }
        }
        #expect(histogram.buckets.map(\.start.ticks) == days.keys.sorted())
        #expect(histogram.buckets.map(\.count) == days.sorted { $0.key < $1.key }.map(\.value))
        #expect(histogram.withoutTime == withoutTime)
        var folded: [String: Int] = [:]
        for (host, count) in hosts { folded[host.lowercased(), default: 0] += count }
        #expect(
            Dictionary(uniqueKeysWithValues: top.top(100).map { ($0.value.lowercased(), $0.count) }) == folded)
        #expect(top.distinct == folded.count)
    }

    @Test("values that differ only in the case of letters are one, in the spelling that most have")
    func topSpellings() throws {
        var builder = RecordBatchBuilder()
        let id = builder.intern(FieldName("h", path: [.element("h")]))
        for text in ["WS-17", "ws-17", "ws-18", "WS-17", "Ws-17", "ÄB", "äb", "ws-18"] {
            builder.beginRecord(position: 0, number: 0)
            builder.append(id, .utf8, Array(text.utf8))
            builder.endRecord()
        }
        var top = TopValues(field: SearchField("h"))
        for segment in try SampleRecords.segments(
            of: builder.finish(), piece: 3, evidence: try #require(SampleRecords.evidence))
        {
            var own = TopValues(field: SearchField("h"))
            try own.add(segment.records(matching: .everything), of: segment)
            top.merge(own)
        }
        #expect(top.top(10).map(\.value) == ["WS-17", "ws-18", "ÄB"])
        #expect(top.top(10).map(\.count) == [4, 2, 2])
        #expect(top.distinct == 3)
    }
}

extension [String] {
    fileprivate func randomly(_ random: inout Random) -> String { self[random.below(count)] }
}
