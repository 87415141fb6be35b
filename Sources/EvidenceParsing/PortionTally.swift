import Vocabulary

/// Counts where the bytes of a portion go while it is read.
struct PortionTally {
    private var recordBytes = 0
    private var skippedBytes = 0
    private var skippedRecords = 0

    /// A record was read from so many bytes.
    @inline(__always)
    mutating func read(_ bytes: Int) { recordBytes &+= max(0, bytes) }

    /// So many bytes gave no record although they should.
    mutating func skip(_ bytes: Int) {
        skippedBytes &+= max(0, bytes)
        skippedRecords &+= 1
    }

    /// So many more bytes of a record that an earlier portion skipped.
    mutating func skipRest(_ bytes: Int) { skippedBytes &+= max(0, bytes) }

    /// Adds what was counted of a part.
    mutating func add(_ part: PortionTally) {
        recordBytes &+= part.recordBytes
        skippedBytes &+= part.skippedBytes
        skippedRecords &+= part.skippedRecords
    }

    /// The account of a portion of so many bytes; what was neither read nor skipped holds no records.
    func account(bytes: Int, _ batch: RecordBatch) -> EvidenceAccount {
        var account = EvidenceAccount()
        account.bytes = bytes
        account.recordBytes = min(recordBytes, bytes)
        account.skippedBytes = min(skippedBytes, bytes - account.recordBytes)
        account.otherBytes = bytes - account.recordBytes - account.skippedBytes
        account.recordsRead = batch.count
        account.recordsSkipped = skippedRecords
        var (first, last) = (Int64.max, Int64.min)
        for row in batch.rows where row.ticks >= 0 {
            first = min(first, row.ticks)
            last = max(last, row.ticks)
        }
        if first <= last { (account.first, account.last) = (Timestamp(ticks: first), Timestamp(ticks: last)) }
        return account
    }
}

extension ParsedPortion {
    init(_ batch: RecordBatch, _ issues: [ParseIssue], _ tally: PortionTally, of portion: EvidencePortion) {
        self.init(batch: batch, issues: issues, account: tally.account(bytes: portion.length, batch))
    }
}
