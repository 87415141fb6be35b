import Vocabulary

/// Where a hit stands among all hits: by time, then by its place in the evidence. Also the place to go on from.
package struct HitKey: Hashable, Comparable, Sendable {
    /// 100 ns since 1601; -1 where the record has no time, so that these come first.
    let time: Int64
    let file: IndexedFile
    /// The number of the record in its file.
    let record: Int
    /// The case it was found in: the same evidence may belong to several.
    let group: Int

    init(time: Int64, file: IndexedFile, record: Int, group: Int) {
        self.time = time
        self.file = file
        self.record = record
        self.group = group
    }

    /// Reads ``cursor``; nil for any other text.
    package init?(cursor: String) {
        let parts = cursor.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 5, let time = Int64(parts[0]), time >= -1, let group = Int(parts[1]),
            let sealed = EvidenceID(hex: String(parts[2])), let entry = Int(parts[3]), let record = Int(parts[4])
        else { return nil }
        self.init(time: time, file: IndexedFile(sealed, entry: entry), record: record, group: group)
    }

    /// The key as text without spaces: time, case, what is sealed, entry, record.
    package var cursor: String { "\(time).\(group).\(file.sealed).\(file.entry).\(record)" }

    package static func < (left: HitKey, right: HitKey) -> Bool {
        if left.time != right.time { return left.time < right.time }
        return (left.file, left.record, left.group) < (right.file, right.record, right.group)
    }
}
