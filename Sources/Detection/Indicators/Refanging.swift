/// Undoes how reports keep people from clicking on indicators: `hxxps://evil[.]com`, `evil(dot)com`, `a[@]b.com`.
enum Refanging {
    static func refanged(_ text: [UInt8]) -> [UInt8] {
        var text = text
        let first = text.first.map(CaseFolding.ascii)
        if first == UInt8(ascii: "h") || first == UInt8(ascii: "f") { text = withScheme(text) }
        guard text.contains(where: { $0 == 0x5B || $0 == 0x28 || $0 == 0x7B }) else { return text }
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var place = 0
        next: while place < text.count {
            let byte = text[place]
            if byte == 0x5B || byte == 0x28 || byte == 0x7B {
                for (word, meaning) in words where stands(word, in: text, at: place + 1) {
                    let end = place + 1 + word.utf8.count
                    guard end < text.count, text[end] == closing(byte) else { continue }
                    plain += meaning.utf8
                    place = end + 1
                    continue next
                }
            }
            plain.append(byte)
            place += 1
        }
        return plain
    }

    private static let words = [
        (".", "."), ("dot", "."), ("@", "@"), ("at", "@"), (":", ":"), ("://", "://"), ("/", "/"), ("www", "www"),
    ]

    private static func closing(_ opening: UInt8) -> UInt8 { opening == 0x28 ? 0x29 : opening + 2 }

    private static func stands(_ word: String, in text: [UInt8], at place: Int) -> Bool {
        place + word.utf8.count <= text.count
            && zip(word.utf8, text[place...]).allSatisfy { $0 == CaseFolding.ascii($1) }
    }

    /// `hxxp`, `hXXps`, `h**p`, `fxp`.
    private static func withScheme(_ text: [UInt8]) -> [UInt8] {
        for (written, meant) in [("hxxp", "http"), ("h**p", "http"), ("hxxtp", "http"), ("fxp", "ftp")]
        where stands(written, in: text, at: 0) {
            let rest = text[written.utf8.count...]
            let behind = rest.first.map(CaseFolding.ascii) == UInt8(ascii: "s") ? rest.dropFirst() : rest
            guard let sign = behind.first, sign == UInt8(ascii: ":") || sign == UInt8(ascii: "[") else { continue }
            return Array(meant.utf8) + rest
        }
        return text
    }
}
