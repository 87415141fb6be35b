import Detection
import Vocabulary

/// Finds correlations over the evidence files of a run.
struct CorrelatedEvidence: Sendable {
    private struct File: Sendable {
        /// Nil for an entry of a container until it was read to its end.
        var evidence: EvidenceID?
        /// Whose evidence it is, for records that name no computer.
        let host: String?
    }

    private var input: CorrelationInput
    private var files: [File] = []
    /// Whether more of the file that was begun last may come.
    private var isOpen = false

    init(in scratch: String) { input = CorrelationInput(in: scratch) }

    /// Takes what a portion of a file holds.
    ///
    /// - Parameter firstRecord: How many records of the file came before.
    mutating func add(_ portion: CorrelationPortion, of file: EvidenceFile, firstRecord: Int) throws {
        guard !portion.occurrences.isEmpty else { return }
        if !isOpen {
            isOpen = true
            files.append(File(evidence: nil, host: file.host))
            input.begin(file: file.path)
        }
        try input.add(portion, firstRecord: firstRecord)
    }

    /// Says which evidence the file was that ends.
    mutating func end(_ file: EvidenceFile, _ id: EvidenceID) {
        if isOpen, !files.isEmpty { files[files.count - 1].evidence = id }
        isOpen = false
    }

    /// What was found, for each correlation and host: a match over several hosts is one of each.
    mutating func sightings(_ rules: RuleSet) throws -> [FindingSighting] {
        struct Key: Hashable {
            let correlation: Int
            let host: String
        }
        var order: [Key] = []
        var sightings: [Key: FindingSighting] = [:]
        let files = files
        _ = try input.correlate(rules) { finding in
            var references: [String: [EvidenceReference]] = [:]
            for record in finding.records {
                let file = files[Int(record.place.file)]
                guard let evidence = file.evidence else { continue }
                references[record.host.isEmpty ? file.host ?? "" : record.host, default: []].append(
                    EvidenceReference(evidence: evidence, record: Int(record.place.record)))
            }
            for (host, evidence) in references.sorted(by: { $0.key < $1.key }) {
                let key = Key(correlation: finding.correlation, host: host)
                let sighting = FindingSighting(
                    rule: rules.correlations[finding.correlation].summary, host: host, count: 1, first: finding.first,
                    last: finding.last, evidence: evidence)
                if sightings[key]?.merge(sighting) == nil {
                    order.append(key)
                    sightings[key] = sighting
                }
            }
        }
        return order.compactMap { sightings[$0] }
    }
}
