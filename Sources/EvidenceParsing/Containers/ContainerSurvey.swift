import Vocabulary

/// Looks over a container before it is read, for what says whose the files in it are: notes of collection programs, which
/// stand anywhere in it and often at its end, and the names of folders.
///
/// Of zip and 7z only the table of contents is read, and the notes; a tar is gone through, which of a compressed one costs
/// unpacking it once more. Of containers inside of it only the names are seen; ``ContainerReader`` looks over those that it
/// can read at any place.
package struct ContainerSurvey {
    private let budget: ContainerBudget
    private var paths: [String] = []
    private var notes: [Int: [UInt8]] = [:]
    /// Folders with a drive of Windows in them, each with the drives that were seen: no two files say more than one.
    private var drives: Set<String> = []

    /// Who is said to have had the files of a container, by the names that ``ContainerReader`` gives them. What cannot be
    /// unpacked says nothing; that it cannot is told when it is read.
    ///
    /// - Parameters:
    ///   - name: What the container is called.
    ///   - source: Its bytes; the size is known.
    package static func hosts(
        in format: ContainerFormat, name: String, source: any ContainerSource
    ) -> CollectionHosts {
        var survey = ContainerSurvey(budget: ContainerBudget(size: source.size ?? 0))
        if let layer = ContainerLayer(format, source, name: name, prefix: "") {
            // Of a rotated log the first bytes are all that is unpacked.
            if let archive = format.isCompressedFile ? survey.tar(in: layer) : layer { survey.goOver(archive) }
        }
        return CollectionHosts(paths: survey.paths, in: name) { [notes = survey.notes] in notes[$0] }
    }

    private init(budget: ContainerBudget) { self.budget = budget }

    /// The tar that a compressed file holds; nil where it holds anything else.
    private func tar(in layer: ContainerLayer) -> ContainerLayer? {
        guard layer.handle.nextHeader() == .done else { return nil }
        let head = bytes(of: layer, EvidenceFormats.headLength)
        guard ContainerFormat(head: head) == .tar else { return nil }
        let stream = EntrySource(head: head, of: layer.handle, budget)
        return ContainerLayer(.tar, stream, name: "", prefix: layer.entryName + ContainerReader.inside)
    }

    private mutating func goOver(_ layer: ContainerLayer) {
        while true {
            switch layer.handle.nextHeader() {
            case .done, .warning, .failed: break
            case .end, .fatal: return
            }
            guard budget.takeEntry() else { return }
            guard layer.handle.kind == .file else { continue }
            let path = layer.entryName
            if CollectionNote(path: path) != nil, notes.count < CollectionHosts.mostNotes {
                notes[paths.count] = bytes(of: layer, CollectionHosts.noteLength)
                paths.append(path)
            } else if let (folder, drive) = CollectionLayout.drive(in: path),
                drives.insert(folder + "/" + drive).inserted
            {
                paths.append(path)
            }
        }
    }

    /// The first bytes of the present entry.
    private func bytes(of layer: ContainerLayer, _ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let (block, answer) = layer.handle.block(count - bytes.count)
            guard budget.take(block.count) else { break }
            bytes += block
            if answer != .done || block.isEmpty { break }
        }
        return bytes
    }
}
