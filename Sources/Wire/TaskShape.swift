package import CaseLifecycle
import Vocabulary

/// A task of a case and what came of it.
package struct TaskShape: Encodable {
    let id: String
    let text: String
    let owner: String
    let due: String
    /// What came of it; null while it is open.
    @OrNull var outcome: String?

    package init(_ task: CaseTask) {
        id = task.id.description
        text = task.text
        owner = task.owner
        due = task.due.description
        outcome = task.done?.outcome
    }
}
