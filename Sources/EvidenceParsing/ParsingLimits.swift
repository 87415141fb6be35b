/// What hostile bytes may make a parser do at most. Each cap is far above what real evidence needs.
package enum ParsingLimits {
    /// Chunks of 64 KiB that one EVTX portion holds: 1 MiB keeps the cost of a batch small and leaves work for
    /// every core in a file of ordinary size.
    package static let chunksPerPortion = 16

    /// Bytes of an EVTX portion for each value that it is expected to have, to ask for memory once. Real logs have one
    /// value in 30 to 60 bytes.
    package static let bytesPerValue = 48

    /// Elements inside elements of one record. Real records stay below 12; deeper ones only serve to exhaust a stack.
    package static let elementDepth = 48

    /// Binary XML inside values of binary XML. Real records have one level, two when they were forwarded.
    package static let fragmentDepth = 12

    /// UTF-16 units of an element's or attribute's name. Windows' own stay below 100.
    package static let nameLength = 512

    /// Attributes of one element of an XML export. Windows writes four at most.
    package static let attributes = 64

    /// Values of one array. A chunk could hold 65,000 one-byte values, and each would get a field of its own.
    package static let arrayItems = 2048

    /// Bytes of values that one 64 KiB chunk may become. A template can repeat a value thousands of times;
    /// real chunks grow by less than a half.
    package static let expandedBytesPerChunk = 4 << 20

    /// Steps that the plans of one 64 KiB chunk may take together. Full chunks of the smallest real records take 40,000.
    package static let stepsPerChunk = 1 << 19

    /// Field names that one portion may bring. A hostile file could invent one for every value.
    package static let fieldsPerPortion = 1 << 15

    /// Field names that are kept from portion to portion. All event logs of a Windows host together have some 5,000.
    package static let fieldsKept = 1 << 13

    /// Issues kept of one 64 KiB chunk, so that a chunk of rubbish does not become thousands of them.
    package static let issuesPerChunk = 32
}
