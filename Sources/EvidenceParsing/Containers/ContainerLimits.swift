/// What a container may make us do at most. A few kilobytes can claim to be petabytes; each cap is far above what
/// collections of evidence need, and reaching one is told with the name of the entry.
package enum ContainerLimits {
    /// Bytes that all entries of a container may become together.
    package static let expandedBytes: UInt64 = 1 << 40

    /// How many times its own size a container may become. Logs shrink to a tenth, event logs of zeros to a hundredth;
    /// a bomb of one layer reaches 1,000.
    package static let ratio: UInt64 = 300

    /// Bytes that a container may become whatever its size is: a small one does no harm.
    package static let freeBytes: UInt64 = 64 << 20

    /// Entries of a container, those of containers inside of it counted, too. Collections of whole disks have some 100,000.
    package static let entries = 250_000

    /// Containers inside of containers; a compressed tar counts as two.
    package static let depth = 6

    /// Bytes of an entry's name that are kept; system calls end at 4,096.
    package static let nameLength = 1024

    /// Bytes of an inner container that are held because its table of contents stands at its end.
    package static let heldBytes: UInt64 = 8 << 30

    /// Bytes of such a container that are held in memory; larger ones are held in a file.
    package static let heldInMemory = 8 << 20

    /// Bytes asked of a container, and of an entry, at a time.
    package static let blockLength = 1 << 18
}
