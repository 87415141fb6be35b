/// What objects of JSON say of indicators: attributes of MISP's events, and indicators of STIX 2.
struct IndicatorObjects {
    /// The members that say it.
    static let members: Set<String> = [
        "type", "value", "comment", "to_ids", "deleted", "pattern", "pattern_type", "name", "description", "revoked",
        "valid_until", "level", "severity", "confidence",
    ]

    /// None where the object is something else.
    func entries(of object: JSONObjects.Object) -> [IndicatorEntry] {
        let members = object.members
        if members["type"] == "indicator" { return stix(members) }
        guard object.name == "Attribute", let type = members["type"], let value = members["value"] else { return [] }
        var entry = IndicatorEntry(value.utf8)
        entry.remark = Array((members["comment"] ?? "").utf8)
        entry.isNotForDetection = Self.isFalse(members["to_ids"])
        entry.isWithdrawn = Self.isTrue(members["deleted"])
        return [MISPType.read(entry, type: Array(type.utf8))]
    }

    private func stix(_ members: [String: String]) -> [IndicatorEntry] {
        guard let pattern = members["pattern"] else {
            return [IndicatorEntry(unusable: "the indicator has no pattern")]
        }
        if let type = members["pattern_type"], type != "stix" {
            return [IndicatorEntry(unusable: "a pattern in '\(String(type.prefix(40)))' is not read")]
        }
        let remark = members["name"] ?? members["description"] ?? ""
        do throws(STIXPattern.Fault) {
            return try STIXPattern.comparisons(in: pattern).map { comparison in
                var entry = IndicatorEntry(comparison.value.utf8, as: comparison.kind)
                entry.remark = Array(remark.utf8)
                entry.expiry = members["valid_until"]
                entry.isWithdrawn = Self.isTrue(members["revoked"])
                entry.level = (members["level"] ?? members["severity"]).flatMap { IndicatorEntry.level(Array($0.utf8)) }
                return entry
            }
        } catch {
            return [IndicatorEntry(unusable: "\(error.words): \(String(pattern.prefix(80)))")]
        }
    }

    private static func isTrue(_ text: String?) -> Bool { text == "true" || text == "1" }
    private static func isFalse(_ text: String?) -> Bool { text == "false" || text == "0" }
}
