import CaseLifecycle
import Foundation
import Testing
import Vocabulary

@testable import Storage

@Suite("A store for exercises")
struct ExerciseStoreTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func make() throws -> CaseDatabase {
        try CaseDatabase(newExercise: folder.home, start: .minute(-600), actor: .alice, at: .minute(5))
    }

    @Test("is one from its second event, which is appended together with the first")
    func made() throws {
        let database = try make()

        let organisation = try database.organisation()

        #expect(database.isExercise)
        #expect(organisation.version == 2)
        #expect(organisation.exercise == ExerciseClock(start: .minute(-600), begun: .minute(5)))
        #expect(organisation.time(at: .minute(65)) == .minute(-540))
        #expect(try database.verifyJournal().isSound)
        for access in CaseDatabase.Access.allCases { #expect(try folder.open(access).isExercise) }
    }

    @Test("is known as one at any moment that is asked about, since its own clock says nothing about the server's")
    func anyMoment() throws {
        let database = try make()
        _ = try database.write {
            try $0.appendOrganisation([.settingChanged(name: "a", value: "b")], actor: .alice, at: .minute(-500))
        }

        #expect(try database.organisation(at: .minute(-550)).exercise != nil)
        #expect(try database.organisation(at: .minute(-550)).settings == [:])
        #expect(try database.organisation(at: .minute(-500)).settings == ["a": "b"])
    }

    @Test("is made in an empty folder only: nothing that is there becomes an exercise")
    func notEmpty() throws {
        try folder.open().close()
        #expect { try make() } throws: { ($0 as? StorageError)?.code == .notEmpty }
        #expect(try !folder.open().isExercise)

        let other = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: other.home, withIntermediateDirectories: false)
        try other.write("home/notes.txt", [1])
        #expect {
            try CaseDatabase(newExercise: other.home, start: .minute(0), actor: .alice, at: .minute(0))
        } throws: {
            ($0 as? StorageError)?.code == .notEmpty && ($0 as? StorageError)?.cause.contains("notes.txt") == true
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: other.home) == ["notes.txt"])
    }

    @Test("marks what is exported from it, under the signature")
    func export() throws {
        let database = try make()
        _ = try database.write {
            try $0.append([.opened(title: "a")], to: .first, expected: 0, actor: .alice, at: .minute(1))
        }
        let bytes = try database.export(.ofCase(.first))

        let found = JournalVerifier.verify(bytes)
        let unmarked = String(decoding: bytes, as: UTF8.self).replacing(",\"exercise\":true", with: "")

        #expect(found.isSound && found.isExercise)
        #expect(JournalVerifier.verify(Array(unmarked.utf8)).problems.map(\.kind) == [.badSignature])
        #expect(try database.verifyJournal().isExercise)
    }
}
