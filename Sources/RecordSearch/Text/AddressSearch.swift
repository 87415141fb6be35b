/// Looks for addresses within a text, keeping its memory from one text to the next.
///
/// An address stands for itself: four numbers with dots that have neither a dot nor a letter beside them, or groups with
/// colons. What follows a `%`, a `/` or a port's colon behind IPv4 is no part of it.
struct AddressSearch {
    /// Words with dots between.
    private struct Group {
        let start: Int
        var end: Int
        var words = 1
        /// Colons between it and the one before it, or before the first.
        let colons: Int
    }

    private let range: AddressRange
    private var groups: [Group] = []

    init(_ range: AddressRange) { self.range = range }

    /// Whether folded text holds an address of the range.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if let whole = NetworkAddress(text) { return range.contains(whole) }
        groups.removeAll(keepingCapacity: true)
        var isFound = false
        var groups = groups
        self.groups = []
        TextFolding.forEachWord(in: text) { word in
            if isFound { return }
            if let last = groups.last {
                let between = text[last.end..<word.lowerBound]
                if between.count == 1, between.first == UInt8(ascii: ".") {
                    groups[groups.count - 1].end = word.upperBound
                    groups[groups.count - 1].words += 1
                    return
                }
                if between.count <= 2, between.allSatisfy({ $0 == UInt8(ascii: ":") }) {
                    groups.append(Group(start: word.lowerBound, end: word.upperBound, colons: between.count))
                    return
                }
                isFound = holds(groups, text)
                groups.removeAll(keepingCapacity: true)
            }
            let colons = text[..<word.lowerBound].reversed().prefix(3).prefix { $0 == UInt8(ascii: ":") }.count
            groups.append(Group(start: word.lowerBound, end: word.upperBound, colons: colons))
        }
        if !isFound { isFound = holds(groups, text) }
        self.groups = groups
        return isFound
    }

    private func holds(_ groups: [Group], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for group in groups where group.words == 4 {
            if isInRange(text[group.start..<group.end]) { return true }
        }
        var first = 0
        while first < groups.count {
            var end = first
            while end < groups.count, Self.isPart(groups[end], text) { end += 1 }
            if end > first,
                holdsVersion6(groups[first..<end], followed: end < groups.count ? groups[end].colons : nil, text)
            {
                return true
            }
            first = max(end, first + 1)
        }
        return false
    }

    /// Groups that may be parts of one address of IPv6, with the colons beside them.
    private func holdsVersion6(
        _ groups: ArraySlice<Group>, followed colonsBehind: Int?, _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard groups.count <= NetworkAddress.groups, let first = groups.first, let last = groups.last else {
            return false
        }
        let behind = colonsBehind ?? text[last.end...].prefix(3).prefix { $0 == UInt8(ascii: ":") }.count
        for start in first.colons == 2 ? [first.start - 2, first.start] : [first.start] {
            for end in behind == 2 ? [last.end + 2, last.end] : [last.end] {
                if let address = NetworkAddress(text[start..<end]) { return range.contains(address) }
            }
        }
        return false
    }

    private static func isPart(_ group: Group, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        group.words == 4
            || group.words == 1 && group.end - group.start <= 4
                && text[group.start..<group.end].allSatisfy {
                    $0 &- UInt8(ascii: "0") < 10 || $0 &- UInt8(ascii: "a") < 6
                }
    }

    private func isInRange(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        NetworkAddress(text).map(range.contains) ?? false
    }
}
