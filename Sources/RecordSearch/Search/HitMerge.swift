/// Hits of many segments in one order, found as far as they are asked for.
///
///     var merge = HitMerge(sources, query: query, isReversed: false, after: nil)
///     while let hit = merge.next() { print(try merge.record(of: hit)) }
///
/// A segment is not looked at before the hits reach its times, and of one that was only 8 KB are kept: neither the first
/// page nor a walk through millions of hits needs memory for more.
package struct HitMerge {
    /// A segment to be searched.
    package struct Source: Sendable {
        package let segment: Segment
        /// The case that it belongs to.
        package let group: Int

        package init(segment: Segment, group: Int) {
            self.segment = segment
            self.group = group
        }
    }

    package struct Hit: Sendable {
        package let key: HitKey
        /// Its place among the sources.
        package let source: Int
        /// Its number in the segment.
        let record: Int
    }

    /// A segment within the merge: nil for the hit where its times alone are known.
    private struct Entry {
        let time: Int64
        let source: Int
        let hit: Hit?
    }

    /// Segments that turned out to be damaged, and how; they gave no more hits from there on.
    package private(set) var damage: [(source: Int, SegmentDamage)] = []
    private let sources: [Source]
    private let query: Query
    private let isReversed: Bool
    private let after: HitKey?
    private var sets: [Int: RecordSet] = [:]
    /// A heap, the next one first.
    private var entries: [Entry] = []
    private var blocks = UnpackedBlocks()

    /// - Parameters:
    ///   - isReversed: The latest first.
    ///   - after: The last hit that was seen before.
    package init(_ sources: [Source], query: Query, isReversed: Bool, after: HitKey?) {
        self.sources = sources
        self.query = query
        self.isReversed = isReversed
        self.after = after
        for (number, source) in sources.enumerated() {
            attempt(number) { merge throws(SegmentDamage) in
                let last = source.segment.count - 1
                let bounds = try source.segment.read { reader throws(SegmentDamage) in
                    (try reader.time(0), try reader.time(last))
                }
                merge.push(Entry(time: isReversed ? bounds.1 : bounds.0, source: number, hit: nil))
            }
        }
    }

    /// The next hit; nil after the last.
    package mutating func next() -> Hit? {
        while let first = entries.first {
            pop()
            let number = first.source
            if let hit = first.hit {
                attempt(number) { merge throws(SegmentDamage) in
                    try merge.pushHit(of: number, from: merge.isReversed ? hit.record - 1 : hit.record + 1)
                }
                return hit
            }
            attempt(number) { merge throws(SegmentDamage) in
                let segment = merge.sources[number].segment
                merge.sets[number] = try segment.records(matching: merge.query)
                try merge.pushHit(of: number, from: try merge.start(in: segment, group: merge.sources[number].group))
            }
        }
        return nil
    }

    /// Reads a hit's record out.
    package mutating func record(of hit: Hit) throws(SegmentDamage) -> FoundRecord {
        try sources[hit.source].segment.record(hit.record, segment: hit.source, &blocks)
    }

    private mutating func attempt(_ source: Int, _ body: (inout HitMerge) throws(SegmentDamage) -> Void) {
        do throws(SegmentDamage) { try body(&self) } catch {
            damage.append((source, error))
            sets[source] = nil
        }
    }

    private mutating func pushHit(of number: Int, from record: Int) throws(SegmentDamage) {
        guard let set = sets[number],
            let found = isReversed ? set.last(through: record) : set.first(from: record)
        else {
            sets[number] = nil
            return
        }
        let key = try sources[number].segment.key(found, group: sources[number].group)
        push(Entry(time: key.time, source: number, hit: Hit(key: key, source: number, record: found)))
    }

    /// The first record of a segment, in the order of the merge, that is behind the last one seen.
    private func start(in segment: Segment, group: Int) throws(SegmentDamage) -> Int {
        guard let after else { return isReversed ? segment.count - 1 : 0 }
        var low = 0
        var high = segment.count
        while low < high {
            let middle = (low + high) / 2
            let key = try segment.key(middle, group: group)
            if isReversed ? key < after : key <= after { low = middle + 1 } else { high = middle }
        }
        return isReversed ? low - 1 : low
    }

    // MARK: Heap

    private func precedes(_ one: Entry, _ other: Entry) -> Bool {
        if one.time != other.time { return isReversed ? one.time > other.time : one.time < other.time }
        // What is not known yet may come before any hit of the same time.
        guard let left = one.hit else { return other.hit != nil }
        guard let right = other.hit else { return false }
        return isReversed ? left.key > right.key : left.key < right.key
    }

    private mutating func push(_ entry: Entry) {
        entries.append(entry)
        var child = entries.count - 1
        while child > 0, precedes(entries[child], entries[(child - 1) / 2]) {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func pop() {
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        var parent = 0
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count {
                if precedes(entries[child], entries[best]) { best = child }
            }
            if best == parent { return }
            entries.swapAt(parent, best)
            parent = best
        }
    }
}
