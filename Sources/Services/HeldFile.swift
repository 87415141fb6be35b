import Foundation

/// A file whose path is not UTF-8, and so no text, held open so that it can be opened again by a path that is.
final class HeldFile: Hashable, Sendable {
    /// The descriptor is good for opening alone.
    private let descriptor: Int32

    /// What to open: the system's own name for what is held. It can be opened any number of times.
    var location: String { "/proc/self/fd/\(descriptor)" }

    /// - Parameter path: The bytes of the path, and a zero.
    /// - Returns: Nil where it cannot be held; `errno` says why.
    init?(_ path: [CChar]) {
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0, access(location, R_OK) == 0 else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    static func == (left: HeldFile, right: HeldFile) -> Bool { left.descriptor == right.descriptor }

    func hash(into hasher: inout Hasher) { hasher.combine(descriptor) }
}
