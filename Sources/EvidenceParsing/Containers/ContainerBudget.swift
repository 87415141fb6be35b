import Vocabulary

/// What a container may still become: shared by all that is unpacked of it, at any depth.
final class ContainerBudget {
    private var allowance: UInt64
    private(set) var entries = 0
    /// The limit that was reached, in words; nothing is unpacked any more.
    private(set) var reached: String?

    /// - Parameter size: Bytes of the container itself.
    init(size: UInt64) {
        let scaled = size.multipliedReportingOverflow(by: ContainerLimits.ratio)
        let byRatio = scaled.overflow ? ContainerLimits.expandedBytes : scaled.partialValue
        allowance = min(max(byRatio, ContainerLimits.freeBytes), ContainerLimits.expandedBytes)
    }

    /// Counts bytes that came out of a layer; false where they are too many.
    func take(_ count: Int) -> Bool {
        guard reached == nil else { return false }
        guard UInt64(count) <= allowance else {
            reached =
                "it becomes more than \(ContainerLimits.ratio) times its size, or \(ContainerLimits.expandedBytes >> 40) TiB"
            return false
        }
        allowance -= UInt64(count)
        return true
    }

    /// Counts an entry; false where there are too many.
    func takeEntry() -> Bool {
        guard reached == nil else { return false }
        guard entries < ContainerLimits.entries else {
            reached = "it holds more than \(ContainerLimits.entries) entries"
            return false
        }
        entries += 1
        return true
    }
}
