import Foundation
package import Vocabulary

/// A file to be read as evidence: where its bytes are, and what people call it.
package struct EvidenceFile: Hashable, Sendable {
    /// Where the bytes are.
    package let path: String
    /// What is shown of it: its path below the folder that a person named, or its own name.
    package let name: String
    /// Its identity once it is sealed; nil for work that keeps nothing.
    package let id: EvidenceID?
    /// Whose evidence it is, for records that name no computer.
    package let host: String?

    package init(path: String, name: String, id: EvidenceID? = nil, host: String? = nil) {
        self.host = host
        self.path = path
        self.name = name
        self.id = id
    }
}

/// Finds the regular files under the paths that a person named.
package enum EvidenceFinder {
    /// Every regular file under `paths`, each once, folders in the order of their names.
    ///
    /// Links inside a folder are followed to files and never to folders, so that a walk always ends. Files that are
    /// neither (sockets, devices) are passed over.
    ///
    /// - Throws: ``ServiceFailure`` for a path that does not exist, and where there is no file at all: a job that
    ///   looked at nothing must not look like one that found nothing.
    package static func files(under paths: [String]) throws(ServiceFailure) -> [EvidenceFile] {
        var found: [EvidenceFile] = []
        var seen: Set<String> = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw ServiceFailure(
                    code: "no-such-path", subject: path, cause: "there is no file or folder of that name")
            }
            let names = isFolder.boolValue ? walk(path) : [(path as NSString).lastPathComponent]
            for name in names {
                let file = isFolder.boolValue ? (path as NSString).appendingPathComponent(name) : path
                if seen.insert(file).inserted { found.append(EvidenceFile(path: file, name: name)) }
            }
        }
        guard !found.isEmpty else {
            throw ServiceFailure(
                code: "no-files", subject: paths.joined(separator: ", "), cause: "there are no files there")
        }
        return found
    }

    /// The regular files below a folder, by their path from it.
    private static func walk(_ folder: String) -> [String] {
        guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
        return names.compactMap { $0 as? String }.sorted()
            .filter { name in
                let path = (folder as NSString).appendingPathComponent(name)
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                    return false
                }
                let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
                let type = try? FileManager.default.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType
                return type == .typeRegular
            }
    }
}
