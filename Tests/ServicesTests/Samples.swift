import CaseLifecycle
import Foundation
import Services
import Storage
import Testing
import Vocabulary

/// A folder that is gone when the test is over.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/cordon-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The home of a store in this folder, not yet made.
    var home: String { path + "/home" }

    /// Writes a file, and the folders above it.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> EvidenceFile {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return EvidenceFile(path: file.path, name: name)
    }

    @discardableResult
    func write(_ name: String, lines: [String]) throws -> EvidenceFile {
        try write(name, Array(lines.map { $0 + "\n" }.joined().utf8))
    }
}

/// A store in a folder of its own, whose clock stands still.
struct Store {
    static let time = Timestamp.earliest.advanced(bySeconds: 13_417_000_000)

    let folder = try? TemporaryFolder()
    let database: CaseDatabase
    let vault: EvidenceVault

    init() throws {
        let folder = try #require(folder)
        database = try CaseDatabase(home: folder.home, actor: .alice, at: Self.time)
        vault = try EvidenceVault(home: folder.home)
    }

    func cases(as actor: Principal = .alice) -> CaseService {
        CaseService(database: database, actor: actor, now: { Self.time })
    }

    func admin(as actor: Principal = .alice) -> AdminService {
        AdminService(database: database, vault: vault, search: search, actor: actor, now: { Self.time })
    }

    /// Somebody who may lead.
    func addLead(_ name: String) throws {
        _ = try database.write {
            try $0.appendOrganisation(
                [
                    .people(event: .personAdded(name: name, kind: .human, accounts: [name], title: "", phone: "")),
                    .people(event: .roleGranted(person: name, role: .lead)),
                ], actor: .alice, at: Self.time)
        }
    }

    func grant(_ role: Role, to name: String) throws {
        _ = try database.write {
            try $0.appendOrganisation(
                [.people(event: .roleGranted(person: name, role: role))], actor: .alice, at: Self.time)
        }
    }

    var queries: CaseQueries { CaseQueries(database: database, actor: .alice, now: { Self.time }) }

    var search: SearchService { SearchService(database: database, vault: vault, index: index, width: 2) }

    var index: RecordIndex { RecordIndex(home: folder?.home ?? "") }

    func investigation(width: Int) -> InvestigationService {
        InvestigationService(cases: cases(), vault: vault, index: index, width: width)
    }
}

extension Principal {
    static let alice = Principal(account: "alice")
    static let bob = Principal(account: "alice", actingAs: "Bob")
}

extension CaseID {
    static let first = CaseID(number: 1)
}
