import CShims

/// How the process deals with memory that it no longer needs.
package enum MemoryReuse {
    /// Memory is kept for the next use rather than given back: portions of evidence come and go by the megabyte, and
    /// getting it page by page from the system again took a third of the time of reading them. What is needed at the
    /// most does not grow.
    package static func begin() {
        // 32 MiB is the highest that glibc allows.
        memory_keep(32 << 20, 128 << 20)
    }
}
