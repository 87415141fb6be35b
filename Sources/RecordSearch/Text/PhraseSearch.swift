/// Looks for words in a row within a text, keeping its memory from one text to the next.
struct PhraseSearch {
    /// The words one behind the other, and how long each is.
    private let words: [UInt8]
    private let lengths: [Int]
    private var places: [(start: Int, length: Int)] = []

    init(_ words: [[UInt8]]) {
        self.words = words.flatMap(\.self)
        lengths = words.map(\.count)
    }

    /// Whether folded text holds the words one after the other.
    ///
    /// - Parameter text: With ``TextFolding/padding`` behind it.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        places.removeAll(keepingCapacity: true)
        let bytes = UnsafeRawBufferPointer(text)
        if TextFolding.isASCII(bytes) {
            let padded = UnsafeRawBufferPointer(start: bytes.baseAddress, count: bytes.count + TextFolding.padding)
            TextFolding.forEachWord(inASCII: padded, count: bytes.count) { places.append(($0, $1)) }
        } else {
            TextFolding.forEachWord(in: text) { places.append(($0.lowerBound, $0.count)) }
        }
        guard places.count >= lengths.count else { return false }
        return words.withUnsafeBytes { words in
            for first in 0...places.count - lengths.count where isPhrase(words, at: first, bytes) { return true }
            return false
        }
    }

    @inline(__always)
    private func isPhrase(_ words: UnsafeRawBufferPointer, at first: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        var wanted = 0
        for (number, length) in lengths.enumerated() {
            let place = places[first + number]
            // Lengths tell most words apart.
            guard place.length == length else { return false }
            for byte in 0..<length where words[wanted + byte] != text[place.start + byte] { return false }
            wanted += length
        }
        return true
    }
}
