import Foundation
package import Services
import Storage
import Vocabulary

/// Everything that works on one store, put together. The only place that names every part and reads the clock.
package struct Workspace: Sendable {
    package enum Access: Sendable {
        /// Makes the store where there is none.
        case create
        /// Works on a store that is there.
        case change
        /// Looks at a store that is there, and cannot change it.
        case look
    }

    /// The version of the program.
    package static let productVersion = "0.1.0"

    package let cases: CaseService
    package let queries: CaseQueries
    package let investigation: InvestigationService
    package let evidence: EvidenceService
    package let reports: ReportService
    package let journal: JournalService
    package let admin: AdminService

    /// Opens a store.
    ///
    /// - Parameters:
    ///   - home: The data directory; nil for `CORDON_HOME`, or else `~/.cordon`.
    ///   - actingAs: Another name to act under; refused by the first command where the store does not allow it.
    /// - Throws: A failure that ``failure(behind:)`` describes.
    package init(home: String?, actingAs: String?, access: Access) throws {
        let home = Self.home(home)
        let actor = Principal(account: NSUserName(), actingAs: actingAs)
        if access == .change, !FileManager.default.fileExists(atPath: home) {
            throw StorageError(.notAStore, home)
        }
        let storage: CaseDatabase.Access = access == .look ? .readOnly : .readWrite
        let database = try CaseDatabase(home: home, access: storage, actor: actor, at: Self.now())
        let vault = try EvidenceVault(home: home, access: storage)
        cases = CaseService(database: database, actor: actor, now: Self.now)
        queries = CaseQueries(database: database)
        investigation = InvestigationService(
            cases: cases, vault: vault, width: ProcessInfo.processInfo.activeProcessorCount)
        evidence = EvidenceService(database: database, vault: vault)
        reports = ReportService(database: database, now: Self.now, productVersion: Self.productVersion)
        journal = JournalService(database: database)
        admin = AdminService(database: database, vault: vault, actor: actor, now: Self.now)
    }

    /// What stands behind an error, where the world did not cooperate; nil for any other error.
    package static func failure(behind error: any Error) -> ServiceFailure? {
        switch error {
        case let failure as ServiceFailure: failure
        case let error as StorageError:
            ServiceFailure(code: error.code.rawValue, subject: error.subject, cause: error.cause)
        default: nil
        }
    }

    private static func home(_ given: String?) -> String {
        if let given { return given }
        if let variable = ProcessInfo.processInfo.environment["CORDON_HOME"], !variable.isEmpty { return variable }
        return FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cordon").path
    }

    private static let now: @Sendable () -> Timestamp = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(unixSeconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec)) ?? Timestamp.earliest
    }
}
