package import EvidenceParsing
import Foundation
package import Storage
package import Vocabulary

/// Reads many files side by side and hands results on in file order.
///
/// Workers pull portions, parse and process them, and leave the results to be handed on when all earlier ones are. A worker
/// waits only where `width` results lie there already: so no more than twice `width` portions are in memory, whatever the
/// size of a file, and the result does not depend on which worker was faster.
package struct EvidencePipeline: Sendable {
    /// What is handed on, in file order: the products of a file's portions, then its end. The entries of a container
    /// come before the container itself.
    package enum Delivery<Product: Sendable>: Sendable {
        /// `bytes` of the file were read for it: its length, and of a container what it was unpacked from.
        case portion(EvidenceFile, bytes: Int, product: Product)
        case end(EvidenceFile, EvidenceEnding)
        /// An entry of a container that is not read, and why; the place is one in the container.
        case missed(EvidenceFile, ParseIssue)
        /// The file could not be read (further).
        case failed(EvidenceFile, ServiceFailure)
    }

    /// Portions in work at a time.
    let width: Int

    /// Holds the files that have an id; nil for work on files as they lie.
    let vault: EvidenceVault?

    /// Where inner containers are held that do not fit into memory.
    var scratch: String { vault?.scratchFolder ?? FileManager.default.temporaryDirectory.path }

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
    ///   - finish: Sees each worker off, once there is nothing more to do and all that it gave was accepted.
    /// - Returns: The state after the last delivery.
    package func run<Worker: ~Copyable, Product: Sendable, State: Sendable>(
        over files: [EvidenceFile],
        state: State,
        makeWorker: @escaping @Sendable () -> Worker,
        process: @escaping @Sendable (inout Worker, EvidenceFile, EvidenceFormat, ParsedPortion) -> Product,
        accept: @escaping @Sendable (inout State, Delivery<Product>) throws -> Void,
        finish: @escaping @Sendable (inout Worker) -> Void = { _ in }
    ) async throws -> State {
        let queue = PortionQueue(files: files, pipeline: self, state: state, accept: accept)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<width {
                group.addTask {
                    var worker = makeWorker()
                    var memory = ParserMemory()
                    var last: Int?
                    while let ticket = try await queue.next() {
                        last = ticket.number
                        switch ticket.work {
                        case .reading(.portion(let file, let parser, let portion, let bytes)):
                            let product = process(&worker, file, parser.format, parser.parse(portion, with: &memory))
                            try await queue.deliver(.portion(file, bytes: bytes, product: product), at: ticket.number)
                        case .reading(.end(let file, let ending)):
                            try await queue.deliver(.end(file, ending), at: ticket.number)
                        case .reading(.missed(let entry, let issue)):
                            try await queue.deliver(.missed(entry, issue), at: ticket.number)
                        case .failed(let file, let failure):
                            try await queue.deliver(.failed(file, failure), at: ticket.number)
                        }
                    }
                    if let last { await queue.turn(after: last) }
                    finish(&worker)
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
            case reading(OpenEvidence.Work)
            case failed(EvidenceFile, ServiceFailure)
        }

        let number: Int
        let work: Work
    }

    private(set) var state: State
    private let accept: @Sendable (inout State, EvidencePipeline.Delivery<Product>) throws -> Void
    private var files: ArraySlice<EvidenceFile>
    private let pipeline: EvidencePipeline
    private var open: OpenEvidence?
    private var handedOut = 0
    private var turn = 0
    /// Results whose turn has not come, by number: at most as many as there are workers.
    private var early: [Int: EvidencePipeline.Delivery<Product>] = [:]
    /// Workers that wait for the turn of a number.
    private var waiting: [Int: [CheckedContinuation<Void, Never>]] = [:]
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
        while true {
            let file: EvidenceFile
            if let open { file = open.file } else if let next = files.popFirst() { file = next } else { return nil }
            do throws(ServiceFailure) {
                // Taken out while it is used, so that its window is never copied.
                var reading: OpenEvidence
                if let open { reading = open } else { reading = try OpenEvidence(file, pipeline) }
                open = nil
                if let work = try reading.next() {
                    open = reading
                    return .reading(work)
                }
            } catch {
                open = nil
                return .failed(file, error)
            }
        }
    }

    /// Hands a result on, or keeps it until its turn has come. After an error it is dropped in silence: only the worker that
    /// met the error throws, so that no other error can reach the caller first.
    func deliver(_ delivery: EvidencePipeline.Delivery<Product>, at number: Int) async throws {
        if turn != number, early.count < pipeline.width, !isAbandoned {
            early[number] = delivery
            return
        }
        await turn(of: number)
        guard !isAbandoned else { return }
        do {
            try accept(&state, delivery)
            turn += 1
            while let next = early.removeValue(forKey: turn) {
                try accept(&state, next)
                turn += 1
            }
        } catch {
            abandon()
            throw error
        }
        for number in waiting.keys.filter({ $0 <= turn }) {
            for continuation in waiting.removeValue(forKey: number) ?? [] { continuation.resume() }
        }
    }

    /// Returns when a result was handed on, or nothing more is.
    func turn(after number: Int) async { await turn(of: number + 1) }

    private func turn(of number: Int) async {
        while turn < number, !isAbandoned {
            await withCheckedContinuation { waiting[number, default: []].append($0) }
        }
    }

    /// Lets every worker that waits for its turn end.
    private func abandon() {
        isAbandoned = true
        for continuation in waiting.values.joined() { continuation.resume() }
        waiting = [:]
    }
}
