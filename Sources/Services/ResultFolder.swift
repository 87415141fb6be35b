import Foundation

/// A new folder that a command writes its results to: it is there with all of them, or not at all.
package final class ResultFolder: Sendable {
    private let path: String
    /// Beside the folder that is to be.
    private let temporary: String

    /// - Throws: ``ServiceFailure`` where something is there already, or no folder can be made.
    package init(_ path: String) throws(ServiceFailure) {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.path = path
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ServiceFailure(code: "exists", subject: path, cause: "name a folder that is not there yet")
        }
        temporary = "\(path).\(UUID().uuidString)"
        // It tells of evidence: its owner's only.
        guard mkdir(temporary, 0o700) == 0 else { throw Self.failure(path) }
    }

    deinit { try? FileManager.default.removeItem(atPath: temporary) }

    /// Writes a file of the folder.
    ///
    /// - Parameter body: Hands over the bytes, in order.
    /// - Returns: Where it lies until ``finish()``.
    @discardableResult
    package func write(_ name: String, _ body: (ResultFile) throws -> Void) throws -> String {
        let file = try ResultFile("\(temporary)/\(name)")
        try body(file)
        try file.finish()
        return "\(temporary)/\(name)"
    }

    /// Lets the folder take its place. One that came there meanwhile is left as it is.
    package func finish() throws(ServiceFailure) {
        guard !FileManager.default.fileExists(atPath: path), rename(temporary, path) == 0 else {
            throw Self.failure(path)
        }
    }

    private static func failure(_ path: String) -> ServiceFailure {
        ServiceFailure(code: "unwritable", subject: path, cause: String(cString: strerror(errno)))
    }
}
