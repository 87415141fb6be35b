/// How a compressed file is built, as far as the lengths in it tell where it ends. Nothing is unpacked.
protocol CompressedStructure {
    /// Takes the bytes that were asked for last, and asks for the next.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> CompressedStep
}

/// What a structure wants to know next.
enum CompressedStep {
    /// Bytes that it must see, together: at most a few hundred.
    case see(Int)
    /// Bytes that say nothing of lengths.
    case pass(Int)
    /// A stream ended. Bytes to see that begin another, if there is one.
    case boundary(Int)
    /// What was seen behind a boundary begins no other stream.
    case end
    /// It is not built as it should be: whoever unpacks it may say more.
    case unknown
}
