/// A stretch of a list that can be long.
package struct Page: Hashable, Sendable {
    /// The most that one page holds: a list of this length is still read and rendered in well under a second.
    package static let longest = 10_000

    /// Number of items before the first one wanted; never negative.
    package let offset: Int
    /// At most ``longest``; never negative.
    package let limit: Int

    /// Brings both numbers into their ranges.
    package init(offset: Int = 0, limit: Int = Page.longest) {
        self.offset = max(0, offset)
        self.limit = min(max(0, limit), Self.longest)
    }
}

/// A page, and how long the list is.
package struct Paged<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Number of items of the whole list.
    package let total: Int

    package init(items: [Item], total: Int) {
        self.items = items
        self.total = total
    }
}

extension Paged: Equatable where Item: Equatable {}
