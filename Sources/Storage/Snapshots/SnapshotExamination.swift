import CaseLifecycle
import GRDB
package import Vocabulary

extension CaseDatabase {
    /// Compares the snapshots of cases with what the journal says, and changes nothing.
    ///
    /// - Returns: The cases whose snapshot is not what folding their events gives, or was not made by this store. That
    ///   of another release is not among them: nobody reads it.
    package func differingSnapshots() throws(StorageError) -> [CaseID] {
        try read(home) { database in
            guard try database.tableExists(CaseSnapshots.table) else { return [] }
            let numbers = try Int.fetchAll(
                database, sql: "SELECT case_number FROM snapshot WHERE format = ? ORDER BY case_number",
                arguments: [CaseSnapshots.format])
            let snapshots = CaseSnapshots(database: database, store: store)
            let loading = CaseLoading(database: database, coding: CaseEventCoding())
            return try numbers.map(CaseID.init(number:)).filter { id in
                guard let found = try snapshots.find(id) else { return true }
                let folded = try loading.load(
                    id, startingWith: { _ in false }, while: { $0.version <= found.last.version })
                return folded.incident != found.loaded.incident || folded.opened != found.loaded.opened
            }
        }
    }
}
