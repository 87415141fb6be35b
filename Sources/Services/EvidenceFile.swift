import Foundation
package import Vocabulary

/// A file to be read as evidence: where its bytes are, and what people call it.
package struct EvidenceFile: Hashable, Sendable {
    /// Where it was found, for people.
    package let path: String
    /// What is shown of it: its path below the folder that a person named, or its own name.
    package let name: String
    /// Its identity once it is sealed; nil for work that keeps nothing.
    package let id: EvidenceID?
    /// Whose evidence it is, for records that name no computer.
    package let host: String?
    /// Keeps a file within reach whose path is not text.
    let held: HeldFile?

    package init(path: String, name: String, id: EvidenceID? = nil, host: String? = nil) {
        self.init(path: path, name: name, id: id, host: host, held: nil)
    }

    init(path: String, name: String, id: EvidenceID?, host: String?, held: HeldFile?) {
        self.path = path
        self.name = name
        self.id = id
        self.host = host
        self.held = held
    }

    /// What to open for its bytes.
    package var location: String { held?.location ?? path }
}

extension Collection<EvidenceFile> {
    /// Bytes of all the files together, as the file system says now; a file that is gone counts nothing.
    package var totalBytes: Int {
        reduce(0) { sum, file in
            let attributes = try? FileManager.default.attributesOfItem(atPath: file.location)
            return sum + ((attributes?[.size] as? NSNumber)?.intValue ?? 0)
        }
    }
}
