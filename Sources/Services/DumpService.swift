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
    }

    let pipeline: EvidencePipeline

    package init(width: Int) { pipeline = EvidencePipeline(width: width) }

    /// - Parameters:
    ///   - makeRenderer: Makes what appends one record to a buffer, for a run of records of one format.
    ///   - write: Takes finished bytes, in order, one call at a time.
    ///   - progress: Told the bytes and records read so far.
    package func dump(
        _ files: [EvidenceFile],
        makeRenderer: @escaping @Sendable (EvidenceFormat) -> (LogRecord, inout [UInt8]) -> Void,
        write: @escaping @Sendable ([UInt8]) throws -> Void,
        progress: @escaping @Sendable (_ bytes: Int, _ records: Int) -> Void = { _, _ in }
    ) async throws -> Summary {
        try await pipeline.run(
            over: files, state: Summary(), makeWorker: {},
            process: { _, _, format, parsed in
                let render = makeRenderer(format)
                var bytes: [UInt8] = []
                for record in parsed.batch.records { render(record, &bytes) }
                return (bytes: bytes, records: parsed.batch.count, issues: parsed.issues)
            },
            accept: { summary, delivery in
                switch delivery {
                case .portion(let file, let bytes, let product):
                    summary.bytes += bytes
                    summary.records += product.records
                    summary.issues += product.issues.map { (file.path, $0) }
                    try write(product.bytes)
                    progress(summary.bytes, summary.records)
                case .end(let file, .unknown): summary.unread.append((file.path, "no known format"))
                case .end: break
                case .failed(let file, let failure): summary.unread.append((file.path, failure.cause))
                }
            })
    }
}
