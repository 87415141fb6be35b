import CaseLifecycle
import Foundation
import Testing
import Vocabulary

@testable import Services
@testable import Storage

@Suite("Backups brought back")
struct BackupServiceTests {
    @Test(
        "that a store was made from a backup is an event of it, and is told with every case that the backup held",
        arguments: [true, false])
    func restored(withKey: Bool) throws {
        let store = try Store()
        let folder = try TemporaryFolder()
        let (file, home) = (folder.path + "/b.cordon", folder.path + "/restored")
        _ = try store.cases().open(title: "t")
        let made = try BackupService(database: store.database, vault: store.vault).backUp(to: file, withKey: withKey)

        let found = try BackupService.restore(file, to: home, keyFile: nil, actor: .alice, at: Store.time)

        #expect(found.hasKey == withKey)
        #expect(found.events == made.events && found.head == made.head)
        if !withKey {
            try FileManager.default.copyItem(
                atPath: store.database.home + "/journal.key", toPath: home + "/journal.key")
        }
        let database = try CaseDatabase(home: home, access: .readWriteExisting, actor: .alice, at: Store.time)
        _ = try CaseService(database: database, actor: .alice, now: { Store.time }).run([.note(text: "on")], on: .first)
        let queries = CaseQueries(database: database, actor: .alice, now: { Store.time })
        let told = try queries.conformance(.first).deviations.filter { $0.rule == "RESTORED" }
        #expect(told.map(\.versions) == [[1]] && told.first?.text.contains("made from a backup") == true)
        _ = try CaseService(database: database, actor: .alice, now: { Store.time }).open(title: "later")
        #expect(try queries.conformance(CaseID(number: 2)).deviations.allSatisfy { $0.rule != "RESTORED" })
        #expect(try store.queries.conformance(.first).deviations.allSatisfy { $0.rule != "RESTORED" })
    }
}
