import Foundation
import Services
import Synchronization
import Vocabulary

/// Shows how far long work has come, on a terminal only, once it has lasted a second.
final class Progress: Sendable {
    private let isTerminal: Bool
    private let isVerbose: Bool
    private let started = ContinuousClock.now
    private let lastShown = Mutex(ContinuousClock.now)

    /// - Parameters:
    ///   - isVerbose: Prints each step that has reached the journal, a line each.
    ///   - sharesTerminal: Results go to the same terminal, where a line of progress would stand between them.
    init(isVerbose: Bool = false, sharesTerminal: Bool = false) {
        self.isVerbose = isVerbose
        isTerminal = isatty(STDERR_FILENO) == 1 && !(sharesTerminal && isatty(STDOUT_FILENO) == 1)
    }

    /// How much has been read, and of how much.
    func show(bytes done: Int, of total: Int, records: Int) {
        show("reading", done: done, of: total, detail: ", \(records) records")
    }

    func show(_ progress: InvestigationService.Progress) {
        switch progress {
        case .acknowledged(let id, let version, let what):
            if isVerbose { StandardOutput.note("\(id) version \(version): \(what)") }
        case .notTaken(let path, let reason): StandardOutput.note("not taken: \(path): \(reason)")
        case .notRead(let name, let reason):
            StandardOutput.note(
                "\(name), which the case holds, could not be read: \(reason); all else is done, and nothing new is known "
                    + "from it: cordon evidence verify")
        case .notIndexed(let failure):
            StandardOutput.note("not all of it can be searched yet: \(Failure.text(of: failure)): cordon admin rebuild")
        case .limitReached(let rule, let times): Self.note(limit: rule, times)
        case .alreadyHeld(let count):
            StandardOutput.note(
                "\(count) files were read before and are not matched again: open a new case for other rules")
        case .sealed(let done, let total): show("sealing", done: done, of: total, detail: "")
        case .read(let done, let total, let records): show(bytes: done, of: total, records: records)
        }
    }

    /// Says that a rule's regular expressions gave up on some values.
    static func note(limit rule: RuleSummary, _ times: Int) {
        StandardOutput.note(
            "rule \(rule.id) (\(rule.title)): its regular expressions reached their limits \(times) times; matches may be missing"
        )
    }

    /// Clears the line, so that what is printed next stands alone.
    func end() {
        if isTerminal { StandardOutput.erase() }
    }

    private func show(_ what: String, done: Int, of total: Int, detail: String) {
        guard isTerminal else { return }
        let now = ContinuousClock.now
        let elapsed = started.duration(to: now) / .seconds(1)
        let isDue = lastShown.withLock { last in
            guard last.duration(to: now) > .milliseconds(100) else { return false }
            last = now
            return true
        }
        guard elapsed > 1, isDue, done > 0 else { return }
        let rate = Double(done) / elapsed
        let left = Int(Double(total - done) / rate)
        StandardOutput.replace(
            "\(what) \(done * 100 / max(total, 1)) %, \(Double(Int(rate / 1e5)) / 10) MB/s\(detail), about \(left) s left"
        )
    }
}
