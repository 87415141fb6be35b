/// What the type of an entry means: kinds as people call them, and the types of MISP's attributes.
enum MISPType {
    /// The entry with its kind, and the part of its value that is looked for.
    static func read(_ entry: IndicatorEntry, type: [UInt8]) -> IndicatorEntry {
        guard !type.isEmpty, entry.unusable == nil else { return entry }
        var entry = entry
        // A value of two parts: filename|sha256, domain|ip, ip-dst|port, regkey|value.
        if let bar = type.firstIndex(of: UInt8(ascii: "|")) {
            let first = type[..<bar].map(CaseFolding.ascii)
            let parts = entry.value.split(separator: UInt8(ascii: "|"), maxSplits: 1, omittingEmptySubsequences: false)
            let isName = first.elementsEqual("filename".utf8)
            guard parts.count == 2, let kind = IndicatorKind(named: isName ? Array(type[(bar + 1)...]) : first) else {
                return unusable(type)
            }
            entry.kind = kind
            if isName {
                entry.value = Array(parts[1])
                if entry.remark.isEmpty { entry.remark = Array(parts[0]) }
            } else {
                entry.value = Array(parts[0])
            }
            return entry
        }
        let word = String(decoding: type.map(CaseFolding.ascii), as: UTF8.self)
        // Types that say less than the value's shape does.
        if ["hash", "filehash", "ioc", "indicator", "unknown", "hashes", "fingerprint", "other"].contains(word) {
            return entry
        }
        guard let kind = IndicatorKind(named: type) else { return unusable(type) }
        entry.kind = kind
        return entry
    }

    private static func unusable(_ type: [UInt8]) -> IndicatorEntry {
        IndicatorEntry(unusable: "the type '\(String(decoding: type.prefix(60), as: UTF8.self))' is not looked for")
    }
}
