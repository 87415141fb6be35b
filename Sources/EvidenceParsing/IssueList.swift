import Vocabulary

/// The issues of a portion, in file order and no more than a limit; the last one then counts the rest.
struct IssueList {
    private let limit: Int
    private var issues: [ParseIssue] = []
    private var firstHidden: UInt64?
    private var hidden = 0

    init(limit: Int) { self.limit = limit }

    mutating func add(_ issue: ParseIssue) {
        guard issues.count >= limit - 1 else { return issues.append(issue) }
        firstHidden = firstHidden ?? issue.offset
        hidden += 1
    }

    func finish() -> [ParseIssue] {
        guard let firstHidden else { return issues }
        return issues + [ParseIssue(.limit, offset: firstHidden, "\(hidden) more issues from here on are not listed")]
    }
}
