import CaseLifecycle
import Reporting
package import Storage
package import Vocabulary

/// Writes the report of a case.
package struct ReportService: Sendable {
    package enum Format: String, Sendable { case html, markdown }

    let database: CaseDatabase
    let now: @Sendable () -> Timestamp
    let productVersion: String

    package init(database: CaseDatabase, now: @escaping @Sendable () -> Timestamp, productVersion: String) {
        self.database = database
        self.now = now
        self.productVersion = productVersion
    }

    /// The report as text.
    ///
    /// - Throws: ``CaseRefusal/unknownCase(_:)``, or a failure of storage: of a journal that is not sound there is no
    ///   report, for it would put the store's head to what somebody else wrote.
    package func render(_ format: Format, of id: CaseID) throws -> String {
        let (organisation, found) = try database.confirmed(id)
        guard let incident = found else { throw CaseRefusal.unknownCase(id.description) }
        let head = try database.head(of: .ofCase(id))
        let dossier = CaseDossier(
            incident: incident, organisation: organisation, events: try database.events(of: id, confirmsChain: true),
            organisationEvents: try database.organisationEvents(),
            journal: .init(count: head.count, hash: head.hash, publicKey: database.store),
            generatedAt: organisation.time(at: now()),
            productVersion: productVersion, otherCases: try database.otherCases(than: [id])[id] ?? [])
        let document = ReportComposer.compose(dossier)
        return switch format {
        case .html: HTMLRenderer.render(document)
        case .markdown: MarkdownRenderer.render(document)
        }
    }

    /// Writes the report to a file, which it replaces once all of it is written.
    ///
    /// - Throws: ``ServiceFailure`` where the file cannot be written; what was there before is then still there.
    package func write(_ format: Format, of id: CaseID, to path: String) throws {
        let text = try render(format, of: id)
        let file = try ResultFile(path)
        try file.write(Array(text.utf8))
        try file.finish()
    }
}
