import Foundation
package import Services
import Storage
package import Vocabulary

/// Everything that works on one store, put together. The only place that names every part and reads the clock.
package struct Workspace: Sendable {
    package enum Access: Hashable, Sendable {
        /// Makes the store where there is none, unless it would refuse a first case of that title.
        case create(caseTitle: String)
        /// Makes a store for an exercise, whose clock begins at a moment; nil for the present.
        case createExercise(start: Timestamp?)
        /// Makes the store where there is none, unless it would refuse these: preparation comes before the first case.
        case prepare(OrganisationService.FirstCommands)
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
    package let custody: CustodyService
    package let reports: ReportService
    package let journal: JournalService
    package let admin: AdminService
    package let backups: BackupService
    package let search: SearchService
    package let exerciseClock: ExerciseClockService
    /// The store is for exercises: everything that is shown of it must say so.
    package let isExercise: Bool
    package let organisation: OrganisationService
    /// What speaks against believing what the store shows, where it is only looked at; nil where nothing is known to.
    package let doubt: ServiceFailure?

    /// Opens a store.
    ///
    /// - Parameters:
    ///   - home: The data directory; nil for the usual one.
    ///   - actingAs: Another name to act under; refused by the first command where the store does not allow it.
    /// - Throws: A refusal, or a failure that ``failure(behind:)`` describes.
    package init(home: String?, actingAs: String?, access: Access) throws {
        let home = Self.home(home)
        let actor = Principal(account: Account.current().name, actingAs: actingAs)
        let database = try Self.database(home, access, actor)
        let vault = try EvidenceVault(home: home, access: access == .look ? .readOnly : .readWrite)
        cases = CaseService(
            database: database, vault: vault, actor: actor, now: Self.now, machineStart: MachineClock.start)
        queries = CaseQueries(database: database, actor: actor, now: Self.now)
        let index = RecordIndex(home: home)
        let width = ProcessInfo.processInfo.activeProcessorCount
        investigation = InvestigationService(cases: cases, vault: vault, index: index, width: width)
        search = SearchService(database: database, vault: vault, index: index, width: width)
        evidence = EvidenceService(database: database, vault: vault)
        custody = CustodyService(cases: cases, evidence: evidence, vault: vault, index: index)
        reports = ReportService(database: database, now: Self.now, productVersion: Self.productVersion)
        journal = JournalService(database: database)
        organisation = OrganisationService(database: database, actor: actor, now: Self.now)
        admin = AdminService(
            database: database, vault: vault, search: search, actor: actor, now: Self.now)
        backups = BackupService(database: database, vault: vault)
        exerciseClock = ExerciseClockService(database: database, actor: actor, now: Self.now)
        isExercise = database.isExercise
        doubt = access == .look ? database.doubt().map(ServiceFailure.init) : nil
    }

    private static func database(_ home: String, _ access: Access, _ actor: Principal) throws -> CaseDatabase {
        if case .createExercise(let start) = access {
            return try ExerciseClockService.makeStore(in: home, start: start, actor: actor, at: now())
        }
        do {
            return try CaseDatabase(
                home: home, access: access == .look ? .readOnly : .readWriteExisting, actor: actor, at: now())
        } catch let error where error.code == .notAStore {
            switch access {
            case .create(let title): try CaseService.rehearseFirstCase(title: title, actor: actor)
            case .prepare(let first): try OrganisationService.rehearse(first, actor: actor)
            case .change, .look, .createExercise: throw error
            }
            return try CaseDatabase(home: home, access: .readWrite, actor: actor, at: now())
        }
    }

    /// Makes a store from a backup; see ``BackupService/restore(_:to:keyFile:actor:at:)``.
    package static func restore(_ backup: String, to home: String, keyFile: String?) throws -> BackupService.Summary {
        try BackupService.restore(
            backup, to: home, keyFile: keyFile, actor: Principal(account: Account.current().name), at: now())
    }

    /// Whether a data directory holds a store for exercises; not where it holds none, or one that does not open.
    ///
    /// - Parameter home: The data directory; nil for the usual one.
    package static func isExercise(home: String?) -> Bool {
        let home = Self.home(home)
        let actor = Principal(account: Account.current().name)
        return (try? CaseDatabase(home: home, access: .readOnly, actor: actor, at: now()))?.isExercise ?? false
    }

    /// What stands behind an error, where the world did not cooperate; nil for any other error.
    package static func failure(behind error: any Error) -> ServiceFailure? {
        switch error {
        case let failure as ServiceFailure: failure
        case let error as StorageError: ServiceFailure(error)
        default: nil
        }
    }

    /// The data directory: the one given, or `CORDON_HOME`, or `~/.cordon`.
    package static func home(_ given: String?) -> String {
        if let given { return given }
        let environment = ProcessInfo.processInfo.environment
        if let variable = environment["CORDON_HOME"], !variable.isEmpty { return variable }
        if let variable = environment["HOME"], !variable.isEmpty { return variable + "/.cordon" }
        return (Account.current().folder ?? "") + "/.cordon"
    }

    private static let now: @Sendable () -> Timestamp = MachineClock.now
}
