package import EvidenceParsing
package import Storage
package import Vocabulary

/// Reads many files side by side and hands results on in file order.
///
/// Workers pull portions, parse and process them, and wait until all earlier ones are delivered: so no more than
/// `width` portions are in memory, whatever the size of a file, and the result does not depend on which worker was
/// faster.
package struct EvidencePipeline: Sendable {
    /// What is handed on, in file order: the products of a file's portions, then its end.
    package enum Delivery<Product: Sendable>: Sendable {
        /// `bytes` is the length of the portion.
        case portion(EvidenceFile, bytes: Int, product: Product)
        case end(EvidenceFile, format: EvidenceFormat)
        /// The file could not be read (further).
        case failed(EvidenceFile, ServiceFailure)
    }

    /// Portions in work at a time.
    let width: Int

    /// Holds the files that have an id; nil for work on files as they lie.
    let vault: EvidenceVault?

    /// Reads every file whatever it holds; nil where the content decides.
    let parser: (any EvidenceParser)?

    package init(width: Int, vault: EvidenceVault? = nil, parser: (any EvidenceParser)? = nil) {
        self.width = max(1, width)
        self.vault = vault
        self.parser = parser
    }

    /// Runs every portion of `files` through `process`, and everything through `accept`, one at a time, in order.
    ///
    /// - Parameters:
    ///   - makeWorker: What one worker keeps from portion to portion.
    ///   - process: Runs side by side with itself.
    ///   - accept: Folds a delivery into the state. An error ends the run.
    /// - Returns: The state after the last delivery.
    package func run<Worker: ~Copyable, Product: Sendable, State: Sendable>(
        over files: [EvidenceFile],
        state: State,
        makeWorker: @escaping @Sendable () -> Worker,
        process: @escaping @Sendable (inout Worker, EvidenceFile, EvidenceFormat, ParsedPortion) -> Product,
        accept: @escaping @Sendable (inout State, Delivery<Product>) throws -> Void
    ) async throws -> State {
        let queue = PortionQueue(files: files, pipeline: self, state: state, accept: accept)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<width {
                group.addTask {
                    var worker = makeWorker()
                    var memory = ParserMemory()
                    while let ticket = try await queue.next() {
                        switch ticket.work {
                        case .portion(let file, let parser, let portion):
                            let product = process(&worker, file, parser.format, parser.parse(portion, with: &memory))
                            try await queue.deliver(
                                .portion(file, bytes: portion.bytes.count, product: product), at: ticket.number)
                        case .end(let file, let format):
                            try await queue.deliver(.end(file, format: format), at: ticket.number)
                        case .failed(let file, let failure):
                            try await queue.deliver(.failed(file, failure), at: ticket.number)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        return await queue.state
    }
}

/// Hands out portions in order and takes results back in the same order.
private actor PortionQueue<Product: Sendable, State: Sendable> {
    struct Ticket {
        enum Work {
            case portion(EvidenceFile, any EvidenceParser, EvidencePortion)
            case end(EvidenceFile, EvidenceFormat)
            case failed(EvidenceFile, ServiceFailure)
        }

        let number: Int
        let work: Work
    }

    private(set) var state: State
    private let accept: @Sendable (inout State, EvidencePipeline.Delivery<Product>) throws -> Void
    private var files: ArraySlice<EvidenceFile>
    private let pipeline: EvidencePipeline
    private var open: (file: EvidenceFile, cutter: PortionCutter)?
    private var handedOut = 0
    private var turn = 0
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var isAbandoned = false

    init(
        files: [EvidenceFile], pipeline: EvidencePipeline, state: State,
        accept: @escaping @Sendable (inout State, EvidencePipeline.Delivery<Product>) throws -> Void
    ) {
        self.files = files[...]
        self.pipeline = pipeline
        self.state = state
        self.accept = accept
    }

    func next() throws -> Ticket? {
        try Task.checkCancellation()
        guard !isAbandoned, let work = nextWork() else { return nil }
        defer { handedOut += 1 }
        return Ticket(number: handedOut, work: work)
    }

    private func nextWork() -> Ticket.Work? {
        if open == nil {
            guard let file = files.popFirst() else { return nil }
            do throws(ServiceFailure) {
                open = (file, try PortionCutter(file, vault: pipeline.vault, parser: pipeline.parser))
            } catch {
                return .failed(file, error)
            }
        }
        guard case (let file, var cutter)? = open else { return nil }
        do throws(ServiceFailure) {
            if let parser = cutter.parser, let portion = try cutter.next() {
                open = (file, cutter)
                return .portion(file, parser, portion)
            }
        } catch {
            open = nil
            return .failed(file, error)
        }
        open = nil
        return .end(file, cutter.parser?.format ?? .unknown)
    }

    /// Hands a result on when its turn has come. After an error it is dropped in silence: only the worker that met the
    /// error throws, so that no other error can reach the caller first.
    func deliver(_ delivery: EvidencePipeline.Delivery<Product>, at number: Int) async throws {
        while turn != number, !isAbandoned {
            await withCheckedContinuation { waiting[number] = $0 }
        }
        guard !isAbandoned else { return }
        do {
            try accept(&state, delivery)
        } catch {
            abandon()
            throw error
        }
        turn += 1
        waiting.removeValue(forKey: turn)?.resume()
    }

    /// Lets every worker that waits for its turn end.
    private func abandon() {
        isAbandoned = true
        for continuation in waiting.values { continuation.resume() }
        waiting = [:]
    }
}
