import CaseLifecycle
import Foundation
import GRDB
import Glibc
import Testing
import Vocabulary

@testable import Storage

/// A store as an earlier release left it, copied to where it may be worked on.
struct OldStore {
    static let partOne = "part-1"
    static let head = "5b9c159e8a3ca632e3d610d8fa40621f0d0a1bece072bd246fcf7a80318a6c8c"

    let folder: TemporaryFolder

    init(_ name: String = partOne) throws {
        folder = try TemporaryFolder()
        let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        try FileManager.default.copyItem(
            atPath: fixtures.appendingPathComponent("Fixtures/stores/\(name)").path, toPath: folder.home)
        // Version control keeps neither of these.
        for (path, mode) in [("", 0o700), ("/cordon.sqlite", 0o600), ("/journal.key", 0o600)] as [(String, mode_t)] {
            guard chmod(folder.home + path, mode) == 0 else { throw StorageError(errno: errno, folder.home + path) }
        }
    }
}

@Suite("A store of an earlier release")
struct OldStoreTests {
    let old: OldStore

    init() throws { old = try OldStore() }

    @Test("opens, with its history proven and its cases as they were", arguments: CaseDatabase.Access.allCases)
    func opens(access: CaseDatabase.Access) throws {
        let database = try old.folder.open(access)

        let found = try database.verifyJournal(expectedHead: OldStore.head)
        #expect(found.problems == [] && found.events == 19 && found.expectedHeadAt == 19)
        let incident = try #require(try database.loadCase(.first))
        #expect(incident.version == 16 && incident.state == .analysis && incident.lead == "asha")
        #expect(incident.systems["FS-01"]?.verdict == .confirmed && incident.systems["WKS-007"]?.verdict == .cleared)
        #expect(incident.criterion == "credential theft" && incident.evidence.count == 2)
        #expect(try database.loadCase(.second)?.title == "A second case")
        #expect(try database.organisation().settings == ["allow-as": "true"])
    }

    @Test(
        "answers from read models of the present form, even where nothing may be written",
        arguments: CaseDatabase.Access.allCases)
    func readModels(access: CaseDatabase.Access) throws {
        let raw = try DatabaseQueue(path: old.folder.home + "/cordon.sqlite")
        // What another release kept there can look like anything.
        try raw.write { try $0.execute(sql: "UPDATE case_summary SET body = '{}'; DROP TABLE system") }
        try raw.close()

        let database = try old.folder.open(access)

        #expect(try database.cases().map(\.title) == ["A store of part 1", "A second case"])
        #expect(try database.cases().map(\.version) == [16, 1])
        let systems = try database.systems(of: .first)
        #expect(systems.items.count == 7 && systems.items.first { $0.name == "FS-01" }?.verdict == .confirmed)
        #expect(try database.differingReadModels() == [])
        let rebuilt = try old.folder.open()
        #expect(try rebuilt.systems(of: .first) == systems)
    }

    @Test("has no snapshot that this release would fold in another way: else raise CaseSnapshots.format")
    func snapshots() throws {
        #expect(try old.folder.open(.readOnly).differingSnapshots() == [])
        #expect(try old.folder.open().differingSnapshots() == [])
    }

    @Test("is worked on: what is appended follows its last event")
    func append() throws {
        let database = try old.folder.open(.readWriteExisting)

        let recorded = try database.write {
            try $0.append([.noteAdded(text: "on")], to: .first, expected: 16, actor: .alice, at: .minute(0))
        }

        #expect(recorded.map(\.version) == [17] && recorded.map(\.sequence) == [20])
        #expect(try database.verifyJournal(expectedHead: OldStore.head).problems == [])
        #expect(try database.differingReadModels() == [])
        try database.rebuild()
        #expect(try database.loadCase(.first)?.notes == ["a note", "on"])
        #expect(JournalVerifier.verify(try database.export(.store), expectedHead: OldStore.head).problems == [])
    }

    @Test("has its evidence as it was sealed")
    func evidence() throws {
        let database = try old.folder.open(.readOnly)
        let vault = try EvidenceVault(home: old.folder.home, access: .readOnly)

        let sealed = try database.sealedEvidence()

        #expect(sealed.count == 2)
        for id in sealed { try vault.verify(id) }
    }

    @Test("is a store of real cases and stays one")
    func real() throws {
        let database = try old.folder.open()

        #expect(!database.isExercise)
        try database.write {
            _ = try $0.appendOrganisation([.exerciseBegun(start: .minute(0))], actor: .alice, at: .minute(1))
        }

        #expect(try database.organisation().exercise == nil)
        #expect(try !old.folder.open().isExercise)
    }
}
