package import CaseLifecycle
import Vocabulary

/// A case that was handed over as a folder: what is in it, and what it is verified with elsewhere.
package struct CaseExportShape: Encodable {
    let `case`: String
    let version: Int
    let folder: String
    let events: Int
    /// Evidence files that its list names.
    let evidence: Int
    let head: String
    @OrNull var publicKey: String?

    package init(_ incident: Case, folder: String, events: Int, head: String, publicKey: String?) {
        `case` = incident.id.description
        version = incident.version
        self.folder = folder
        self.events = events
        evidence = incident.evidence.count
        self.head = head
        self.publicKey = publicKey
    }

    /// The same for people.
    package var text: String {
        """
        \(`case`) is in \(folder): \(events) events, the list of \(evidence) evidence files, and the report
        key   \(publicKey ?? "not given")
        head  \(head)
        """
    }
}
