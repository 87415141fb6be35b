/// Looks for words in a row within a text, keeping its memory from one text to the next.
struct PhraseSearch {
    private let words: [[UInt8]]
    private var places: [Range<Int>] = []

    init(_ words: [[UInt8]]) { self.words = words }

    /// Whether folded text holds the words one after the other.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        places.removeAll(keepingCapacity: true)
        TextFolding.forEachWord(in: text) { places.append($0) }
        guard places.count >= words.count else { return false }
        return (0...places.count - words.count).contains { first in
            words.indices.allSatisfy { word in
                let place = places[first + word]
                return place.count == words[word].count && text[place].elementsEqual(words[word])
            }
        }
    }
}
