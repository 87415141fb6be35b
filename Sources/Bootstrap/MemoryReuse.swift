import CShims

/// How the process deals with memory that it no longer needs.
package enum MemoryReuse {
    /// Memory is kept for the next use rather than given back: portions of evidence come and go by the megabyte, and
    /// getting it page by page from the system again took a third of the time of reading them. Larger blocks, of which
    /// there are few, are given back.
    package static func begin() {
        // Portions and what is made of them stay below 32 MiB each, the most that glibc takes; a few of them are kept.
        memory_keep(32 << 20, 64 << 20)
    }
}
