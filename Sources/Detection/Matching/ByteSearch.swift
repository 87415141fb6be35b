/// Comparing and finding bytes.
enum ByteSearch {
    /// Whether `text` has `part` at a place; `part` must fit in there.
    @inline(__always)
    static func equal(_ part: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        for index in 0..<part.count where part[index] != text[place + index] { return false }
        return true
    }

    static func contains(_ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard part.count > 0 else { return true }
        guard part.count <= text.count else { return false }
        let first = part[0]
        let last = part[part.count - 1]
        for place in 0...text.count - part.count
        where text[place] == first && text[place + part.count - 1] == last {
            if equal(part, text, at: place) { return true }
        }
        return false
    }
}
