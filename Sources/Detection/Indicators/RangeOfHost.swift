/// Where the host of a URL stands.
enum RangeOfHost {
    /// The range of the host: behind the scheme and a user, before a port and the path.
    static func range(in url: [UInt8]) -> Range<Int> {
        var start = 0
        if let colon = url.firstIndex(of: UInt8(ascii: ":")), url[colon...].starts(with: "://".utf8) {
            start = colon + 3
        }
        let ends = Set("/?#".utf8)
        let end = url[start...].firstIndex { ends.contains($0) } ?? url.count
        if let at = url[start..<end].lastIndex(of: UInt8(ascii: "@")) { start = at + 1 }
        let port = url[start..<end].firstIndex(of: UInt8(ascii: ":")) ?? end
        return start..<port
    }
}
