/// Which kinds of characters words consist of: a bit for each letter of ASCII, and for groups of others.
///
/// Most words of a log are numbers and hexadecimal: hardly any other word is found among them.
enum WordCharacters {
    /// The bit of a byte of a folded word: bits 1 to 26 for letters, five for two digits each; the rest shares them.
    ///
    /// Without a branch, which would be taken at random: letters and digits of hexadecimal come as they like.
    @inline(__always)
    static func bit(_ byte: UInt8) -> UInt32 {
        let isLetter = byte >> 6 & 1
        let place = isLetter &* (byte & 31) &+ (1 &- isLetter) &* (27 &+ (byte >> 1 & 7))
        return 1 &<< UInt32(place)
    }

    static func bits(of bytes: some Sequence<UInt8>) -> UInt32 { bytes.reduce(0) { $0 | bit($1) } }
}
