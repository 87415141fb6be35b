import RecordSearch
import Vocabulary

/// Bytes that should be a segment of the index: whoever may write to the store's folder is not trusted with a place to
/// read from.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = resealed(Array(UnsafeBufferPointer(start: start, count: count)))
    do throws(SegmentDamage) {
        let segment = try Segment(ByteRegion(copying: bytes), identity: { $0.sealed })
        promise(segment.count <= 1 << 16, "more records than a segment can have")
        for query in queries { ask(segment, query) }
        try readAll(segment)
        var merge = SegmentMerge(seed: 1)
        if merge.hasRoom(for: segment) {
            try merge.add(segment)
            let merged = merge.finish()
            promise(merged != nil, "a merged segment was not made")
        }
        _ = try segment.times
        try segment.verify()
    } catch {}
    return 0
}

private let queries = [
    "", "corp", "host:ws5", "account:alice", "\"log on\"", "c*", "*ell*", "LogonType:[1 TO 5]", "NOT time:2026-01-01",
    "_exists_:Image", "image:*cmd*", "größe",
].compactMap { try? Query($0) }

private func ask(_ segment: Segment, _ query: Query) {
    do throws(SegmentDamage) {
        let set = try segment.records(matching: query)
        promise(set.count <= 1 << 16, "more records than there are")
        var histogram = TimeHistogram(seconds: 3600)
        try histogram.add(set, of: segment)
        var top = TopValues(field: SearchField("Image"))
        try top.add(set, of: segment)
    } catch {}
}

private func readAll(_ segment: Segment) throws(SegmentDamage) {
    var merge = HitMerge([.init(segment: segment, group: 1)], query: .everything, isReversed: false, after: nil)
    var left = 64
    while left > 0, let hit = merge.next() {
        left -= 1
        _ = try merge.record(of: hit)
    }
}

/// With the checksum that the header should have: without it nothing behind the header would ever be reached.
private func resealed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    guard bytes.count >= SegmentLayout.headerLength else { return bytes }
    bytes.withUnsafeMutableBytes { bytes in
        let checksum = SegmentLayout.headerChecksum(UnsafeRawBufferPointer(bytes))
        bytes.storeBytes(of: checksum, toByteOffset: SegmentLayout.headerChecksumPlace, as: UInt64.self)
    }
    return bytes
}
