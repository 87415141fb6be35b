/// A method of compression that libarchive does not unpack, as the container names it by its number.
struct CompressionMethod {
    /// For people: a name where the number has one.
    let words: String

    /// By APPNOTE.TXT 4.4.5.
    private static let zipMethods: [Int: String] = [
        1: "Shrink", 2: "Reduce", 3: "Reduce", 4: "Reduce", 5: "Reduce", 6: "Implode", 9: "Deflate64",
        10: "PKWARE DCL Implode", 18: "IBM TERSE", 19: "IBM LZ77", 93: "Zstandard", 94: "MP3", 95: "XZ", 96: "JPEG",
        97: "WavPack", 98: "PPMd", 99: "AES encryption",
    ]

    /// By Methods.txt of 7-Zip; those from 4F71101 on are of 7-Zip ZS.
    private static let sevenZipCodecs: [Int: String] = [
        0x04_0109: "Deflate64", 0x04F7_1101: "Zstandard", 0x04F7_1102: "Brotli",
        0x04F7_1104: "LZ4", 0x04F7_1105: "LZ5", 0x04F7_1106: "Lizard",
    ]

    /// - Parameter message: What libarchive says of its failure; nil where that is of anything else.
    init?(message: String) {
        if let match = message.firstMatch(of: /Unsupported ZIP compression method[^(]*\((\d+)/),
            let number = Int(match.output.1)
        {
            words = Self.text("method \(number)", Self.zipMethods[number])
        } else if let match = message.firstMatch(of: /Unknown codec ID: ([0-9a-fA-F]+)/),
            let number = Int(match.output.1, radix: 16)
        {
            words = Self.text("codec \(String(number, radix: 16, uppercase: true))", Self.sevenZipCodecs[number])
        } else {
            return nil
        }
    }

    private static func text(_ number: String, _ name: String?) -> String { name.map { "\($0) (\(number))" } ?? number }
}
