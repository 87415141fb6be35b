package import Vocabulary

/// The evidence items of a case, by their hashes.
///
/// Each is kept behind a reference: a case is copied whenever something is decided on it, and one of ten thousand files
/// must not cost ten thousand custody logs each time.
package struct CustodyItems: Hashable, Sendable, Codable {
    private indirect enum Shelf: Hashable, Sendable, Codable { case item(CustodyItem) }

    private var shelves: [EvidenceID: Shelf] = [:]

    package init() {}

    package subscript(id: EvidenceID) -> CustodyItem? {
        get {
            guard case .item(let item) = shelves[id] else { return nil }
            return item
        }
        set { shelves[id] = newValue.map(Shelf.item) }
    }

    func holds(_ id: EvidenceID) -> Bool { shelves[id] != nil }

    /// Every item, in no order.
    package var values: some Sequence<CustodyItem> {
        shelves.values.lazy.map { shelf in
            switch shelf {
            case .item(let item): item
            }
        }
    }
}
