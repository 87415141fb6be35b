import Detection
import Vocabulary

/// Two records to try rules on: one like a process start of Sysmon, one with values of all kinds.
private let batch = {
    var builder = RecordBatchBuilder()
    func add(_ name: String, _ encoding: ValueEncoding, _ value: [UInt8], _ mark: RecordBatchBuilder.Mark? = nil) {
        let field = builder.intern(FieldName(name, path: [.element("EventData"), .namedData(name)]))
        builder.append(field, encoding, value)
        if let mark { builder.mark(mark) }
    }
    func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] } }
    for number in [UInt64(1), 2] {
        builder.beginRecord(position: number * 512, number: number)
        add("Channel", .utf8, Array("Microsoft-Windows-Sysmon/Operational".utf8), .channel)
        add("Provider_Name", .utf8, Array("Microsoft-Windows-Sysmon".utf8), .provider)
        add("EventID", .uint16, [1, 0], .eventCode)
        add("Image", .utf16, utf16("C:\\Windows\\System32\\dump.exe"))
        add(
            "CommandLine", .utf16,
            utf16("dump.exe -ma lsass \u{E9}\u{1F600} -enc aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"))
        add("DestinationIp", .utf8, Array("10.0.0.7".utf8))
        if let moment = Timestamp(unixSeconds: 1_800_000_000 + Int64(number)) { builder.setTime(moment, zone: .stated) }
        if number == 2 {
            add("Empty", .null, [])
            add("Flag", .bool, [1])
            add("Port", .uint32, [61, 13, 0, 0])
            add("Address", .hex64, [1, 2, 3, 4, 5, 6, 7, 8])
            add("User", .sid, [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0])
            add("Broken", .utf8, [0xFF, 0xC0, 0x80])
            add("Text", .numberText, Array("-1.5e300".utf8))
        }
        builder.endRecord()
    }
    return builder.finish()
}()

@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let source = RuleSource(name: "fuzz.yml", text: text)
    let (mapping, mappingProblems) = LogSourceMapping.read([source])
    let (list, listProblems) = AllowList.read([source], at: .earliest)
    let (rules, problems) = RuleSet.load([source], mapping: mapping, explains: true)
    for problem in problems + mappingProblems + listProblems {
        promise(
            problem.line >= 1 && problem.column >= 1 && !problem.message.isEmpty, "a problem has a place and a reason")
    }
    var matcher = rules.makeMatcher()
    var matches: [RuleMatch] = []
    var occurrences: [Occurrence] = []
    matcher.match(
        batch,
        correlated: { match in
            let record = match.match.record
            let place = RecordPlace(file: 0, record: record.number, position: record.position)
            if let one = match.occurrence(at: place) { occurrences.append(one) }
        }, { matches.append($0) })
    let explainer = RuleExplainer(rules)
    var allow = AllowMatcher(list)
    for match in matches {
        promise(rules.rules.indices.contains(match.rule), "a match names a rule of its set")
        _ = matcher.matchedFields(of: match)
        let explanation = explainer.explain(match.rule, match.record)
        promise(explanation?.matches == true, "a rule that matches is explained so")
        _ = allow.allows(rules.rules[match.rule].summary, match.record)
    }
    var correlator = rules.makeCorrelator(announces: true)
    func see(_ finding: CorrelationFinding) {
        promise(rules.correlations.indices.contains(finding.correlation), "a finding names a correlation of its set")
        promise(finding.count > 0 && finding.first <= finding.last, "a finding has records, the first before the last")
    }
    for one in occurrences.sorted(by: Occurrence.precedes) { correlator.add(one, see) }
    correlator.finish(see)
    return 0
}
