import CaseLifecycle
import Storage
package import Vocabulary

extension ReportService {
    /// Writes the final report of a case to a file and records what was written.
    ///
    /// Nothing is written where the record would be refused. A case that changes meanwhile is refused when the file is
    /// there already; it is then a report like any other, and no final one.
    ///
    /// - Throws: ``CaseRefusal`` where the actor or the case is not ready for it; a failure of storage or of the file.
    package func finalise(
        _ format: Format, of id: CaseID, to path: String, by cases: CaseService
    ) throws -> CaseService.Outcome {
        guard let version = try database.loadCase(id)?.version else { throw CaseRefusal.unknownCase(id.description) }
        let document = Array(try render(format, of: id).utf8)
        let command = CaseCommand.review(
            .finaliseReport(sha256: DocumentHash.sha256(document), format: format.rawValue))
        _ = try cases.rehearse([command], on: id, expected: version)
        let file = try ResultFile(path)
        try file.write(document)
        try file.finish()
        return try cases.run([command], on: id, expected: version)
    }
}
