import EvidenceParsing
package import Vocabulary

/// Writes out every record of evidence files, in file order, and keeps nothing.
package struct DumpService: Sendable {
    /// What a dump met.
    package struct Summary: Sendable {
        package var records = 0
        package var bytes = 0
        package var issues: [(file: String, issue: ParseIssue)] = []
        package var unread: [(file: String, reason: String)] = []
        /// Numbers that no record of an event log has, between those that records have.
        package var gaps: [(file: String, numbers: [ClosedRange<UInt64>])] = []
        /// Where the bytes and records of each file went; not of what was carved, where stretches overlap.
        package var accounts: [(name: String, format: EvidenceFormat, account: EvidenceAccount)] = []
        fileprivate var numbers = RecordNumbers()
        /// Of the file that is being read.
        fileprivate var account: EvidenceAccount? = EvidenceAccount()
    }

    let pipeline: EvidencePipeline

    /// - Parameter carves: Looks for event logs in bytes of any kind, instead of reading files for what they are.
    package init(width: Int, carves: Bool = false) {
        pipeline = EvidencePipeline(width: width, parser: carves ? EVTXCarver() : nil)
    }

    /// - Parameters:
    ///   - makeRenderer: Makes what appends the records of a batch to a buffer; one for each worker.
    ///   - write: Takes finished bytes, in order, one call at a time.
    ///   - progress: Told the bytes and records read so far.
    package func dump(
        _ files: [EvidenceFile],
        makeRenderer: @escaping @Sendable () -> (RecordBatch, EvidenceFormat, inout [UInt8]) -> Void,
        write: @escaping @Sendable ([UInt8]) throws -> Void,
        progress: @escaping @Sendable (_ bytes: Int, _ records: Int) -> Void = { _, _ in }
    ) async throws -> Summary {
        // What was carved is copies and leftovers in no order, where holes say nothing.
        let findsGaps = pipeline.parser == nil
        return try await pipeline.run(
            over: files, state: Summary(), makeWorker: { Worker(render: makeRenderer()) },
            process: { worker, _, format, parsed in
                let numbers = format == .evtx && findsGaps ? RecordNumbers(parsed.batch) : RecordNumbers()
                return (
                    bytes: worker.text(of: parsed.batch, format), records: parsed.batch.count, issues: parsed.issues,
                    account: parsed.account, numbers: numbers
                )
            },
            accept: { summary, delivery in
                switch delivery {
                case .portion(let file, let bytes, let product):
                    summary.bytes += bytes
                    summary.records += product.records
                    summary.issues += product.issues.map { (file.path, $0) }
                    summary.numbers.add(product.numbers)
                    summary.add(product.account)
                    try write(product.bytes)
                    progress(summary.bytes, summary.records)
                case .end(let file, let ending):
                    if ending.format == .unknown { summary.unread.append((file.path, ending.whyUnread)) }
                    if let rest = ending.rest { summary.issues.append((file.path, rest)) }
                    if let account = ending.account(summary.account) {
                        summary.accounts.append((file.path, ending.format, account))
                    }
                    summary.endFile(file.path)
                case .missed(let file, let issue): summary.unread.append((file.path, issue.words))
                case .failed(let file, let failure):
                    summary.unread.append((file.path, failure.cause))
                    summary.endFile(file.path)
                }
            })
    }

    private struct Worker {
        let render: (RecordBatch, EvidenceFormat, inout [UInt8]) -> Void
        /// Portions are alike, so the last one tells how much memory the next will take.
        private var length = 0

        init(render: @escaping (RecordBatch, EvidenceFormat, inout [UInt8]) -> Void) { self.render = render }

        mutating func text(of batch: RecordBatch, _ format: EvidenceFormat) -> [UInt8] {
            var text: [UInt8] = []
            text.reserveCapacity(batch.count == 0 ? 0 : length + length / 8)
            render(batch, format, &text)
            length = max(length, text.count)
            return text
        }
    }
}

extension DumpService.Summary {
    /// Tells the gaps in what was read of a file.
    fileprivate mutating func endFile(_ path: String) {
        let found = numbers.gaps
        if !found.isEmpty { gaps.append((path, found)) }
        numbers = RecordNumbers()
        account = EvidenceAccount()
    }

    /// Adds the account of a portion, where it has one.
    fileprivate mutating func add(_ portion: EvidenceAccount?) {
        if let portion { account?.add(portion) } else { account = nil }
    }
}
