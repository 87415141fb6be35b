import Vocabulary

@testable import RecordSearch

/// Numbers that look random and are the same in every run.
struct Random {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 17
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    mutating func pick<Element>(_ items: [Element]) -> Element { items[below(items.count)] }
}

/// Made-up records, and a segment of them.
struct SampleRecords {
    static let evidence = EvidenceID(hex: String(repeating: "ab", count: 32))
    static let other = EvidenceID(hex: String(repeating: "0c", count: 32))

    let batch: RecordBatch

    /// - Parameter times: Several records share a time, some have none.
    static func random(_ count: Int, seed: UInt64) -> RecordBatch {
        var random = Random(seed)
        var builder = RecordBatchBuilder()
        let names = [
            "Computer", "EventID", "SubjectUserName", "TargetUserName", "Image", "CommandLine", "IpAddress", "Message",
            "LogonType", "Straße",
        ]
        let ids = names.map { builder.intern(FieldName($0, path: [.element($0)])) }
        let alias = builder.intern(FieldName("EventCode", path: []))
        let values: [[String]] = [
            ["WS5.corp.example", "ws5", "WS-5", "DC01"], ["4624", "4625", "1", "0x10"],
            ["CORP\\alice", "alice", "SYSTEM", "-", ""], ["bob", "alice@corp.example", "ÄRGER"],
            ["C:\\Windows\\System32\\cmd.exe", "/usr/bin/bash", "cmd.exe", "powershell.exe"],
            [
                "cmd.exe /c whoami", "powershell -enc AAAA", "net  user /add",
                String(repeating: "long text ", count: 40),
            ],
            ["10.0.0.5", "10.0.0.50", "fe80::1", "192.168.1.10", "::ffff:10.0.0.7"],
            ["An account failed to log on", "Ein Konto wurde geändert", String(repeating: "x", count: 90)],
            ["2", "3", "10", "-5", "3.5"], ["grün", "rot"],
        ]
        for number in 0..<count {
            builder.beginRecord(position: UInt64(number * 100), number: UInt64(number))
            for (place, id) in ids.enumerated() where place < 2 || random.below(3) > 0 {
                let text = random.pick(values[place])
                if place == 3, random.below(2) == 0 {
                    builder.append(id, .utf16, text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
                } else {
                    builder.append(id, place == 8 ? .numberText : .utf8, Array(text.utf8))
                }
                if place == 0 { builder.mark(.host) }
                if place == 1 { builder.mark(.eventCode) }
                if place == 1, random.below(4) == 0 { builder.append(alias, .utf8, Array(text.utf8)) }
                if place == 7, random.below(9) == 0 { builder.append(id, .utf8, Array("twice \(number)".utf8)) }
            }
            if random.below(10) > 0, let time = Timestamp(unixSeconds: 1_767_225_600 + Int64(random.below(50)) * 3600) {
                builder.setTime(
                    time, zone: random.below(2) == 0 ? .stated : .assumed(offsetInMinutes: -90, withYear: true))
            }
            builder.endRecord()
        }
        return builder.finish()
    }

    /// Segments of a batch, in pieces of some size, in turn for two builders as two workers would.
    static func segments(of batch: RecordBatch, piece: Int, evidence: EvidenceID, host: String? = nil) throws
        -> [Segment]
    {
        var builders = [SegmentBuilder(seed: 1), SegmentBuilder(seed: 2)]
        var firsts: [[Int]] = [[], []]
        for (turn, first) in stride(from: 0, to: batch.count, by: piece).enumerated() {
            let part = cut(batch, first..<min(batch.count, first + piece))
            var taken = 0
            while taken < part.count {
                taken += builders[turn % 2].add(part, from: taken, of: IndexedFile(evidence), defaultHost: host)
            }
            firsts[turn % 2].append(first)
        }
        return try zip(builders, firsts).compactMap { builder, firsts in
            var builder = builder
            guard var draft = builder.takeDraft() else { return nil }
            return try Segment(ByteRegion(copying: draft.finish(firstRecords: firsts)), identity: \.sealed)
        }
    }

    static func cut(_ batch: RecordBatch, _ range: Range<Int>) -> RecordBatch {
        var builder = RecordBatchBuilder(catalogue: batch.catalogue)
        for record in range {
            let log = batch[record]
            builder.beginRecord(position: log.position, number: log.number)
            for field in log.fields {
                builder.append(field.id, field.value.encoding, field.value.bytes)
                if field.name.name == "Computer" { builder.mark(.host) }
                if field.name.name == "EventID" { builder.mark(.eventCode) }
            }
            if let time = log.time { builder.setTime(time.moment, zone: time.zone) }
            builder.endRecord()
        }
        return builder.finish()
    }
}

/// What a query means, told record by record in the plainest way.
struct PlainScan {
    let batch: RecordBatch

    func records(_ query: Query) -> [Int] { (0..<batch.count).filter { matches($0, query) } }

    private func matches(_ record: Int, _ query: Query) -> Bool {
        switch query {
        case .everything: true
        case .anywhere(let pattern): values(record, nil).contains { passes($0, pattern) }
        case .field(let field, let pattern): values(record, field).contains { passes($0, pattern) }
        case .time(let span): batch[record].moment.map { $0.ticks >= span.lower && $0.ticks < span.upper } ?? false
        case .exists(let field): !values(record, field).isEmpty
        case .reference(let hash, let number):
            number == record && SampleRecords.evidence?.hex.hasPrefix(hash) == true
        case .all(let parts): parts.allSatisfy { matches(record, $0) }
        case .any(let parts): parts.contains { matches(record, $0) }
        case .not(let part): !matches(record, part)
        }
    }

    private func values(_ record: Int, _ field: SearchField?) -> [String] {
        let log = batch[record]
        guard let field else { return log.fields.filter { !$0.value.isNull }.map(\.value.text) }
        var found: [String] = []
        for mark in field.meaning?.marks ?? [] {
            let value: FieldValue? =
                switch mark {
                case .host: log.host
                case .channel: log.channel
                case .provider: log.provider
                case .eventCode: log.eventCode
                case .native, .alias: nil
                }
            if let value, value.byteCount > 0 { found.append(value.text) }
        }
        let names = Set(field.nativeNames.map(\.name))
        for candidate in log.fields
        where !candidate.value.isNull && names.contains(TextFolding.fold(candidate.name.name)) {
            found.append(candidate.value.text)
        }
        return found
    }

    private func passes(_ value: String, _ pattern: ValuePattern) -> Bool {
        let folded = TextFolding.fold(value)
        switch pattern {
        case .whole(let text): return folded == text
        case .name(let name, let form): return folded.withUnsafeBufferPointer { form.matches($0, name) }
        case .words(let words):
            let all = TextFolding.words(of: folded)
            guard all.count >= words.count else { return false }
            return (0...all.count - words.count).contains { Array(all[$0..<$0 + words.count]) == words }
        case .wildcard(let wildcard): return folded.withUnsafeBufferPointer(wildcard.matches)
        case .word(let wildcard):
            return TextFolding.words(of: folded).contains { $0.withUnsafeBufferPointer(wildcard.matches) }
        case .range(let range): return folded.withUnsafeBufferPointer(range.matches)
        case .addresses(let range):
            var search = AddressSearch(range)
            return folded.withUnsafeBufferPointer { search.matches($0) }
        case .expression(let expression):
            var search = ExpressionSearch(expression)
            return folded.withUnsafeBufferPointer { search.matches($0) }
        }
    }
}
