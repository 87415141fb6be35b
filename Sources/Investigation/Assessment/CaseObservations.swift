import Vocabulary

/// What was observed over the evidence of a case, where each file counts once, however often it is found.
package struct CaseObservations: Sendable {
    /// Nil as long as no file held records.
    private var all: ObservationCollector?
    private var files: Set<EvidenceID> = []

    package init() {}

    /// Adds what one whole file says. The same file can lie in several containers, and beside them.
    package mutating func add(_ file: ObservationCollector) {
        guard files.insert(file.evidence).inserted else { return }
        if all?.merge(file) == nil { all = file }
    }

    /// All of it in order; nil where no file held records.
    consuming func settled() -> ObservationCollector? {
        all?.settle()
        return all
    }
}
