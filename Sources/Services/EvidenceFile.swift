import EvidenceParsing
import Foundation
package import Vocabulary

/// A file to be read as evidence: where its bytes are, and what people call it.
package struct EvidenceFile: Hashable, Sendable {
    /// Where it was found, for people.
    package let path: String
    /// What is shown of it: its path below the folder that a person named, or its own name.
    package let name: String
    /// Its identity once it is sealed; nil for work that keeps nothing. An entry of a sealed container has one when it
    /// was read to its end.
    package internal(set) var id: EvidenceID?
    /// The sealed container that it is an entry of.
    package private(set) var container: EvidenceID?
    /// Its name in the container that it is an entry of, as the container says; nil for a file of its own.
    package private(set) var entryName: String?
    /// Its number among the entries of its container, from 1; 0 for a file of its own.
    package private(set) var entryNumber = 0
    /// Whose evidence it is, for records that name no computer.
    package private(set) var host: String?
    /// What said so, where no person did.
    package internal(set) var hostSource: String?
    /// Whether what stands in the container said so, of this entry.
    private(set) var isNamedInContainer = false
    /// What is assumed of times that do not say it themselves.
    package var times = TimeAssumptions()
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

    /// Says whose evidence it is where nobody did.
    mutating func name(_ statement: CollectionHosts.Statement) {
        guard host == nil else { return }
        host = statement.host
        hostSource = statement.source
    }

    /// Says whose an entry of a container is by what stands in the container, which knows more than the container's name and
    /// less than a person.
    mutating func name(entry statement: CollectionHosts.Statement) {
        guard !isHostSaid else { return }
        host = statement.host
        hostSource = statement.source
        isNamedInContainer = true
    }

    /// Whether a person said whose it is.
    var isHostSaid: Bool { host != nil && hostSource == nil }

    /// What to open for its bytes.
    package var location: String { held?.location ?? path }

    /// What is assumed of its times, by the moment at which it was last written to where nothing else says the year.
    /// Sealed evidence keeps the moment of the file that was sealed.
    var assumptions: TimeAssumptions {
        guard id == nil, entryName == nil, times.reference == nil else { return times }
        var times = times
        times.reference = lastWritten
        return times
    }

    /// An entry of this container. What is assumed of its times, and whose evidence it is, is that of the container.
    func entry(_ entry: ContainerEntry, number: Int) -> EvidenceFile {
        var file = self.entry(named: entry.name)
        file.entryNumber = number
        if let written = entry.lastWritten.flatMap({ Timestamp(unixSeconds: $0) }) { file.times.reference = written }
        return file
    }

    /// An entry that is only named.
    func entry(named name: String) -> EvidenceFile {
        let place = ContainerReader.inside + name
        var file = EvidenceFile(path: path + place, name: self.name + place, id: nil, host: host, held: held)
        file.hostSource = hostSource
        file.times = assumptions
        file.container = id
        file.entryName = name
        return file
    }

    private var lastWritten: Timestamp? {
        var status = stat()
        guard stat(location, &status) == 0 else { return nil }
        // File systems allow times beyond what a record can have.
        return Timestamp(unixSeconds: min(max(Int64(status.st_mtim.tv_sec), -100_000_000_000), 1_000_000_000_000))
    }
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
