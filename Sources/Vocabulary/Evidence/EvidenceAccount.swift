/// Where the bytes and the records of an evidence file went: nothing is left out in silence.
///
/// Every byte is of a record, was skipped with an issue, or is neither: headers, separators, blank lines, free space. The
/// sum always closes; see ``closes``.
package struct EvidenceAccount: Hashable, Sendable, Codable {
    /// Bytes of the file.
    package var bytes = 0
    /// Bytes that records were read from.
    package var recordBytes = 0
    /// Bytes that no record could be read from although one should be there; of a file of unknown format, all.
    package var skippedBytes = 0
    /// Bytes that hold no record by the rules of the format. A container is such as a whole: its entries have accounts of
    /// their own.
    package var otherBytes = 0
    package var recordsRead = 0
    /// Places of records that could not be read. A stretch without any structure counts as one.
    package var recordsSkipped = 0
    /// The earliest and the latest time of a record; nil where none has a readable one.
    package var first: Timestamp?
    package var last: Timestamp?

    package init() {}

    /// Places of records that were seen, read or not.
    package var slots: Int { recordsRead &+ recordsSkipped }

    /// Whether each byte is accounted for, and once.
    package var closes: Bool {
        let sum = recordBytes.addingReportingOverflow(skippedBytes)
        let all = sum.partialValue.addingReportingOverflow(otherBytes)
        return !sum.overflow && !all.overflow && all.partialValue == bytes
            && min(recordBytes, skippedBytes, otherBytes, recordsRead, recordsSkipped) >= 0
    }

    /// Adds the account of another stretch, or of another file.
    package mutating func add(_ other: EvidenceAccount) {
        bytes &+= other.bytes
        recordBytes &+= other.recordBytes
        skippedBytes &+= other.skippedBytes
        otherBytes &+= other.otherBytes
        recordsRead &+= other.recordsRead
        recordsSkipped &+= other.recordsSkipped
        first = [first, other.first].compactMap(\.self).min()
        last = [last, other.last].compactMap(\.self).max()
    }
}
