import Detection
import Vocabulary

/// A record with a value for each kind of indicator.
private let batch = {
    var builder = RecordBatchBuilder()
    func add(_ name: String, _ encoding: ValueEncoding, _ value: [UInt8]) {
        builder.append(builder.intern(FieldName(name, path: [.element(name)])), encoding, value)
    }
    func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] } }
    builder.beginRecord(position: 0, number: 1)
    add("CommandLine", .utf16, utf16(#""C:\Program Files\a b\evil.exe" http://evil.com/a?b 203.0.113.7 2001:db8::1"#))
    add(
        "Hashes", .utf8,
        Array("MD5=0cc175b9c0f1b6a831c399e269772661,SHA1=86f7e437faa5a7fce15d1ddcb9eaeaea377667b8".utf8))
    add("TargetObject", .utf8, Array(#"HKU\S-1-5-21-1-2-3-1001\Software\Evil\Run"#.utf8))
    add("TargetUserName", .utf16, utf16("CORP\\\u{E9}vil@evil.com"))
    add("SubjectUserSid", .sid, [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0])
    add("Digest", .binary, [UInt8](0..<16))
    add("Broken", .utf8, [0xFF, 0xC0, 0x80, 0x2E, 0x61, 0x62])
    builder.endRecord()
    return builder.finish()
}()

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let (whole, report) = read([bytes])
    let (pieces, piecesReport) = read(bytes.map { [$0] })
    promise(report == piecesReport && whole.count == pieces.count, "a list says the same in pieces")
    for notice in report.notices { promise(!notice.message.isEmpty, "a notice says something") }

    // The list is a record, too: whatever is on it must not stop a sweep.
    var builder = RecordBatchBuilder()
    builder.beginRecord(position: 0, number: 1)
    let field = builder.intern(FieldName("UserAgentServiceTaskMutex", path: [.element("x")]))
    builder.append(field, .utf8, bytes)
    builder.append(field, .utf16, bytes)
    builder.endRecord()
    var rules = RuleSet.load([]).rules
    rules.indicators = whole
    let explainer = RuleExplainer(rules)
    for batch in [batch, builder.finish()] {
        var matcher = rules.makeMatcher()
        var found: [RuleMatch] = []
        matcher.match(batch) { found.append($0) }
        promise(Set(found.map(\.rule)).count == found.count, "an indicator is told once for a record")
        for match in found {
            promise(!matcher.matchedFields(of: match).isEmpty, "a hit has a field")
            promise(explainer.explain(match.rule, match.record)?.matches == true, "a hit is explained so")
            _ = whole.hasIndicator(withID: rules.summary(of: match.rule).id)
        }
    }
    return 0
}

private func read(_ blocks: [[UInt8]]) -> (IndicatorSet, IndicatorReport) {
    var reader = IndicatorReader(at: .earliest)
    reader.begin(list: "fuzz", byteCount: 0)
    for block in blocks { reader.add(block) }
    reader.endList()
    let (set, report) = reader.finish()
    return (set, report)
}
