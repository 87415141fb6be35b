import CaseLifecycle
import GRDB
import Services
import Testing
import Vocabulary

@Suite("Verifying a store")
struct JournalServiceTests {
    @Test("a list that was changed behind the journal is found when the journal is verified")
    func changedList() throws {
        let store = try Store()
        let journal = JournalService(database: store.database)
        _ = try store.cases().open(title: "t")
        #expect(try journal.examine(head: nil).fault == nil)

        let raw = try DatabaseQueue(path: try #require(store.folder).home + "/cordon.sqlite")
        try raw.write { try $0.execute(sql: "UPDATE case_summary SET state = 'recovery'") }
        try raw.close()

        let examined = try journal.examine(head: nil)
        #expect(examined.fault?.reason.contains("case_summary") == true)
        #expect(examined.text.hasPrefix("NOT sound: "))
        #expect(try journal.verify(head: nil).fault == nil)
    }
}
