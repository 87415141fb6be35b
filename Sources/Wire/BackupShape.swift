/// What a backup holds: `cordon admin backup` and `cordon admin restore` print it.
package struct BackupShape: Encodable {
    let file: String
    /// The folder of the store.
    let home: String
    let publicKey: String
    /// The head of the whole store. A later state of the store has it in its history.
    let head: String
    let events: Int
    let evidenceFiles: Int
    let evidenceBytes: Int
    /// Evidence that cases name and that is not there, though nobody destroyed it.
    let missing: [String]
    /// Whether the private key is there: without it the store can be looked at only.
    let key: Bool

    package init(
        file: String, home: String, publicKey: String, head: String, events: Int, evidenceFiles: Int,
        evidenceBytes: Int, missing: [String], key: Bool
    ) {
        self.file = file
        self.home = home
        self.publicKey = publicKey
        self.head = head
        self.events = events
        self.evidenceFiles = evidenceFiles
        self.evidenceBytes = evidenceBytes
        self.missing = missing
        self.key = key
    }
}
