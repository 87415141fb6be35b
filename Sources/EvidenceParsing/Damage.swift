import Vocabulary

/// Why a piece of evidence cannot be read; becomes a ``ParseIssue`` where its place in the file is known.
struct Damage: Error {
    let kind: ParseIssue.Kind
    let detail: String

    init(_ kind: ParseIssue.Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }
}
