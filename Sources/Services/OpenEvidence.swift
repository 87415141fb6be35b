import EvidenceParsing
import Storage
package import Vocabulary

/// How the reading of a file, or of an entry of a container, came to its end.
package struct EvidenceEnding: Sendable {
    package let format: EvidenceFormat
    /// Bytes of the file; of an entry, those that came out of its container.
    package let bytes: Int
    /// Why the rest of an entry could not be had; the place is one in the container.
    package let rest: ParseIssue?
    /// Why it was not read, where its format is not known.
    package var unread: UnreadContent?
    /// Bytes of a container that are none of it, and that nothing reads.
    package var bytesOutside = 0

    /// Why it was not read, for people; holds text from the evidence.
    var whyUnread: String { unread.map { "no known format: \($0.words)" } ?? "no known format" }

    /// The account of the file by those of its portions; nil where one has none.
    func account(_ portions: EvidenceAccount?) -> EvidenceAccount? {
        guard var account = portions else { return nil }
        // Bytes that no portion had are those of a file whose format is not known.
        let missing = max(0, bytes - account.bytes)
        account.bytes += missing
        let skipped = format.isContainer ? min(max(0, bytesOutside), missing) : missing
        account.skippedBytes += skipped
        account.otherBytes += missing - skipped
        return account
    }
}

/// A file that is being read; where it is a container, its entries one after the other, and then itself.
struct OpenEvidence {
    enum Work {
        /// `bytes` of the file were taken for it.
        case portion(EvidenceFile, any EvidenceParser, EvidencePortion, bytes: Int)
        case end(EvidenceFile, EvidenceEnding)
        /// An entry that is not read, and why.
        case missed(EvidenceFile, ParseIssue)
    }

    let file: EvidenceFile
    private let pipeline: EvidencePipeline
    private var current: (file: EvidenceFile, cutter: PortionCutter)?
    private var container: (reader: ContainerReader, format: EvidenceFormat, size: UInt64)?
    /// Whose the entries are, as the container says; nil where it does not, or a person has said it.
    private var hosts: CollectionHosts?
    private var entryCount = 0
    /// Bytes of the container that were told as taken.
    private var told: UInt64 = 0

    init(_ file: EvidenceFile, _ pipeline: EvidencePipeline) throws(ServiceFailure) {
        self.file = file
        self.pipeline = pipeline
        var cutter = try PortionCutter(file, vault: pipeline.vault, parser: pipeline.parser)
        if let format = cutter.container {
            let source = try cutter.openContainer()
            if !file.isHostSaid { hosts = ContainerSurvey.hosts(in: format, name: file.name, source: source) }
            let reader = ContainerReader(
                format, name: file.name, source: source, namesHosts: !file.isHostSaid
            ) { [scratch = pipeline.scratch] in try UnnamedFile(in: scratch) }
            container = (reader, format.evidenceFormat, source.size ?? 0)
        } else {
            current = (file, cutter)
        }
    }

    /// What is to be done next; nil where all is done.
    mutating func next() throws(ServiceFailure) -> Work? {
        if case (let file, var cutter)? = current {
            // Taken out while it is used, so that its window is never copied.
            current = nil
            if let parser = cutter.parser, let portion = try cutter.next() {
                let bytes = container == nil ? portion.bytes.count : newlyTaken()
                current = (file, cutter)
                return .portion(file, parser, portion, bytes: bytes)
            }
            return .end(try cutter.identified(file), try cutter.ending())
        }
        guard let container else { return nil }
        switch try step(container.reader) {
        case .entry(let entry):
            entryCount += 1
            var file = file.entry(entry, number: entryCount)
            if let statement = entry.owner ?? hosts?.statement(for: entry.name) { file.name(entry: statement) }
            current = (file, try PortionCutter(entry: file, of: container.reader))
            return try next()
        case .missed(let name, let issue): return .missed(file.entry(named: name), issue)
        case .end:
            self.container = nil
            return .end(
                file,
                EvidenceEnding(
                    format: container.format, bytes: Int(clamping: container.size), rest: nil,
                    bytesOutside: Int(clamping: container.reader.bytesOutside)))
        }
    }

    private func step(_ reader: ContainerReader) throws(ServiceFailure) -> ContainerReader.Step {
        do { return try reader.next() } catch { throw ServiceFailure(error, file.path) }
    }

    private mutating func newlyTaken() -> Int {
        let position = container?.reader.position ?? told
        defer { told = max(told, position) }
        return Int(clamping: position - min(position, told))
    }
}

extension ServiceFailure {
    /// The failure behind what a source of bytes threw.
    init(_ error: any Error, _ subject: String) {
        switch error {
        case let error as ServiceFailure: self.init(code: error.code, subject: subject, cause: error.cause)
        case let error as StorageError: self.init(error)
        default: self.init(code: "unreadable", subject: subject, cause: String(describing: error))
        }
    }
}
