import GRDB
import Testing

@testable import Storage

@Suite("The form of read models")
struct ReadModelFormTests {
    @Test(
        "what earlier releases left has the tables and values of this form: where they change, raise ReadModel.form",
        arguments: [
            ("part-1", "b66d79f37ee34742b1e703accba2d9c5a210a70f40ef2bba6ca485c58017e354"),
            ("part-2", "05de41249c5e7cbdb8c783ee325342af3a373b1ff0948a1b04398b296a78cc1d"),
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
        #expect(ReadModel.form == 6)
        #expect(DocumentHash.sha256(Array(lines.joined(separator: "\n").utf8)) == digest)
    }
}
