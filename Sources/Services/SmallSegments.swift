import RecordSearch
import Storage
import Vocabulary

/// Keeps the number of a case's segments in proportion to what is in them: each run leaves a small one or two, and a
/// question looks into all.
struct SmallSegments {
    /// A segment that was full has some MB.
    private static let smallBytes = 1 << 20
    /// So many small ones are left as they are: each is rewritten once for so many others.
    private static let mostSmall = 8

    let index: RecordIndex
    let id: CaseID
    let writer: IndexWriter

    private struct Small {
        let entry: IndexManifest.Segment
        let segment: Segment
        let bytes: Int
    }

    /// Makes few segments of the small ones. A damaged one stays as it is: whoever searches is told.
    func merge() throws(StorageError) {
        var small: [Small] = []
        for entry in writer.manifest.segments {
            let region = try index.region(of: entry, in: id)
            guard region.count < Self.smallBytes, let segment = try? Segment(region, identity: { $0.sealed }),
                (try? segment.verify()) != nil
            else { continue }
            small.append(Small(entry: entry, segment: segment, bytes: region.count))
        }
        guard small.count >= Self.mostSmall else { return }
        small.sort { $0.bytes < $1.bytes }
        var merge = SegmentMerge(seed: .random(in: 0 ... .max))
        var merged: [IndexManifest.Segment] = []
        for (place, next) in small.enumerated() {
            do throws(SegmentDamage) { try merge.add(next.segment) } catch { return }
            merged.append(next.entry)
            let following = small.indices.contains(place + 1) ? small[place + 1].segment : nil
            if let following, merge.hasRoom(for: following) { continue }
            guard let bytes = merge.finish(), merged.count > 1 else {
                merged = []
                continue
            }
            try writer.replace(merged, by: bytes)
            merged = []
        }
    }
}
