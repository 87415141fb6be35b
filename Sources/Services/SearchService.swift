import CaseLifecycle
import EvidenceParsing
import RecordSearch
package import Storage
package import Vocabulary

/// Finds records of cases in their index, and makes the index anew.
package struct SearchService: Sendable {
    let database: CaseDatabase
    let vault: EvidenceVault
    let index: RecordIndex
    let width: Int

    package init(database: CaseDatabase, vault: EvidenceVault, index: RecordIndex, width: Int) {
        self.database = database
        self.vault = vault
        self.index = index
        self.width = max(1, width)
    }

    /// Opens the index of cases for searching.
    ///
    /// - Parameter ids: Nil for every case of the store.
    /// - Throws: ``CaseRefusal/unknownCase(_:)``. What is not in the index, or is damaged in it, is no error: it is in
    ///   ``SearchScope/gaps``, and is to be told.
    package func open(_ ids: [CaseID]?) throws -> SearchScope {
        var scope = SearchScope(width: width)
        for id in try ids ?? database.cases().map(\.id) {
            guard let incident = try database.loadCase(id) else { throw CaseRefusal.unknownCase(id.description) }
            open(incident, id, into: &scope)
        }
        return scope
    }

    private func open(_ incident: Case, _ id: CaseID, into scope: inout SearchScope) {
        var manifest = index.manifest(of: id)
        var (sources, damage) = segments(of: manifest, incident, id)
        // A run that ends meanwhile puts one segment into the place of several.
        while !damage.isEmpty, case let now = index.manifest(of: id), now != manifest {
            manifest = now
            (sources, damage) = segments(of: manifest, incident, id)
        }
        let found = Set(manifest.whole.filter { incident.canBeRead($0.key.sealed) }.values)
        let expected = incident.evidence.filter { incident.canBeRead($0.id) }.flatMap { sealed in
            [incident.readings[sealed.id]].compactMap(\.self)
                + (incident.entries[sealed.id] ?? []).compactMap(\.reading)
        }
        let missing = Set(expected.filter { $0.records > 0 && !found.contains($0.evidence) }.map(\.evidence)).count
        scope.sources += sources
        let unread = incident.neverRead
        if missing > 0 || unread > 0 || !damage.isEmpty {
            scope.gaps.append(
                SearchScope.Gap(
                    id: id, files: missing, unread: unread, damage: damage, reading: incident.readingCommand))
        }
    }

    /// Opens the segments of a case; those that cannot be used are told.
    private func segments(
        of manifest: IndexManifest, _ incident: Case, _ id: CaseID
    ) -> (sources: [HitMerge.Source], damage: [String]) {
        let whole = manifest.whole.filter { incident.canBeRead($0.key.sealed) }
        var sources: [HitMerge.Source] = []
        var damage: [String] = []
        for segment in manifest.segments {
            do {
                let opened = try Segment(try index.region(of: segment, in: id)) { whole[$0] }
                sources.append(HitMerge.Source(segment: opened, group: id.number))
            } catch let error as SegmentDamage {
                damage.append("\(segment.name): \(error.detail)")
            } catch let error as StorageError {
                damage.append("\(segment.name): \(error.words)")
            } catch {
                damage.append(segment.name)
            }
        }
        return (sources, damage)
    }

    /// What is wrong with the indexes of all cases, and which files are not in them, each with its cure; reads all of them. A
    /// run that was ended leaves files out, which is no damage: searching says so, and reading them again takes them up.
    func faults() throws -> (faults: [String], leftOut: [String]) {
        let scope = try open(nil)
        var faults: [String] = []
        var leftOut: [String] = []
        for gap in scope.gaps {
            if gap.files > 0 { leftOut.append("\(gap.id): \(gap.files) files are not in it: cordon admin rebuild") }
            if gap.unread > 0 { leftOut.append("\(gap.id): \(gap.unread) files were never read: \(gap.reading)") }
            faults += gap.damage.map { "\(gap.id): \($0)" }
        }
        for source in scope.sources {
            do throws(SegmentDamage) { try source.segment.verify() } catch {
                faults.append("\(CaseID(number: source.group)): \(error.detail)")
            }
        }
        return (faults.map { "\($0): cordon admin rebuild" }, leftOut)
    }

    /// Makes the index of cases anew from the vault.
    ///
    /// - Parameters:
    ///   - ids: Nil for every case of the store.
    ///   - progress: Told the bytes and records read so far, and how many bytes there are.
    /// - Returns: What could not be indexed: a case each.
    /// - Throws: ``CaseRefusal/unknownCase(_:)``, or a failure that concerns the store.
    package func rebuild(
        _ ids: [CaseID]? = nil,
        progress: @escaping @Sendable (_ bytes: Int, _ total: Int, _ records: Int) -> Void = { _, _, _ in }
    ) async throws -> [(id: CaseID, failure: ServiceFailure)] {
        var failures: [(id: CaseID, failure: ServiceFailure)] = []
        for id in try ids ?? database.cases().map(\.id) {
            guard let incident = try database.loadCase(id) else { throw CaseRefusal.unknownCase(id.description) }
            let evidence = incident.evidence.filter { incident.canBeRead($0.id) && incident.readings[$0.id] != nil }
            do throws(StorageError) { try index.remove(id) } catch { failures.append((id, ServiceFailure(error))) }
            let run = IndexingRun(index, incident)
            failures += try await read(evidence, into: run, progress: progress).map { (id, $0) }
            if let failure = run.finish() { failures.append((id, failure)) }
        }
        return failures
    }

    /// How far the reading of a case's evidence has come.
    private struct Reading: Sendable {
        var bytes = 0
        var records = 0
        /// Records of the file that is being read.
        var recordsOfFile = 0
        var failures: [ServiceFailure] = []
    }

    private func read(
        _ evidence: [SealedEvidence], into run: IndexingRun,
        progress: @escaping @Sendable (_ bytes: Int, _ total: Int, _ records: Int) -> Void
    ) async throws -> [ServiceFailure] {
        let total = evidence.reduce(0) { $0 + $1.bytes }
        return try await EvidencePipeline(width: width, vault: vault).run(
            over: vault.files(of: evidence), state: Reading(), makeWorker: { run.makeWorker() },
            process: { worker, file, _, parsed in
                (piece: worker?.add(parsed.batch, of: file), records: parsed.batch.count)
            },
            accept: { reading, delivery in
                switch delivery {
                case .portion(_, let bytes, let product):
                    if let piece = product.piece { run.settle(piece, firstRecord: reading.recordsOfFile) }
                    reading.recordsOfFile += product.records
                    reading.records += product.records
                    reading.bytes += bytes
                    progress(reading.bytes, total, reading.records)
                case .end(let file, _):
                    if let id = file.id { run.end(file, id: id, records: reading.recordsOfFile) }
                    reading.recordsOfFile = 0
                case .missed: break
                case .failed(_, let failure):
                    reading.failures.append(failure)
                    reading.recordsOfFile = 0
                }
            }, finish: { $0?.finish() }
        ).failures
    }
}
