import Vocabulary

@testable import Detection

/// A value as a record of a test holds it.
enum Stored {
    case text(String)
    /// UTF-16, as event logs have it.
    case wide(String)
    case number(UInt32)
    case hex(UInt32)
    case bool(Bool)
    case null

    var encoded: (ValueEncoding, [UInt8]) {
        switch self {
        case .text(let text): (.utf8, Array(text.utf8))
        case .wide(let text): (.utf16, text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        case .number(let number): (.uint32, (0..<4).map { UInt8(number >> UInt32(8 * $0) & 0xFF) })
        case .hex(let number): (.hex32, (0..<4).map { UInt8(number >> UInt32(8 * $0) & 0xFF) })
        case .bool(let bool): (.bool, [bool ? 1 : 0])
        case .null: (.null, [])
        }
    }
}

extension Stored: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral text: String) { self = .text(text) }
    init(integerLiteral number: UInt32) { self = .number(number) }
    init(booleanLiteral bool: Bool) { self = .bool(bool) }
}

/// A batch with one record.
///
/// - Parameters:
///   - fields: Names can repeat.
///   - channel: Also the record's `Channel` field; none for records that come from no event log.
func record(
    _ fields: KeyValuePairs<String, Stored>, channel: String? = "Security", provider: String? = nil, code: Stored? = 1
) -> RecordBatch {
    var builder = RecordBatchBuilder()
    builder.beginRecord(position: 0, number: 1)
    func add(_ name: String, _ value: Stored) {
        let (encoding, bytes) = value.encoded
        builder.append(builder.intern(FieldName(name, path: [.element(name)])), encoding, bytes)
    }
    if let code {
        add("EventID", code)
        builder.mark(.eventCode)
    }
    if let channel {
        add("Channel", .wide(channel))
        builder.mark(.channel)
    }
    if let provider {
        add("Provider_Name", .text(provider))
        builder.mark(.provider)
    }
    for (name, value) in fields { add(name, value) }
    builder.endRecord()
    return builder.finish()
}

/// A rule for the Security log around the lines of a detection.
func rule(
    _ detection: String, condition: String = "selection", logSource: String = "{product: windows, service: security}"
) -> String {
    """
    title: Test
    logsource: \(logSource)
    detection:
    \(detection.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n"))
        condition: \(condition)
    """
}

extension RuleSet {
    /// The titles of the rules that fit, record after record.
    func titles(in batch: RecordBatch) -> [String] {
        var titles: [String] = []
        var matcher = makeMatcher()
        matcher.match(batch) { titles.append(rules[$0.rule].summary.title) }
        return titles
    }
}

/// Whether the only rule of a text fits the only record of a batch; a rule that does not load fits nothing.
func fits(_ text: String, _ batch: RecordBatch) -> Bool {
    RuleSet.load([RuleSource(name: "test.yml", text: text)]).rules.titles(in: batch) == ["Test"]
}

/// The problems of a text, each as `line:column message`.
func problems(_ text: String) -> [String] {
    RuleSet.load([RuleSource(name: "test.yml", text: text)]).problems.map { "\($0.line):\($0.column) \($0.message)" }
}

/// Why the first rule of a text fits the only record of a batch, or why not.
func explanation(_ text: String, _ batch: RecordBatch, mapping: LogSourceMapping = .init()) throws -> RuleExplanation {
    let rules = RuleSet.load([RuleSource(name: "test.yml", text: text)], mapping: mapping, explains: true).rules
    let explanation = RuleExplainer(rules).explain(0, batch[0])
    struct Unread: Error {}
    guard let explanation else { throw Unread() }
    return explanation
}
