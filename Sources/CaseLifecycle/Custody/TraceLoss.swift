package import Vocabulary

/// When the traces on a system or account were destroyed, and whether there are new ones since.
package struct TraceLoss: Hashable, Sendable, Codable {
    /// When something was first done that destroys traces.
    package private(set) var first: Timestamp
    /// When something was last done that does, and that was asked for as such.
    private(set) var last: Timestamp?
    /// The last loss before the intruder, or a further cause, was seen there: what was taken by then shows nothing of it. Nil
    /// while neither was.
    package private(set) var beforeReturn: Timestamp?
    /// When traces were first destroyed after that.
    private var firstAfterReturn: Timestamp?

    init(first: Timestamp) { self.first = first }

    /// When the traces that count now were first destroyed; nil while they are there.
    var ofPresentTraces: Timestamp? { beforeReturn == nil ? first : firstAfterReturn }

    /// What is entered late may have happened before what is known.
    mutating func note(_ moment: Timestamp) {
        first = min(first, moment)
        last = max(last ?? moment, moment)
        if beforeReturn != nil { firstAfterReturn = firstAfterReturn ?? moment }
    }

    mutating func returned() {
        guard let last else { return }
        beforeReturn = last
        firstAfterReturn = nil
    }

    /// Whether something was acquired by the last loss before what the intruder was seen to leave since.
    func isOutdated(_ acquired: Timestamp) -> Bool { beforeReturn.map { acquired <= $0 } ?? false }

    /// Whether traces were destroyed between two moments, as far as the first and the last time tell.
    func liesBetween(_ acquired: Timestamp, _ sealed: Timestamp) -> Timestamp? {
        [first, last].compactMap(\.self).first { acquired < $0 && $0 <= sealed }
    }
}
