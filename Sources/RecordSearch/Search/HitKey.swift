import Vocabulary

/// Where a hit stands among all hits: by time, then by its place in the evidence. Also the place to go on from.
///
///     let key = HitKey(cursor: "133500000000000000.1.5e88..c0#12")
package struct HitKey: Hashable, Comparable, Sendable {
    /// 100 ns since 1601; -1 where the record has no time, so that these come first.
    let time: Int64
    let reference: EvidenceReference
    /// The case it was found in: the same evidence may belong to several.
    let group: Int

    init(time: Int64, reference: EvidenceReference, group: Int) {
        self.time = time
        self.reference = reference
        self.group = group
    }

    /// Reads ``cursor``; nil for any other text.
    package init?(cursor: String) {
        let parts = cursor.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let time = Int64(parts[0]), time >= -1, let group = Int(parts[1]),
            let reference = EvidenceReference(String(parts[2]))
        else { return nil }
        self.init(time: time, reference: reference, group: group)
    }

    /// The key as text without spaces.
    package var cursor: String { "\(time).\(group).\(reference)" }

    package static func < (left: HitKey, right: HitKey) -> Bool {
        if left.time != right.time { return left.time < right.time }
        return (left.reference, left.group) < (right.reference, right.group)
    }
}
