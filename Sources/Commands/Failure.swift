import ArgumentParser
import Bootstrap
import CaseLifecycle
import Foundation
import Reporting
import Services
import Wire

/// Errors become text for the command line here, and nowhere else.
enum Failure {
    static func exit(_ error: any Error, printsJSON: Bool) -> Never {
        if let refusal = error as? CaseRefusal {
            let shape = RefusalShape(refusal)
            if printsJSON, let line = try? WireJSON.line(shape) {
                StandardOutput.write(Array(ExerciseMark.on(line)) + [UInt8(ascii: "\n")])
            }
            ExerciseMark.note()
            for line in shape.lines { StandardOutput.note(line) }
            Foundation.exit(2)
        }
        if let failure = Workspace.failure(behind: error) {
            ExerciseMark.note()
            StandardOutput.note("cordon: \(text(of: failure))")
            Foundation.exit(1)
        }
        // Help and the version are results; all else may quote what was typed, and that may come from evidence.
        let status = RootCommand.exitCode(for: error)
        guard !status.isSuccess else { RootCommand.exit(withError: error) }
        let message = RootCommand.fullMessage(for: error)
        if !message.isEmpty {
            for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
                StandardOutput.note(String(line))
            }
        }
        Foundation.exit(status.rawValue)
    }

    static func text(of failure: ServiceFailure) -> String {
        [words(failure.code), failure.subject, failure.cause].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    /// The short name of a failure, such as `notAStore` or `no-rules`, as people write it.
    private static func words(_ code: String) -> String {
        Spelling.words(code).replacingOccurrences(of: "-", with: " ")
    }
}
