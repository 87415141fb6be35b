import GRDB
import Testing

@testable import Storage

@Suite("The form of read models")
struct ReadModelFormTests {
    @Test(
        "what earlier releases left has the tables and values of this form: where they change, raise ReadModel.form",
        arguments: [
            ("part-1", "53818f0cd4c30dd9fc2ea9f1990445333ae150d0967efa6f897556c5a30a3779"),
            ("part-2", "d0e77a05f05c919dfcfd01e09971be27ce19670607e871fcf2ef9c013cce09b1"),
        ])
    func pinned(name: String, digest: String) throws {
        let old = try OldStore(name)
        try old.folder.open().rebuild()

        let lines = try DatabaseQueue(path: old.folder.home + "/cordon.sqlite").read { database in
            try ReadModel.allCases.flatMap { model in
                let columns = model.columns.split(separator: ", ")
                let values = columns.map { "quote(\($0))" }.joined(separator: " || ' ' || ")
                return ["\(model.rawValue): \(model.columns)"]
                    + (try String.fetchAll(database, sql: "SELECT \(values) FROM \(model.rawValue) ORDER BY 1"))
            }
        }

        #expect(lines.count > ReadModel.allCases.count)
        #expect(ReadModel.form == 4)
        #expect(DocumentHash.sha256(Array(lines.joined(separator: "\n").utf8)) == digest)
    }
}
