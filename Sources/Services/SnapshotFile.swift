package import CaseLifecycle
import Foundation
import Storage
package import Vocabulary

/// The state of a system as somebody collected it: the output of `sha256sum`, or JSON with all kinds.
///
///     {"host":"WEB-01","takenAt":"2026-01-10T02:00:00Z","kinds":{"files":{"/bin/sh":"9f.."},"accounts":{"root":"0"}}}
package struct SnapshotFile: Sendable {
    /// A manifest of a million files is about 150 MB; what is much larger is something else.
    package static let largestFile = 512 << 20

    package let snapshot: SystemSnapshot
    package let sha256: EvidenceID

    /// Reads a file. One whose first character is `{` is JSON.
    ///
    /// - Throws: ``ServiceFailure`` where it cannot be read, is too large, or is neither.
    package init(_ path: String) throws(ServiceFailure) {
        let bytes = try Self.bytes(path)
        do {
            sha256 = try ContentHash.of(bytes, path)
        } catch {
            throw ServiceFailure(error)
        }
        let first = bytes.first { !Self.blanks.contains($0) }
        if first == UInt8(ascii: "{") {
            do throws(SnapshotJSON.Problem) {
                snapshot = try SnapshotJSON.read(bytes)
            } catch {
                throw Self.failure(path, error.text)
            }
            return
        }
        do throws(ChecksumManifest.Problem) {
            snapshot = SystemSnapshot(kinds: [.files: try ChecksumManifest.read(bytes)])
        } catch {
            throw Self.failure(path, "line \(error.line): \(error.text)")
        }
    }

    private static let blanks = Set(" \t\r\n".utf8)

    private static func bytes(_ path: String) throws(ServiceFailure) -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            let handle = FileHandle(forReadingAtPath: path)
        else { throw failure(path, "there is no such file, or it cannot be opened") }
        do {
            let data = try handle.read(upToCount: largestFile + 1) ?? Data()
            guard data.count <= largestFile else { throw failure(path, "larger than 512 MiB") }
            return Array(data)
        } catch let failure as ServiceFailure {
            throw failure
        } catch {
            throw failure(path, "the file cannot be read")
        }
    }

    private static func failure(_ path: String, _ cause: String) -> ServiceFailure {
        ServiceFailure(code: "not-a-snapshot", subject: path, cause: cause)
    }
}
