import CaseLifecycle
import RecordSearch
import Storage
import Synchronization
import Vocabulary

/// Adds what a run reads to the index of its case. What goes wrong here is told at the end and stops nothing: the index
/// can be made again at any time.
final class IndexingRun: Sendable {
    private struct State {
        var pieces = 0
        /// For each piece that was accepted, the number of its first record in its file.
        var firstRecords: [Int: Int] = [:]
        var failure: ServiceFailure?
    }

    private let index: RecordIndex
    private let id: CaseID
    private let writer: IndexWriter?
    /// Sealed files that are not in the index yet.
    let missing: Set<EvidenceID>
    private let state = Mutex(State())

    /// - Parameter incident: The case, with all the evidence that it has sealed.
    init(_ index: RecordIndex, _ incident: Case) {
        let evidence = incident.evidence.map(\.id)
        self.index = index
        id = incident.id
        do throws(StorageError) {
            let writer = try index.writer(of: incident.id)
            // What was destroyed may have been indexed by a run that was under way.
            try writer.takeOut(Set(evidence.filter { !incident.canBeRead($0) }))
            let whole = writer.manifest.wholeSealed
            missing = Set(evidence.filter { incident.canBeRead($0) && !whole.contains($0) })
            self.writer = writer
        } catch {
            writer = nil
            missing = []
            state.withLock { $0.failure = ServiceFailure(error) }
        }
    }

    /// Nil where nothing is to be indexed.
    func makeWorker() -> IndexWorker? { writer == nil || missing.isEmpty ? nil : IndexWorker(run: self) }

    /// Says which record of its file the first one of a piece is. Pieces are accepted in file order.
    func settle(_ piece: Int, firstRecord: Int) { state.withLock { $0.firstRecords[piece] = firstRecord } }

    /// Says that a file, or an entry of a container, was read to its end.
    func end(_ file: EvidenceFile, id: EvidenceID, records: Int) {
        guard let file = indexed(file) else { return }
        writer?.end(file, id: id, records: records)
    }

    /// Ends the run, once all its workers have.
    ///
    /// - Returns: Why the index does not have everything; nil where it does.
    func finish() -> ServiceFailure? {
        attempt { writer throws(StorageError) in
            try writer.save()
            try SmallSegments(index: index, id: id, writer: writer).merge()
        }
        return state.withLock(\.failure)
    }

    /// The name of a file in the index; nil for one that is in there, or is not of the case.
    fileprivate func indexed(_ file: EvidenceFile) -> IndexedFile? {
        guard let sealed = file.container ?? file.id, missing.contains(sealed) else { return nil }
        return IndexedFile(sealed, entry: file.entryNumber)
    }

    fileprivate func newPiece() -> Int {
        state.withLock { state in
            state.pieces += 1
            return state.pieces
        }
    }

    fileprivate var hasFailed: Bool { state.withLock { $0.failure != nil } }

    /// Writes a segment; its pieces have been accepted.
    fileprivate func write(_ full: inout IndexWorker.FullSegment) {
        var records: [IndexedFile: Int] = [:]
        for part in full.draft.parts { records[part.file, default: 0] += part.records }
        let firsts = state.withLock { state in
            full.pieces.map { piece, offset in (state.firstRecords[piece] ?? 0) + offset }
        }
        let bytes = full.draft.finish(firstRecords: firsts)
        attempt { writer throws(StorageError) in try writer.add(bytes, records: records) }
    }

    private func attempt(_ body: (IndexWriter) throws(StorageError) -> Void) {
        guard let writer, !hasFailed else { return }
        do throws(StorageError) { try body(writer) } catch {
            state.withLock { $0.failure = ServiceFailure(error) }
        }
    }
}

/// What one worker of a run collects. It has a segment of its own, so that workers do not wait for each other.
struct IndexWorker {
    struct FullSegment {
        var draft: SegmentDraft
        /// For each part of the segment its piece, and how many records of the piece come before the part.
        let pieces: [(piece: Int, offset: Int)]
    }

    private let run: IndexingRun
    private var builder: SegmentBuilder
    private var pieces: [(piece: Int, offset: Int)] = []
    /// Segments with records of the last piece, which is not accepted yet.
    private var full: [FullSegment] = []

    fileprivate init(run: IndexingRun) {
        self.run = run
        builder = SegmentBuilder(seed: .random(in: 0 ... .max))
    }

    /// Adds the records of a portion, all earlier ones of which have been accepted.
    ///
    /// - Returns: The number of the piece, for ``IndexingRun/settle(_:firstRecord:)``; nil where it is not indexed.
    mutating func add(_ batch: RecordBatch, of file: EvidenceFile) -> Int? {
        writeFull()
        guard batch.count > 0, let indexed = run.indexed(file), !run.hasFailed else { return nil }
        let piece = run.newPiece()
        var taken = 0
        while taken < batch.count {
            pieces.append((piece, taken))
            taken += builder.add(batch, from: taken, of: indexed, defaultHost: file.host)
            if builder.isFull { takeSegment() }
        }
        return piece
    }

    /// Writes what is left, once everything has been accepted.
    mutating func finish() {
        takeSegment()
        writeFull()
    }

    private mutating func takeSegment() {
        if let draft = builder.takeDraft() { full.append(FullSegment(draft: draft, pieces: pieces)) }
        pieces = []
    }

    private mutating func writeFull() {
        for place in full.indices { run.write(&full[place]) }
        full = []
    }
}
