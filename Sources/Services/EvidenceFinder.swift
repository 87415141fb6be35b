package import CaseLifecycle
import EvidenceParsing
import Foundation
package import Vocabulary

/// What lies under the paths that a person named.
package struct FoundEvidence: Sendable {
    /// Something that is no evidence, and why.
    package struct NotTaken: Hashable, Sendable {
        package let path: String
        package let reason: String
        /// Whether all that may lie below it is not taken, either.
        package let isFolder: Bool
    }

    /// Every regular file, each once.
    package fileprivate(set) var files: [EvidenceFile] = []
    package fileprivate(set) var notTaken: [NotTaken] = []

    /// What belongs to the account of a case: all but the store, which is no evidence.
    package var missed: [MissedFile] {
        notTaken.filter { $0.reason != FolderWalk.storeItself }.map { MissedFile(origin: $0.path, reason: $0.reason) }
    }

    /// Says whose each file is, where it lies in the folders of a collection that does.
    fileprivate mutating func nameHosts() {
        let files = files
        let hosts = CollectionHosts(paths: files.map(\.path)) { index in
            let handle = FileHandle(forReadingAtPath: files[index].location)
            return (try? handle?.read(upToCount: CollectionHosts.noteLength)).map { Array($0) }
        }
        for index in files.indices {
            if let statement = hosts.statement(for: files[index].path) { self.files[index].name(statement) }
        }
    }

    /// Says of all files what is to be assumed of their times.
    package mutating func assume(_ times: TimeAssumptions) {
        for index in files.indices { files[index].times = times }
    }
}

/// Finds the regular files under the paths that a person named.
package enum EvidenceFinder {
    /// How many files with names that are not UTF-8 are taken: each is held open, and a process may by default hold
    /// 1,024 files.
    private static let mostHeld = 512
    /// How many causes are told where nothing at all can be taken.
    private static let toldCauses = 3

    /// Every regular file under `paths`, each once, in the order of the paths and below a folder in that of the names.
    ///
    /// A link that is named itself is followed. Links inside a folder are followed to files of the same folder, never to
    /// folders, so that a walk always ends, and never out of it. A file that is named itself is taken whatever it is.
    ///
    /// - Parameters:
    ///   - home: The folder of a store, which is no evidence; nil where there is none to leave out.
    ///   - namesHosts: Whether it is said whose each file is.
    /// - Throws: ``ServiceFailure`` for a path that does not exist, and where there is no file at all: a job that
    ///   looked at nothing must not look like one that found nothing.
    package static func find(
        under paths: [String], leavingOut home: String? = nil, namesHosts: Bool = true
    ) throws(ServiceFailure) -> FoundEvidence {
        var found = FoundEvidence()
        var seen: Set<[CChar]> = []
        let leftOut = home.flatMap { FolderWalk.Identity(Array($0.utf8CString)) }
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw ServiceFailure(
                    code: "no-such-path", subject: path, cause: "there is no file or folder of that name")
            }
            if isFolder.boolValue {
                add(FolderWalk(bare(path), leavingOut: leftOut), to: &found, &seen)
            } else if seen.insert(Array(path.utf8CString)).inserted {
                found.files.append(EvidenceFile(path: path, name: (path as NSString).lastPathComponent))
            }
        }
        guard !found.files.isEmpty else {
            let causes = found.notTaken.prefix(toldCauses).map { "\($0.path): \($0.reason)" }
            throw ServiceFailure(
                code: "no-files", subject: paths.joined(separator: ", "),
                cause: (["there are no files there"] + causes).joined(separator: "; "))
        }
        if namesHosts { found.nameHosts() }
        return found
    }

    private static func add(_ walk: FolderWalk, to found: inout FoundEvidence, _ seen: inout Set<[CChar]>) {
        var heldFiles = found.files.count { $0.held != nil }
        for below in walk.files.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let path = walk.path(below)
            guard seen.insert(path).inserted else { continue }
            let (shown, name) = (text(path), String(decoding: below, as: UTF8.self))
            if String(validating: below, as: UTF8.self) != nil {
                found.files.append(EvidenceFile(path: shown, name: name))
            } else if heldFiles == mostHeld {
                found.add(shown, "one of more than \(mostHeld) names that are not UTF-8: rename it")
            } else if let held = HeldFile(path) {
                found.files.append(EvidenceFile(path: shown, name: name, id: nil, host: nil, held: held))
                heldFiles += 1
            } else {
                found.add(shown, String(cString: strerror(errno)))
            }
        }
        for missed in walk.notTaken.sorted(by: { $0.path.lexicographicallyPrecedes($1.path) }) {
            found.add(text(walk.path(missed.path)), missed.reason, isFolder: missed.isFolder)
        }
    }

    /// The path without slashes at its end.
    private static func bare(_ folder: String) -> String {
        let end = folder.utf8.lastIndex { $0 != UInt8(ascii: "/") }
        return end.map { String(folder[...$0]) } ?? ""
    }

    /// A path that ends in a zero, as it is shown.
    private static func text(_ path: [CChar]) -> String {
        String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension FoundEvidence {
    fileprivate mutating func add(_ path: String, _ reason: String, isFolder: Bool = false) {
        notTaken.append(NotTaken(path: path, reason: reason, isFolder: isFolder))
    }
}
